// GGUF files, written: metadata with named types, tensors in a plain or Q8_0 format, the file whole or not at all.
import { writeWhole } from '../files/whole.ts'
import { formatOf, type WritableType, writeBlocks } from './blocks.ts'

export type MetadataItem =
  | { type: 'string'; value: string }
  | { type: 'uint32'; value: number }
  | { type: 'int32'; value: number }
  | { type: 'float32'; value: number }
  | { type: 'bool'; value: boolean }
  | { type: 'strings'; value: string[] }
  | { type: 'int32s'; value: number[] }
  | { type: 'float32s'; value: number[] }

/** `shape` is in the usual order, slowest dimension first; `type` is F32 where not given. */
export type NewTensor = { name: string; shape: number[]; data: Float32Array; type?: WritableType }

const ALIGNMENT = 32
const TYPE_IDS = { uint32: 4, int32: 5, float32: 6, bool: 7, string: 8 } as const

/** Writes a GGUF file, version 3, little-endian, aligned to 32 bytes. */
export async function writeGguf(
  path: string,
  { metadata, tensors }: { metadata: Record<string, MetadataItem>; tensors: NewTensor[] },
): Promise<void> {
  const items = Object.entries(metadata)
  const start = Buffer.concat([
    ggufPreamble(tensors.length, items.length),
    ...items.map(item => metadataBytes(...item)),
  ])
  const table = tableBytes(
    tensors.map(({ name, shape, type = 'F32' }) => ({ name, dimensions: shape.toReversed(), type })),
  )
  await writeWhole(path, ggufPieces())

  function* ggufPieces() {
    yield start
    yield table
    yield padding(start.length + table.length)
    for (const { data, type = 'F32' } of tensors) {
      const bytes = writeBlocks(type, data)
      yield bytes
      yield padding(bytes.length)
    }
  }
}

function ggufPreamble(tensors: number, items: number): Buffer {
  return Buffer.concat([Buffer.from('GGUF'), uint32(3), uint64(tensors), uint64(items)])
}

/** The zero bytes after `length` bytes that bring the next one to the alignment. */
export function padding(length: number, alignment: number = ALIGNMENT): Buffer {
  return Buffer.alloc((alignment - (length % alignment)) % alignment)
}

/** The tensor table; offsets follow from the sizes, in order. */
export function tableBytes(
  tensors: { name: string; dimensions: number[]; type: WritableType }[],
  alignment: number = ALIGNMENT,
): Buffer {
  const rows: Buffer[] = []
  let offset = 0
  for (const { name, dimensions, type } of tensors) {
    const format = formatOf(type)
    rows.push(
      text(name),
      uint32(dimensions.length),
      ...dimensions.map(uint64),
      uint32(format.id),
      uint64(offset),
    )
    const bytes = (dimensions.reduce((a, b) => a * b, 1) / format.elements) * format.bytes
    offset += bytes + padding(bytes, alignment).length
  }
  return Buffer.concat(rows)
}

function metadataBytes(key: string, item: MetadataItem): Buffer {
  if (item.type === 'strings') return list(key, TYPE_IDS.string, item.value.map(text))
  if (item.type === 'int32s') return list(key, TYPE_IDS.int32, item.value.map(int32))
  if (item.type === 'float32s') return list(key, TYPE_IDS.float32, item.value.map(float32))
  return Buffer.concat([text(key), uint32(TYPE_IDS[item.type]), scalarBytes(item)])
}

function scalarBytes(item: MetadataItem): Buffer {
  if (item.type === 'string') return text(item.value)
  if (item.type === 'bool') return Buffer.of(item.value ? 1 : 0)
  if (item.type === 'float32') return float32(item.value)
  return item.type === 'int32' ? int32(item.value) : uint32(item.value as number)
}

function list(key: string, type: number, values: Buffer[]): Buffer {
  return Buffer.concat([text(key), uint32(9), uint32(type), uint64(values.length), ...values])
}

function text(value: string): Buffer {
  const bytes = Buffer.from(value)
  return Buffer.concat([uint64(bytes.length), bytes])
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32LE(value)
  return bytes
}

function int32(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeInt32LE(value)
  return bytes
}

function float32(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeFloatLE(value)
  return bytes
}

function uint64(value: number): Buffer {
  const bytes = Buffer.alloc(8)
  bytes.writeBigUInt64LE(BigInt(value))
  return bytes
}
