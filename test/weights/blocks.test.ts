// Number formats: the same floats as the official gguf package gives for the same bytes, and the same bytes back.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import {
  blockFormat,
  formatOf,
  type TensorType,
  typeLabel,
  type WritableType,
  writeBlocks,
} from '../../src/weights/blocks.ts'
import { fromHalf, toHalf } from '../../src/weights/half.ts'

type Row = { type: string; raw: string; values: string }
const golden: { read: Row[]; written: Row[] } = JSON.parse(
  readFileSync('test/weights/golden/blocks.json', 'utf8'),
)

function floats(base64: string): Float32Array {
  return new Float32Array(Uint8Array.from(Buffer.from(base64, 'base64')).buffer)
}

test('every type that can be read is in the golden file', () => {
  const covered = golden.read.map(row => row.type).sort()
  assert.deepEqual(covered, ['BF16', 'F16', 'F32', 'Q4_0', 'Q4_1', 'Q5_0', 'Q5_1', 'Q6_K', 'Q8_0'])
})

for (const row of golden.read)
  test(`${row.type} reads as the official package reads it`, () => {
    const expected = floats(row.values)
    const values = new Float32Array(expected.length)
    const raw = Buffer.from(row.raw, 'base64')
    const format = formatOf(row.type as TensorType)
    assert.equal((expected.length / format.elements) * format.bytes, raw.length)
    format.read(raw, values, values.length)
    assert.deepEqual(values, expected)
  })

for (const row of golden.written)
  test(`${row.type} is written as the official package writes it`, () => {
    assert.equal(writeBlocks(row.type as WritableType, floats(row.values)).toString('base64'), row.raw)
  })

test('a Q4_1 block of known bytes', () => {
  // Scale 0.5, minimum -1; byte j holds value j in its low half and value j + 16 in its high half.
  const raw = Buffer.from([
    0x00,
    0x38,
    0x00,
    0xbc,
    ...Array.from({ length: 16 }, (_, j) => j | ((15 - j) << 4)),
  ])
  const values = new Float32Array(32)
  formatOf('Q4_1').read(raw, values, 32)
  for (let j = 0; j < 16; j++) {
    assert.equal(values[j], 0.5 * j - 1)
    assert.equal(values[j + 16], 0.5 * (15 - j) - 1)
  }
})

test('every half that is a number survives a round trip', () => {
  for (let half = 0; half < 65536; half++)
    if (!Number.isNaN(fromHalf(half))) assert.equal(toHalf(fromHalf(half)), half)
})

test('halves round to nearest, ties to even', () => {
  assert.equal(fromHalf(toHalf(1 + 2 ** -11)), 1)
  assert.equal(fromHalf(toHalf(1 + 3 * 2 ** -11)), 1 + 2 ** -9)
  assert.equal(fromHalf(toHalf(65519)), 65504)
  assert.equal(fromHalf(toHalf(65520)), Number.POSITIVE_INFINITY)
  assert.ok(Number.isNaN(fromHalf(toHalf(Number.NaN))))
})

test('types of GGML without a reader have a name', () => {
  assert.equal(blockFormat(12), undefined)
  assert.equal(typeLabel(12), 'Q4_K')
  assert.equal(typeLabel(999), 'type 999')
})
