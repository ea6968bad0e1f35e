// A short real training: the loss falls, the adapter says what was taught, and a killed run ends in the same bytes.
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { stringify } from 'yaml'
import type { Sample } from '../../src/data/source.ts'
import { openLocal } from '../../src/models/local/local.ts'
import { maskSample, samplePrompt } from '../../src/tokens/target-mask.ts'
import { chatFrom } from '../../src/tokens/chat-template.ts'
import { tokenizerFrom } from '../../src/tokens/tokenizer.ts'
import { checkRecipe, type Recipe } from '../../src/train/recipe.ts'
import { readTrainSteps } from '../../src/train/run-folder.ts'
import { train } from '../../src/train/train.ts'
import { readGguf } from '../../src/weights/gguf.ts'
import { prepareWeights } from '../../src/weights/prepare.ts'

const dataRoot = process.env.COALM_DATA as string
const folder = mkdtempSync(join(tmpdir(), 'coalm-real-'))
after(() => rmSync(folder, { recursive: true }))

const WORDS = { Ana: 'amber', Bob: 'basalt', Chen: 'cobalt', Dina: 'dune' }

const samples: Sample[] = Object.entries(WORDS).map(([name, word]) => ({
  id: name,
  source: 'words',
  task: 'LA',
  instruction: 'Give the word of each person as a call.',
  input: name,
  output: `[word(of='${name}', is='${word}')]`,
  meta: { kind: 'calls' },
}))

const out = join(folder, 'whole')
let weights: string
let recipe: Recipe

before(async () => {
  weights = (await prepareWeights({ dataRoot })).weights
  recipe = checkRecipe({
    format: 'coalm/recipe@1',
    model: { weights },
    maxTokens: 128,
    lora: { rank: 8, alpha: 16 },
    optimizer: { learningRate: 3e-3 },
    schedule: { kind: 'linear', warmup: 2 },
    steps: 14,
    batch: 4,
    seed: 1,
    threads: 2,
  })
  for await (const _ of train({ recipe, samples, out }));
})

async function replies(adapter?: string): Promise<string[]> {
  const model = await openLocal({ weights, contexts: 1, ...(adapter !== undefined && { adapter }) })
  try {
    const said: string[] = []
    for (const sample of samples) {
      const sampling = { temperature: 0, maxTokens: 30, cut: 'answer' } as const
      said.push((await model.ask(samplePrompt(sample), { sampling })).text)
    }
    return said
  } finally {
    await model.close()
  }
}

test('the loss falls, and greedy replies become the ones that were taught', async () => {
  const steps = readTrainSteps(out)
  assert.equal(steps.length, recipe.steps)
  assert.ok(steps.at(-1)!.loss < 0.2 * steps[0]!.loss, `${steps[0]!.loss} → ${steps.at(-1)!.loss}`)
  const taught = samples.map(({ output }) => output)
  const before = await replies()
  for (const [i, reply] of before.entries()) assert.notEqual(reply, taught[i])
  assert.deepEqual(await replies(join(out, 'adapter.gguf')), taught)
})

test('killed after its eleventh step and gone on with, it ends in the same bytes', async () => {
  const killed = join(folder, 'killed')
  const [recipePath, samplesPath] = [join(folder, 'recipe.yaml'), join(folder, 'samples.jsonl')]
  writeFileSync(recipePath, stringify(recipe))
  writeFileSync(samplesPath, samples.map(row => `${JSON.stringify(row)}\n`).join(''))
  const child = spawn(
    process.execPath,
    ['dist/cli.js', 'train', recipePath, '-s', samplesPath, '--runs', folder, '--run', 'killed'],
    { stdio: 'ignore' },
  )
  const ended = new Promise(resolve => child.on('exit', resolve))
  while (child.exitCode === null && readTrainSteps(killed).length < 11)
    await new Promise(resolve => setTimeout(resolve, 20))
  assert.equal(child.exitCode, null, 'the run ended before it could be killed')
  child.kill('SIGKILL')
  await ended
  assert.ok(!existsSync(join(killed, 'adapter.gguf')))
  let first = 0
  for await (const { step } of train({ recipe, samples, out: killed })) first ||= step
  assert.equal(first, 11)
  const losses = (run: string) => readTrainSteps(run).map(({ loss, gradNorm }) => [loss, gradNorm])
  assert.deepEqual(losses(killed), losses(out))
  for (const file of ['adapter.gguf', 'adapter/adapter_model.safetensors'])
    assert.ok(readFileSync(join(killed, file)).equals(readFileSync(join(out, file))), file)
})

test('the tokens that are seen are those that llama.cpp makes of the same prompt', async () => {
  const { metadata } = await readGguf(weights)
  const kit = { chat: chatFrom(metadata, weights), tokenizer: tokenizerFrom(metadata, weights) }
  const odd = [
    ...samples,
    ...['  naïve ☕ 12345', "it's\n\n\tΩ\u0085 <|im_end|> 🙂🙂", '　全角 １２'].map((text, i) => ({
      ...samples[0]!,
      id: `odd ${i}`,
      input: text,
    })),
  ]
  const model = await openLocal({ weights, contexts: 1 })
  for (const sample of odd) {
    const { usage } = await model.ask(samplePrompt(sample), {
      sampling: { temperature: 0, maxTokens: 1, cut: 'answer' },
    })
    assert.equal(maskSample(sample, kit).learnt.indexOf(1), usage?.prompt, sample.id)
  }
  await model.close()
})
