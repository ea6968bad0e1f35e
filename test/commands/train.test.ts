// coalm train and data show as a user has them, on a tiny model: killed, stopped and gone on with; wrong words refused.
import assert from 'node:assert/strict'
import type { ChildProcess } from 'node:child_process'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { stringify } from 'yaml'
import { readTrainSteps } from '../../src/train/run-folder.ts'
import { lessonRecipe, lessons } from '../train/lessons.ts'
import { writeTinyModel } from '../weights/tiny-model.ts'
import { coalm, newFolder, start } from './coalm.ts'

const { folder: cwd, remove } = newFolder()
after(remove)

const at = (...parts: string[]) => join(cwd, ...parts)
const ADAPTER_FILES = ['adapter.gguf', 'adapter/adapter_model.safetensors', 'adapter/adapter_config.json']

function writeRecipe(name: string, changes: Record<string, unknown> = {}): void {
  const recipe = lessonRecipe('tiny.gguf', { steps: 60, validation: { samples: 4, every: 30 }, ...changes })
  writeFileSync(at(name), stringify({ ...recipe, samples: { file: 'samples.jsonl' } }))
}

async function untilLines(child: ChildProcess, run: string, count: number): Promise<void> {
  while (child.exitCode === null && readTrainSteps(at('runs', run)).length < count)
    await new Promise(resolve => setTimeout(resolve, 5))
  assert.equal(child.exitCode, null, 'the run ended before it could be stopped')
}

function losses(run: string): unknown[] {
  return readTrainSteps(at('runs', run)).map(({ seconds: _seconds, ...row }) => row)
}

function sameAs(run: string, whole: string): void {
  assert.deepEqual(losses(run), losses(whole))
  for (const file of ADAPTER_FILES)
    assert.ok(readFileSync(at('runs', run, file)).equals(readFileSync(at('runs', whole, file))), file)
}

before(async () => {
  await writeTinyModel(at('tiny.gguf'))
  writeFileSync(at('cut.gguf'), readFileSync(at('tiny.gguf')).subarray(0, 90_000))
  writeFileSync(
    at('samples.jsonl'),
    lessons()
      .map(row => `${JSON.stringify(row)}\n`)
      .join(''),
  )
  writeFileSync(at('odd.jsonl'), '{"prompt":"a","completion":"b"}\n')
  writeRecipe('recipe.yaml')
  writeRecipe('short.yaml', { maxTokens: 20 })
  writeFileSync(at('wrong.yaml'), 'format: coalm/recipe@1\nsteps: many\n')
  const { status, stderr } = await coalm(['train', 'recipe.yaml', '--run', 'whole'], { cwd })
  assert.equal(status, 0, stderr)
})

test('a whole run says what it does and what came of it', async () => {
  const steps = readTrainSteps(at('runs/whole'))
  assert.equal(steps.length, 60)
  assert.ok(steps.at(-1)!.loss < steps[0]!.loss)
  const again = await coalm(['train', 'recipe.yaml', '--run', 'whole', '--json'], { cwd })
  const result = JSON.parse(again.stdout)
  assert.equal(result.finished, true)
  assert.equal(result.steps, 60)
  assert.equal(result.loss.last, steps.at(-1)!.loss)
  assert.equal(result.adapter, join('runs', 'whole', 'adapter.gguf'))
})

test('killed and gone on with, it gives the same losses and the same bytes', async () => {
  const words = ['train', 'recipe.yaml', '--run', 'killed']
  const { child, ended } = start(words, { cwd })
  await untilLines(child, 'killed', 33)
  child.kill('SIGKILL')
  assert.equal((await ended).status, null)
  assert.ok(readTrainSteps(at('runs/killed')).length < 60)
  const last = await coalm(words, { cwd })
  assert.equal(last.status, 0, last.stderr)
  assert.match(last.stderr, /\d+ steps were done before; going on/)
  assert.match(last.stdout, /^60 steps in .*; loss \d\.\d+ → \d\.\d+\nloss of held-out samples .*\nadapter: /)
  sameAs('killed', 'whole')
})

test('Ctrl-C ends after the step under way, and the same command goes on', async () => {
  const words = ['train', 'recipe.yaml', '--run', 'stopped']
  const { child, ended } = start(words, { cwd })
  await untilLines(child, 'stopped', 5)
  child.kill('SIGINT')
  const { status, stderr } = await ended
  assert.equal(status, 130, stderr)
  assert.match(
    stderr,
    /stopped after step \d+; it is kept in runs.stopped\. The same command goes on from there/,
  )
  const { status: second } = await coalm(words, { cwd })
  assert.equal(second, 0)
  sameAs('stopped', 'whole')
})

const MISTAKES: [string[], RegExp][] = [
  [['train', 'wrong.yaml'], /wrong\.yaml: expected model to be a mapping of settings, found nothing/],
  [['train', 'recipe.yaml', '-s', 'none.jsonl'], /none\.jsonl: expected samples, found nothing there/],
  [
    ['train', 'recipe.yaml', '-s', 'odd.jsonl'],
    /odd\.jsonl, row 1: expected the texts .*, found prompt, completion/,
  ],
  [
    ['train', 'recipe.yaml', '-w', 'cut.gguf'],
    /cut\.gguf: expected a whole GGUF file, but .*it was cut short/,
  ],
  [
    ['train', 'short.yaml'],
    /30 of 30 samples are longer than 20 tokens: lesson\/\d+ \(\d+ tokens\), .* and 27 more; raise/,
  ],
  [['chat', '-m', 'local:tiny.gguf', '--adapter', 'tiny.gguf'], /tiny\.gguf: expected a LoRA adapter/],
]

test('wrong words and wrong files: one sentence, status 2, nothing written', async () => {
  const before = readdirSync(cwd, { recursive: true }).sort()
  await Promise.all(
    MISTAKES.map(async ([words, sentence]) => {
      const { status, stdout, stderr } = await coalm(words, { cwd })
      assert.match(stderr, sentence)
      assert.match(stderr, /^coalm: [^\n]+\n$/, 'one sentence')
      assert.equal(stdout, '')
      assert.equal(status, 2)
    }),
  )
  assert.deepEqual(readdirSync(cwd, { recursive: true }).sort(), before)
})

test('an adapter made for another base is refused by chat and eval', async () => {
  await writeTinyModel(at('twin.gguf'), { seed: 2 })
  const adapter = join('runs', 'whole')
  for (const command of [['chat'], ['eval', 'sums.mjs']]) {
    const { status, stderr } = await coalm([...command, '-m', 'local:twin.gguf', '--adapter', adapter], {
      cwd,
    })
    assert.match(
      stderr,
      /^coalm: \S+adapter\.gguf: expected an adapter for tiny \(twin\.gguf\), found one made for [^\n]+\n$/,
    )
    assert.equal(status, 2)
  }
})

test('data show marks what the trainer learns, token by token', async () => {
  const { stdout } = await coalm(['data', 'show', 'samples.jsonl', '-w', 'tiny.gguf'], { cwd })
  assert.match(stdout, /^lesson\/0 · lessons · LA · \d+ tokens, \d+ learnt\nseen 0–\d+\n {2}<\|im_start\|>│/)
  assert.match(stdout, /\nlearnt \d+–\d+\n {2}I│t│ │i│s│ │1│\.│<\|im_end\|>\n/)
  const json = await coalm(['data', 'show', 'samples.jsonl', '-w', 'tiny.gguf', '-n', '30', '--json'], {
    cwd,
  })
  const rows = json.stdout
    .trim()
    .split('\n')
    .map(line => JSON.parse(line))
  assert.equal(rows.length, 30)
  const marked = rows[4].tokens.filter((token: { learnt: boolean }) => token.learnt)
  assert.equal(marked.map((token: { text: string }) => token.text).join(''), 'It is 5.<|im_end|>')
})
