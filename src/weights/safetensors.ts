// Safetensors files: named tensors behind a JSON header, as Hugging Face programs read and write them.
import { readFile } from 'node:fs/promises'
import { writeWhole } from '../files/whole.ts'
import type { Tensor } from './gguf.ts'
import { fromHalf } from './half.ts'

/** Floats in 32 bits are written; the 16-bit kinds are read too. */
const BYTES = { F32: 4, F16: 2, BF16: 2 } as const
type FloatKind = keyof typeof BYTES

type Entry = { dtype: string; shape: number[]; data_offsets: [number, number] }

/** Writes 32-bit tensors, row-major, in the order given; `metadata` are texts (PyTorch's loader wants `format: pt`). */
export async function writeSafetensors(
  path: string,
  {
    tensors,
    metadata = { format: 'pt' },
  }: { tensors: ReadonlyMap<string, Tensor>; metadata?: Record<string, string> },
): Promise<void> {
  const header: Record<string, unknown> = { __metadata__: metadata }
  let offset = 0
  for (const [name, { data, shape }] of tensors) {
    const end = offset + data.length * BYTES.F32
    header[name] = { dtype: 'F32', shape, data_offsets: [offset, end] }
    offset = end
  }
  const json = Buffer.from(JSON.stringify(header))
  // Spaces bring the first tensor to a multiple of 8, as the safetensors package pads.
  const padded = Buffer.concat([json, Buffer.alloc((8 - (json.length % 8)) % 8, ' ')])
  const length = Buffer.alloc(8)
  length.writeBigUInt64LE(BigInt(padded.length))
  await writeWhole(path, pieces())

  function* pieces() {
    yield length
    yield padded
    for (const { data } of tensors.values()) yield floatBytes(data)
  }
}

/** Little-endian bytes, on any machine. */
function floatBytes(data: Float32Array): Buffer {
  const bytes = Buffer.allocUnsafe(data.length * 4)
  for (let i = 0; i < data.length; i++) bytes.writeFloatLE(data[i] as number, 4 * i)
  return bytes
}

/** All tensors as 32-bit floats. Throws where the file is no safetensors file, is cut short, or holds other types. */
export async function readSafetensors(path: string): Promise<Map<string, Tensor>> {
  const bytes = await readFile(path)
  const { header, start } = readHeader(path, bytes)
  const tensors = new Map<string, Tensor>()
  for (const [name, entry] of Object.entries(header))
    if (name !== '__metadata__')
      tensors.set(name, readEntry(path, name, entry as Entry, bytes.subarray(start)))
  return tensors
}

function readHeader(path: string, bytes: Buffer): { header: Record<string, unknown>; start: number } {
  const length = bytes.length >= 8 ? Number(bytes.readBigUInt64LE(0)) : Number.POSITIVE_INFINITY
  if (!(length <= bytes.length - 8))
    throw new Error(`${path}: expected a safetensors file, found other bytes or one that was cut short`)
  try {
    const header: unknown = JSON.parse(bytes.toString('utf8', 8, 8 + length))
    if (header !== null && typeof header === 'object' && !Array.isArray(header))
      return { header: header as Record<string, unknown>, start: 8 + length }
  } catch {}
  throw new Error(`${path}: expected a JSON header as safetensors files have, found other bytes`)
}

function readEntry(path: string, name: string, entry: Entry, data: Buffer): Tensor {
  const { dtype, shape, data_offsets: offsets } = entry
  const kind = dtype as FloatKind
  if (!Object.hasOwn(BYTES, dtype))
    throw new Error(`${path}: expected ${Object.keys(BYTES).join(', ')} in "${name}", found ${String(dtype)}`)
  const elements = shape.reduce((a, b) => a * b, 1)
  const [from, to] = offsets
  if (to - from !== elements * BYTES[kind] || from < 0 || to > data.length)
    throw new Error(
      `${path}: expected the bytes of "${name}" (${shape.join(' x ')}) inside the file, found ${from} to ${to} of ${data.length}`,
    )
  const values = new Float32Array(elements)
  const view = new DataView(data.buffer, data.byteOffset + from, to - from)
  for (let i = 0; i < elements; i++) values[i] = readFloat(view, kind, i)
  return { data: values, shape: [...shape] }
}

const word = new Uint32Array(1)
const float = new Float32Array(word.buffer)

function readFloat(view: DataView, kind: FloatKind, i: number): number {
  if (kind === 'F32') return view.getFloat32(4 * i, true)
  const bits = view.getUint16(2 * i, true)
  if (kind === 'F16') return fromHalf(bits)
  word[0] = bits << 16
  return float[0] as number
}
