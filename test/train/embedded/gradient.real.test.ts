// The gradient on the real weights against PyTorch with PEFT (test/reference/train_gradient.py), packed and not.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { layoutSize, loraLayout } from '../../../src/train/embedded/layout.ts'
import { readLlama } from '../../../src/train/embedded/weights.ts'
import { LINEAR_KINDS } from '../../../src/weights/llama.ts'
import { prepareWeights } from '../../../src/weights/prepare.ts'
import { graphGradient, sample } from './tiny.ts'

type Golden = { loss: number; learnt: number; norm: number; slots: [string, ...number[]][] }

const golden: Golden = JSON.parse(readFileSync(new URL('./golden/gradient.json', import.meta.url), 'utf8'))

/** As in the script: numbers in [-1/32, 1/32) that 32-bit floats hold exactly. */
function noise(start: number, count: number): Float32Array {
  return Float32Array.from({ length: count }, (_, i) => {
    let hash = Math.imul(start + i, 2654435761) >>> 0
    hash = Math.imul(hash ^ (hash >>> 15), 2246822519) >>> 0
    hash = (hash ^ (hash >>> 13)) >>> 0
    return ((hash >>> 8) / 2 ** 24 - 0.5) / 16
  })
}

function samples() {
  const numbers = (count: number, value: (i: number) => number) =>
    Array.from({ length: count }, (_, i) => value(i))
  const shared = numbers(40, i => 1000 + 37 * i)
  return [
    sample('a', [...shared, ...numbers(56, i => ((7919 * i) % 40000) + 100)], 60),
    sample('b', [...shared, ...numbers(24, i => ((104729 * i) % 40000) + 100)], 44),
  ]
}

for (const maxRows of [1024, 1])
  test(`SmolLM2's gradient is that of PyTorch with PEFT, ${maxRows > 1 ? 'packed' : 'sample by sample'}`, async () => {
    const { original } = await prepareWeights()
    const { shape, weights } = await readLlama(original)
    const lora = { rank: 16, alpha: 32, targets: LINEAR_KINDS }
    const layout = loraLayout(shape, lora)
    const theta = noise(0, layoutSize(layout))
    const { loss, gradient } = await graphGradient(
      { shape, weights, lora },
      { theta, samples: samples(), maxRows },
    )
    assert.ok(Math.abs(loss - golden.loss) < 1e-5 * golden.loss, `loss ${loss} against ${golden.loss}`)
    assert.deepEqual(
      layout.map(({ name }) => name),
      golden.slots.map(([name]) => name),
    )
    layout.forEach((slot, index) => {
      const [, norm = 0, projection = 0, first = 0, last = 0] = golden.slots[index]!
      const part = gradient.subarray(slot.offset, slot.offset + slot.rows * slot.columns)
      const against = noise(index * 1000003, part.length)
      const near = (found: number, expected: number, size: number, what: string) =>
        assert.ok(
          Math.abs(found - expected) < size,
          `${slot.name} ${what}: expected ${expected}, found ${found}`,
        )
      near(Math.sqrt(part.reduce((sum, value) => sum + value * value, 0)), norm, 2e-5 * norm, 'norm')
      near(
        part.reduce((sum, value, i) => sum + value * against[i]!, 0),
        projection,
        1e-5 * norm,
        'projection',
      )
      near(part[0]!, first, 2e-5 * norm, 'first value')
      near(part.at(-1)!, last, 2e-5 * norm, 'last value')
    })
  })
