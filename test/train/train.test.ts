// Training on a toy engine: the loss falls, files appear whole, a stopped run goes on bit for bit, wrong input is refused.
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import type { Recipe } from '../../src/train/recipe.ts'
import { checkRoom, readTrainSteps, type TrainStep } from '../../src/train/run-folder.ts'
import { type TrainRequest, type TrainResult, train } from '../../src/train/train.ts'
import { readAdapter } from '../../src/weights/adapter.ts'
import { readSafetensors } from '../../src/weights/safetensors.ts'
import { writeTinyModel } from '../weights/tiny-model.ts'
import { lessonRecipe, lessons } from './lessons.ts'
import { openToyEngine } from './toy-engine.ts'

const folder = mkdtempSync(join(tmpdir(), 'coalm-train-'))
after(() => rmSync(folder, { recursive: true }))
const weights = join(folder, 'tiny.gguf')
await writeTinyModel(weights)
const recipe = lessonRecipe(weights)
const whole = join(folder, 'whole')
const wholeRun = await run({ out: whole })

async function run(
  request: Partial<TrainRequest>,
  stopAfter = Number.POSITIVE_INFINITY,
): Promise<{ steps: TrainStep[]; result: TrainResult }> {
  const stop = new AbortController()
  const steps: TrainStep[] = []
  const running = train({
    recipe,
    samples: lessons(),
    out: whole,
    openEngine: openToyEngine,
    signal: stop.signal,
    ...request,
  })
  for (;;) {
    const next = await running.next()
    if (next.done) return { steps, result: next.value }
    steps.push(next.value)
    if (steps.length >= stopAfter) stop.abort()
  }
}

function withoutTime(steps: TrainStep[]): Omit<TrainStep, 'seconds'>[] {
  return steps.map(({ seconds: _seconds, ...row }) => row)
}

function sameFiles(a: string, b: string): void {
  for (const file of ['adapter.gguf', 'adapter/adapter_model.safetensors', 'adapter/adapter_config.json'])
    assert.ok(readFileSync(join(a, file)).equals(readFileSync(join(b, file))), file)
}

test('a run writes a line a step, and its loss falls', () => {
  const { steps, result } = wholeRun
  assert.equal(steps.length, recipe.steps)
  assert.ok(steps.at(-1)!.loss < steps[0]!.loss)
  assert.deepEqual(
    steps.filter(row => row.validation !== undefined).map(row => row.step),
    [5, 10, 12],
  )
  assert.deepEqual(readTrainSteps(whole), steps)
  assert.ok(result.finished)
  assert.ok(!existsSync(join(whole, 'state.bin')))
})

test('the adapter files hold the same matrices, q and k rows in their own order', async () => {
  const gguf = await readAdapter(join(whole, 'adapter.gguf'))
  const peft = await readSafetensors(join(whole, 'adapter/adapter_model.safetensors'))
  assert.equal(gguf.alpha, recipe.lora.alpha)
  assert.equal(peft.size, gguf.tensors.size)
  const name = 'base_model.model.model.layers.1.mlp.down_proj.lora_B.weight'
  assert.deepEqual(peft.get(name)!.data, gguf.tensors.get('blk.1.ffn_down.weight.lora_b')!.data)
  // Heads of 8 rows: transformers' rows 0 and 4 are neighbours in GGUF.
  const [ours, theirs] = [
    gguf.tensors.get('blk.0.attn_q.weight.lora_b')!,
    peft.get('base_model.model.model.layers.0.self_attn.q_proj.lora_B.weight')!,
  ]
  const row = (tensor: { data: Float32Array }, at: number) => tensor.data.slice(at * 2, at * 2 + 2)
  for (const [theirRow, ourRow] of [
    [0, 0],
    [4, 1],
    [1, 2],
    [7, 7],
    [8, 8],
    [12, 9],
  ] as const)
    assert.deepEqual(row(theirs, theirRow), row(ours, ourRow), `row ${theirRow}`)
})

for (const stopAfter of [1, 5, 10, 11])
  test(`a run stopped after step ${stopAfter} goes on bit for bit`, async () => {
    const out = join(folder, `stopped-${stopAfter}`)
    const first = await run({ out }, stopAfter)
    assert.ok(!first.result.finished)
    const second = await run({ out })
    assert.equal(second.steps.length, recipe.steps - stopAfter)
    assert.deepEqual(withoutTime(readTrainSteps(out)), withoutTime(wholeRun.steps))
    sameFiles(out, whole)
  })

test('a run killed in the middle of its steps goes on bit for bit', async () => {
  const out = join(folder, 'killed')
  const child = spawn(process.execPath, ['--import', 'tsx', 'test/train/killed-run.ts', weights, out], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await new Promise<void>(resolve => {
    child.stdout.on('data', () => child.kill('SIGKILL'))
    child.on('exit', () => resolve())
  })
  const before = readTrainSteps(out).length
  assert.ok(before >= 11 && !existsSync(join(out, 'adapter.gguf')), `${before} steps`)
  // What a kill can leave: a torn line, and a state that was being written.
  writeFileSync(join(out, 'training.jsonl'), '{"step":', { flag: 'a' })
  writeFileSync(join(out, 'state.bin.partial-1'), 'half')
  const { steps } = await run({ out })
  assert.equal(steps[0]!.step, 11)
  assert.ok(!existsSync(join(out, 'state.bin.partial-1')))
  assert.deepEqual(withoutTime(readTrainSteps(out)), withoutTime(wholeRun.steps))
  sameFiles(out, whole)
})

test('a finished run is left as it is', async () => {
  const { steps, result } = await run({ out: whole })
  assert.equal(steps.length, 0)
  assert.ok(result.finished)
  assert.deepEqual(result.steps, wholeRun.steps)
})

test('going on with another recipe or other samples is refused, the difference named', async () => {
  const changes: [Partial<TrainRequest>, RegExp][] = [
    [{ recipe: { ...recipe, seed: 8 } }, /recipe\.seed: 7 → 8/],
    [
      { recipe: { ...recipe, optimizer: { ...recipe.optimizer, learningRate: 0.01 } } },
      /learningRate: 0.05 → 0.01/,
    ],
    [{ samples: lessons(29) }, /samples\.count: 30 → 29/],
    [
      { samples: lessons().map((sample, i) => (i ? sample : { ...sample, output: 'Two.' })) },
      /samples\.sha256/,
    ],
  ]
  for (const [change, message] of changes) await assert.rejects(run({ out: whole, ...change }), message)
  sameFiles(whole, whole)
})

test('samples over the length are refused by name, or left out and counted', async () => {
  const samples = [...lessons(), { ...lessons(1)[0]!, id: 'long', output: 'word '.repeat(300) }]
  await assert.rejects(run({ samples, out: join(folder, 'long') }), /1 of 31 samples .*long \(\d+ tokens\)/)
  assert.ok(!existsSync(join(folder, 'long')))
  const { result } = await run({
    samples,
    recipe: { ...recipe, tooLong: 'leave out', steps: 3 },
    out: join(folder, 'left-out'),
  })
  assert.deepEqual(
    result.tooLong.map(({ id }) => id),
    ['long'],
  )
})

test('a loss that climbs or is no number ends the run with advice', async () => {
  const climbing: Recipe = { ...recipe, steps: 40 }
  const sick = async (options: Parameters<typeof openToyEngine>[0]) => {
    const engine = await openToyEngine(options)
    let step = 0
    return {
      ...engine,
      step: async (...given: Parameters<typeof engine.step>) => ({
        ...(await engine.step(...given)),
        loss: step++ < 10 ? 1 : step,
      }),
    }
  }
  await assert.rejects(run({ recipe: climbing, out: join(folder, 'climbs'), openEngine: sick }), {
    message: /step \d+: the loss climbs .*learning rate of 0.05 is likely too high: try 0.02/,
  })
  const nan = async (options: Parameters<typeof openToyEngine>[0]) => {
    const engine = await openToyEngine(options)
    const state = await engine.state()
    await engine.restore({ ...state, theta: state.theta.fill(Number.NaN) })
    return engine
  }
  await assert.rejects(run({ out: join(folder, 'nan'), openEngine: nan }), /step 1: .*no finite number/)
})

test('a full disk is said in a sentence, and what was there goes on', async t => {
  if (!existsSync('/dev/full')) return t.diagnostic('this system has no /dev/full to write to')
  const out = join(folder, 'full')
  await run({ out }, 3)
  const before = readFileSync(join(out, 'state.bin'))
  const partial = join(out, `state.bin.partial-${process.pid}`)
  const fill = () => symlinkSync('/dev/full', partial)
  await assert.rejects(run({ out, onPlan: fill }, 2), /expected room to write it, found the disk full/)
  rmSync(partial, { force: true })
  assert.ok(readFileSync(join(out, 'state.bin')).equals(before))
  await run({ out })
  sameFiles(out, whole)
})

test('too little room is said before anything is computed', () => {
  checkRoom(folder, 1000)
  assert.throws(
    () => checkRoom(folder, 1e15),
    /expected \d+ MB of free disk for the run's state and adapter, found \d+ MB/,
  )
})

test('two processes cannot write one run', async () => {
  const out = join(folder, 'shared')
  const running = train({ recipe, samples: lessons(), out, openEngine: openToyEngine })
  await running.next()
  await assert.rejects(run({ out }), /is writing this run; wait for it or stop it first/)
  await running.return({ finished: false, steps: [], tooLong: [], adapter: '', peft: '' })
  await run({ out })
  sameFiles(out, whole)
})

test('a damaged state is refused, never trained on', async () => {
  const out = join(folder, 'damaged')
  await run({ out }, 3)
  const state = readFileSync(join(out, 'state.bin'))
  state[state.length - 1]! ^= 1
  writeFileSync(join(out, 'state.bin'), state)
  await assert.rejects(run({ out }), /state\.bin: expected the whole state/)
})

test('rows that are no samples are refused by file and line', async () => {
  const path = join(folder, 'odd.jsonl')
  const good = JSON.stringify(lessons(1)[0])
  for (const [row, message] of [
    [
      '{"prompt":"a","completion":"b"}',
      /odd\.jsonl, row 2: expected the texts .*, found prompt, completion$/,
    ],
    [JSON.stringify({ ...lessons(1)[0], output: 5 }), /row 2: expected the texts/],
    [JSON.stringify({ ...lessons(1)[0], output: '' }), /expected an output in sample "lesson\/0"/],
    ['{"messages":[{"role":"user"},{"role":"user"}]}', /row 2: .*found messages of user, user$/],
    ['[1]', /row 2: expected the texts .*/],
  ] as const) {
    writeFileSync(path, `${good}\n${row}\n`)
    await assert.rejects(run({ samples: path, out: join(folder, 'odd') }), message)
  }
  const odd = [{ ...lessons(1)[0]!, output: 5 as unknown as string }]
  await assert.rejects(run({ samples: odd }), /sample 1: expected a text output in each sample, found number/)
  await assert.rejects(run({ samples: join(folder, 'none.jsonl') }), /"coalm data build" makes them/)
})

test('samples held out in a file of their own are judged, and none of them taught', async () => {
  const file = join(folder, 'validation.jsonl')
  const held = lessons(36).slice(30)
  writeFileSync(file, held.map(row => `${JSON.stringify(row)}\n`).join(''))
  const apart: Recipe = { ...recipe, validation: { file, every: 5 } }
  const plans: [number, number][] = []
  const onPlan: TrainRequest['onPlan'] = ({ taught, held }) => plans.push([taught.length, held.length])
  const out = join(folder, 'apart')
  const { steps } = await run({ recipe: apart, out, onPlan }, 7)
  assert.deepEqual(plans, [[30, 6]])
  assert.deepEqual(
    steps.map(row => row.validation !== undefined),
    [false, false, false, false, true, false, false],
  )
  writeFileSync(file, `${JSON.stringify(held[0])}\n`)
  await assert.rejects(run({ recipe: apart, out }), /held\.count: 6 → 1/)
})

test('a model that the engine cannot run is refused, and one that it can is run as the recipe says', async () => {
  const foreign = join(folder, 'foreign.gguf')
  await writeTinyModel(foreign, { metadata: { 'general.architecture': { type: 'string', value: 'gpt2' } } })
  await assert.rejects(
    run({ weights: foreign, out: join(folder, 'foreign') }),
    /expected a model of the Llama family, found architecture "gpt2"/,
  )
  await assert.rejects(
    run({ recipe: { ...recipe, maxTokens: 1000 } }),
    /expected maxTokens within the model's context of 512, found 1000/,
  )
  await assert.rejects(
    run({ recipe: { ...recipe, model: { weights, sha256: 'f'.repeat(64) } } }),
    /expected weights with SHA-256 ffffffffffff…/,
  )
  const asked: unknown[] = []
  const openEngine = (options: Parameters<typeof openToyEngine>[0]) => {
    asked.push(options)
    return openToyEngine(options)
  }
  await run({ recipe: { ...recipe, lowMemory: true, maxRows: 300 }, out: join(folder, 'low'), openEngine }, 1)
  const { lora, seed, threads, maxTokens } = recipe
  assert.deepEqual(asked, [{ weights, lora, seed, threads, maxTokens, lowMemory: true, maxRows: 300 }])
})

test('samples of a file and given samples are the same run', async () => {
  const path = join(folder, 'samples.jsonl')
  writeFileSync(
    path,
    lessons()
      .map(row => `${JSON.stringify(row)}\n`)
      .join(''),
  )
  const copy = join(folder, 'copy')
  cpSync(whole, copy, { recursive: true })
  const { result } = await run({ samples: path, out: copy })
  assert.ok(result.finished)
})
