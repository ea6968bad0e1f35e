// The engine in its child process: it learns, goes on exactly where it stopped, refuses, and ends when told to.
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import {
  type Engine,
  type EngineOptions,
  NotFinite,
  type Optimizer,
} from '../../../src/train/embedded/contract.ts'
import { openEngine } from '../../../src/train/embedded/engine.ts'
import { LINEAR_KINDS } from '../../../src/weights/llama.ts'
import { writeTinyModel } from '../../weights/tiny-model.ts'
import { sample } from './tiny.ts'

const folder = mkdtempSync(join(tmpdir(), 'coalm-engine-'))
const weights = join(folder, 'tiny.gguf')
const open: Engine[] = []
before(() => writeTinyModel(weights))
after(async () => {
  await Promise.all(open.map(engine => engine.close()))
  rmSync(folder, { recursive: true, force: true })
})

const OPTIMIZER: Optimizer = { betas: [0.9, 0.999], eps: 1e-8, weightDecay: 0.01, clip: 1 }
const BATCHES = [
  [sample('a', [10, 20, 30, 40, 50, 60], 3), sample('b', [10, 20, 30, 41, 51], 3)],
  [sample('c', [9, 8, 7, 6, 5, 4, 3], 2)],
]
const ALL = BATCHES.flat()

async function start(changes: Partial<EngineOptions> = {}): Promise<Engine> {
  const lora = { rank: 4, alpha: 8, targets: LINEAR_KINDS }
  const engine = await openEngine({
    weights,
    lora,
    seed: 3,
    threads: 1,
    lowMemory: false,
    maxTokens: 32,
    ...changes,
  })
  open.push(engine)
  return engine
}

async function train(engine: Engine, steps: number[]): Promise<number[]> {
  const losses: number[] = []
  for (const i of steps) losses.push((await engine.step(BATCHES[i % 2]!, 0.02, OPTIMIZER)).loss)
  return losses
}

test('it learns, and goes on from a state with the same losses and the same bytes', async () => {
  const [whole, cut] = await Promise.all([start(), start()])
  const before = await whole.loss(ALL)
  const losses = await train(whole, [0, 1, 2, 3, 4, 5, 6, 7])
  assert.ok((await whole.loss(ALL)).loss < before.loss / 2, `from ${before.loss}`)
  assert.equal(before.learnt, 10)

  assert.deepEqual(await train(cut, [0, 1, 2]), losses.slice(0, 3))
  const kept = await cut.state()
  assert.equal(kept.step, 3)
  await train(cut, [3, 4])
  await cut.restore(kept)
  assert.deepEqual(await train(cut, [3, 4, 5, 6, 7]), losses.slice(3))
  assert.deepEqual(await cut.state(), await whole.state())
})

test('a step says what it computed, shared beginnings once', async () => {
  const engine = await start()
  const { learnt, tokens, rows, gradNorm } = await engine.step(BATCHES[0]!, 0.01, OPTIMIZER)
  // The last token of a sample predicts nothing: 5 rows of the first, 1 more of the second.
  assert.deepEqual({ learnt, tokens, rows }, { learnt: 5, tokens: 11, rows: 6 })
  assert.ok(gradNorm > 0)
})

test('what it cannot compute is refused, and nothing is lost', async () => {
  const engine = await start({ maxTokens: 6 })
  const kept = await engine.state()
  const long = sample('long', [1, 2, 3, 4, 5, 6, 7], 3)
  await assert.rejects(
    engine.step([long], 0.01, OPTIMIZER),
    /sample long: expected at most 6 tokens, found 7/,
  )
  await assert.rejects(engine.loss([sample('none', [1, 2, 3], 9)]), /sample none: expected tokens to learn/)
  await assert.rejects(
    engine.loss([sample('far', [1, 99999, 3], 1)]),
    /sample far: expected tokens below \d+, found 99999/,
  )
  await assert.rejects(engine.loss([]), /expected samples, found none/)
  await assert.rejects(
    engine.restore({ ...kept, theta: new Float32Array(3) }),
    /expected \d+ values in theta, found 3/,
  )
  const broken = { ...kept, theta: kept.theta.map((value, i) => (i === 0 ? Number.NaN : value)) }
  await engine.restore(broken)
  await assert.rejects(engine.step(BATCHES[0]!, 0.01, OPTIMIZER), (error: Error) => {
    assert.ok(error instanceof NotFinite)
    assert.match(error.message, /^step 1: expected a finite loss and gradient, found NaN and NaN/)
    return true
  })
  assert.deepEqual(await engine.state(), broken)
})

test('a file that is no Llama is refused in a sentence', async () => {
  await assert.rejects(
    start({ weights: join(folder, 'nothing.gguf') }),
    /expected a GGUF file, found nothing there/,
  )
})

test('a signal ends what is under way, with its reason', async () => {
  const stop = new AbortController()
  const engine = await start({ signal: stop.signal })
  const step = engine.step(BATCHES[0]!, 0.01, OPTIMIZER)
  stop.abort(new Error('enough'))
  await assert.rejects(step, /^Error: enough$/)
  await assert.rejects(engine.state(), /^Error: enough$/)
  await assert.rejects(start({ signal: stop.signal }), /^Error: enough$/)
})

test('closed is closed', async () => {
  const engine = await start()
  await engine.close()
  await assert.rejects(engine.state(), /the training engine is closed/)
  await engine.close()
})
