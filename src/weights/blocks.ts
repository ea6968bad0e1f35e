// The number formats of GGML tensors: plain floats and blocks of small integers that share a scale.
import { fromHalf, toHalf } from './half.ts'

export type TensorType = 'F32' | 'F16' | 'BF16' | 'Q4_0' | 'Q4_1' | 'Q5_0' | 'Q5_1' | 'Q8_0' | 'Q6_K'

/**
 * `id` is GGML's number of the type; a block holds `elements` values in `bytes` bytes. The layouts are those of
 * ggml-common.h (ggml, block_q4_0 and following).
 */
export type BlockFormat = {
  type: TensorType
  id: number
  elements: number
  bytes: number
  /** Reads `count` values (whole blocks) from the start of `raw` into the start of `values`. */
  read(raw: Buffer, values: Float32Array, count: number): void
}

/** Types that tensors can be written in. */
export const WRITABLE = ['F32', 'F16', 'Q8_0'] as const
export type WritableType = (typeof WRITABLE)[number]

const FORMATS: BlockFormat[] = [
  { type: 'F32', id: 0, elements: 1, bytes: 4, read: readF32 },
  { type: 'F16', id: 1, elements: 1, bytes: 2, read: readF16 },
  { type: 'Q4_0', id: 2, elements: 32, bytes: 18, read: readQ4 },
  { type: 'Q4_1', id: 3, elements: 32, bytes: 20, read: readQ4Min },
  { type: 'Q5_0', id: 6, elements: 32, bytes: 22, read: readQ5 },
  { type: 'Q5_1', id: 7, elements: 32, bytes: 24, read: readQ5Min },
  { type: 'Q8_0', id: 8, elements: 32, bytes: 34, read: readQ8 },
  { type: 'Q6_K', id: 14, elements: 256, bytes: 210, read: readQ6K },
  { type: 'BF16', id: 30, elements: 1, bytes: 2, read: readBF16 },
]

/** Names of the types that GGML has and this reader has not, so that an error can say which was found. */
const OTHER_TYPES: Record<number, string> = {
  9: 'Q8_1',
  10: 'Q2_K',
  11: 'Q3_K',
  12: 'Q4_K',
  13: 'Q5_K',
  15: 'Q8_K',
  16: 'IQ2_XXS',
  17: 'IQ2_XS',
  18: 'IQ3_XXS',
  19: 'IQ1_S',
  20: 'IQ4_NL',
  21: 'IQ3_S',
  22: 'IQ2_S',
  23: 'IQ4_XS',
  24: 'I8',
  25: 'I16',
  26: 'I32',
  27: 'I64',
  28: 'F64',
  29: 'IQ1_M',
  34: 'TQ1_0',
  35: 'TQ2_0',
  39: 'MXFP4',
}

/** The format with GGML's number `id`, or `undefined` where this reader has none. */
export function blockFormat(id: number): BlockFormat | undefined {
  return FORMATS.find(format => format.id === id)
}

export function formatOf(type: TensorType): BlockFormat {
  return FORMATS.find(format => format.type === type) as BlockFormat
}

/** A name for any GGML type number, for messages. */
export function typeLabel(id: number): string {
  return blockFormat(id)?.type ?? OTHER_TYPES[id] ?? `type ${id}`
}

/** Every type that can be read, for messages. */
export const READABLE = FORMATS.map(format => format.type)

function readF32(raw: Buffer, values: Float32Array, count: number): void {
  for (let i = 0; i < count; i++) values[i] = raw.readFloatLE(4 * i)
}

function readF16(raw: Buffer, values: Float32Array, count: number): void {
  for (let i = 0; i < count; i++) values[i] = fromHalf(half(raw, 2 * i))
}

function readBF16(raw: Buffer, values: Float32Array, count: number): void {
  const words = new Uint32Array(values.buffer, values.byteOffset, count)
  for (let i = 0; i < count; i++) words[i] = half(raw, 2 * i) << 16
}

function half(raw: Buffer, at: number): number {
  return (raw[at] as number) | ((raw[at + 1] as number) << 8)
}

function signed(byte: number): number {
  return (byte << 24) >> 24
}

/** value = scale * (integer - centre) + minimum; a minimum of -0 adds nothing, not even a sign. */
type Steps = { scale: number; centre: number; minimum: number }

function scaleAndMinimum(raw: Buffer, block: number): Steps {
  return { scale: fromHalf(half(raw, block)), centre: 0, minimum: fromHalf(half(raw, block + 2)) }
}

function readQ4(raw: Buffer, values: Float32Array, count: number): void {
  for (let block = 0, i = 0; i < count; block += 18, i += 32) {
    const scale = fromHalf(half(raw, block))
    readNibbles(raw, block + 2, values, i, { scale, centre: 8, minimum: -0 })
  }
}

function readQ4Min(raw: Buffer, values: Float32Array, count: number): void {
  for (let block = 0, i = 0; i < count; block += 20, i += 32)
    readNibbles(raw, block + 4, values, i, scaleAndMinimum(raw, block))
}

function readNibbles(
  raw: Buffer,
  at: number,
  values: Float32Array,
  i: number,
  { scale, centre, minimum }: Steps,
): void {
  for (let j = 0; j < 16; j++) {
    const pair = raw[at + j] as number
    values[i + j] = Math.fround(scale * ((pair & 15) - centre)) + minimum
    values[i + j + 16] = Math.fround(scale * ((pair >> 4) - centre)) + minimum
  }
}

function readQ5(raw: Buffer, values: Float32Array, count: number): void {
  for (let block = 0, i = 0; i < count; block += 22, i += 32) {
    const scale = fromHalf(half(raw, block))
    readNibblesAndHighBits(raw, block + 2, values, i, { scale, centre: 16, minimum: -0 })
  }
}

function readQ5Min(raw: Buffer, values: Float32Array, count: number): void {
  for (let block = 0, i = 0; i < count; block += 24, i += 32)
    readNibblesAndHighBits(raw, block + 4, values, i, scaleAndMinimum(raw, block))
}

function readNibblesAndHighBits(
  raw: Buffer,
  at: number,
  values: Float32Array,
  i: number,
  { scale, centre, minimum }: Steps,
): void {
  const high = raw.readUInt32LE(at)
  for (let j = 0; j < 16; j++) {
    const pair = raw[at + 4 + j] as number
    values[i + j] = Math.fround(scale * (((pair & 15) | (((high >>> j) & 1) << 4)) - centre)) + minimum
    values[i + j + 16] =
      Math.fround(scale * (((pair >> 4) | (((high >>> (j + 16)) & 1) << 4)) - centre)) + minimum
  }
}

function readQ8(raw: Buffer, values: Float32Array, count: number): void {
  for (let block = 0, i = 0; i < count; block += 34, i += 32) {
    const scale = fromHalf(half(raw, block))
    for (let j = 0; j < 32; j++) values[i + j] = scale * signed(raw[block + 2 + j] as number)
  }
}

/** A block of 256: 128 bytes of low nibbles, 64 bytes of high bit pairs, 16 signed scales, one half-precision scale. */
function readQ6K(raw: Buffer, values: Float32Array, count: number): void {
  for (let block = 0, i = 0; i < count; block += 210, i += 256) {
    const scale = fromHalf(half(raw, block + 208))
    for (let part = 0; part < 2; part++)
      readQ6Half(
        raw,
        block + 64 * part,
        block + 128 + 32 * part,
        block + 192 + 8 * part,
        scale,
        values,
        i + 128 * part,
      )
  }
}

function readQ6Half(
  raw: Buffer,
  low: number,
  high: number,
  scales: number,
  scale: number,
  values: Float32Array,
  i: number,
): void {
  for (let quarter = 0; quarter < 4; quarter++) {
    const shift = quarter < 2 ? 0 : 4
    const column = low + 32 * (quarter & 1)
    for (let l = 0; l < 32; l++) {
      const nibble = ((raw[column + l] as number) >> shift) & 15
      const pair = ((raw[high + l] as number) >> (2 * quarter)) & 3
      const step = Math.fround(scale * signed(raw[scales + 2 * quarter + (l >> 4)] as number))
      values[i + 32 * quarter + l] = step * ((nibble | (pair << 4)) - 32)
    }
  }
}

/** The bytes of whole blocks in a writable type; a Q8_0 block is made as ggml's quantize_row_q8_0_ref makes it. */
export function writeBlocks(type: WritableType, values: Float32Array): Buffer {
  if (type === 'F32') return writeF32(values)
  if (type === 'F16') return writeF16(values)
  return writeQ8(values)
}

function writeF32(values: Float32Array): Buffer {
  const raw = Buffer.allocUnsafe(values.length * 4)
  for (let i = 0; i < values.length; i++) raw.writeFloatLE(values[i] as number, 4 * i)
  return raw
}

function writeF16(values: Float32Array): Buffer {
  const raw = Buffer.allocUnsafe(values.length * 2)
  for (let i = 0; i < values.length; i++) raw.writeUInt16LE(toHalf(values[i] as number), 2 * i)
  return raw
}

function writeQ8(values: Float32Array): Buffer {
  const raw = Buffer.allocUnsafe((values.length / 32) * 34)
  for (let i = 0, block = 0; i < values.length; i += 32, block += 34) {
    let largest = 0
    for (let j = 0; j < 32; j++) largest = Math.max(largest, Math.abs(values[i + j] as number))
    const scale = Math.fround(largest / 127)
    const inverse = scale ? Math.fround(1 / scale) : 0
    raw.writeUInt16LE(toHalf(scale), block)
    for (let j = 0; j < 32; j++) {
      const steps = Math.fround((values[i + j] as number) * inverse)
      raw[block + 2 + j] = steps < 0 ? -Math.floor(0.5 - steps) : Math.floor(steps + 0.5)
    }
  }
  return raw
}
