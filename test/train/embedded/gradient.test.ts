// The gradient of every kind of matrix against finite differences of a loss computed in plain double precision.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { loraLayout } from '../../../src/train/embedded/layout.ts'
import type { LlamaShape } from '../../../src/weights/llama.ts'
import type { Lora, Slot } from '../../../src/train/embedded/contract.ts'
import { type PlainLlama, plainLoss } from './plain-llama.ts'
import { graphGradient, randomTheta, sample, tinyLlama } from './tiny.ts'

/** Two share five tokens, one is a beginning of another, one stands alone. */
const SAMPLES = [
  sample('a', [3, 7, 1, 30, 22, 5, 9, 4], 5),
  sample('b', [3, 7, 1, 30, 22, 8, 2], 3),
  sample('c', [11, 3, 39, 6, 17, 0], 2),
  sample('d', [3, 7, 1, 30, 22, 5, 9], 4),
]

/** Entries of one slot that are compared. */
function places({ offset, rows, columns }: Slot): number[] {
  const last = rows * columns - 1
  return [...new Set([0, Math.floor(last / 2), last])].map(at => offset + at)
}

function difference(model: PlainLlama, theta: Float32Array, at: number): number {
  const step = 1e-4
  const moved = (by: number) => {
    const values = Float64Array.from(theta)
    values[at]! += by
    return plainLoss(model, values, SAMPLES)
  }
  return (moved(step) - moved(-step)) / (2 * step)
}

type Expected = { model: PlainLlama; theta: Float32Array; loss: number; differences: Map<number, number> }

function expect(model: PlainLlama): Expected {
  const theta = randomTheta(model)
  const differences = new Map(
    loraLayout(model.shape, model.lora)
      .flatMap(places)
      .map(at => [at, difference(model, theta, at)]),
  )
  return { model, theta, loss: plainLoss(model, theta, SAMPLES), differences }
}

type Mode = { lowMemory?: boolean; maxRows?: number }

async function compare({ model, theta, loss: expectedLoss, differences }: Expected, mode: Mode = {}) {
  const { loss, gradient } = await graphGradient(model, { theta, samples: SAMPLES, ...mode })
  assert.ok(Math.abs(loss - expectedLoss) < 2e-6, `loss ${loss} against ${expectedLoss}`)
  const largest = gradient.reduce((most, value) => Math.max(most, Math.abs(value)), 0)
  for (const slot of loraLayout(model.shape, model.lora))
    for (const at of places(slot)) {
      const expected = differences.get(at)!
      const error = Math.abs(expected - gradient[at]!) / (Math.abs(expected) + 1e-3 * largest)
      assert.ok(
        error < 1e-3,
        `${slot.name}[${at - slot.offset}]: expected ${expected}, found ${gradient[at]}`,
      )
    }
}

test('gradient: all linear layers, heads that share keys; packed, sample by sample, in low memory', async () => {
  const expected = expect(tinyLlama())
  for (const mode of [{}, { maxRows: 1 }, { lowMemory: true }]) await compare(expected, mode)
})

const SHAPES: [string, Partial<LlamaShape>, Partial<Lora>][] = [
  ['an output matrix of its own, one head each', { isTied: false, kvHeads: 4, layers: 1 }, {}],
  ['one shared head, heads wider than the model', { kvHeads: 1, headSize: 12, layers: 1 }, {}],
  ['some targets only', {}, { targets: ['ffn_down', 'attn_v'], rank: 1, alpha: 4 }],
]

for (const [name, shape, lora] of SHAPES)
  test(`gradient: ${name}`, () => compare(expect(tinyLlama(shape, lora))))

test('two tokens are enough', async () => {
  const model = tinyLlama({ layers: 1 })
  const theta = randomTheta(model)
  const samples = [sample('short', [3, 7], 1)]
  const { loss } = await graphGradient(model, { theta, samples })
  assert.ok(Math.abs(loss - plainLoss(model, theta, samples)) < 2e-6)
})
