// GGUF files: the metadata and tensors of a model in one file, as llama.cpp reads them.
import { open, stat } from 'node:fs/promises'
import { blockFormat, READABLE, typeLabel } from './blocks.ts'

export type MetadataValue = string | number | bigint | boolean | MetadataValue[]

/** One tensor of the table. `dimensions` begin with the fastest one, as GGML lists them; `offset` is from the file's start. */
export type TensorEntry = {
  name: string
  dimensions: number[]
  typeId: number
  offset: number
  elements: number
}

export type Gguf = {
  path: string
  version: number
  size: number
  alignment: number
  metadata: Map<string, MetadataValue>
  tensors: Map<string, TensorEntry>
  /** The file's bytes before the tensor table, and where each metadata value lies in them. */
  head: Buffer
  valueOffsets: Map<string, number>
}

/** A tensor's values, row-major, with its dimensions in the usual order (slowest first). */
export type Tensor = { data: Float32Array; shape: number[] }

const SCALAR_BYTES: Record<number, number> = {
  0: 1,
  1: 1,
  2: 2,
  3: 2,
  4: 4,
  5: 4,
  6: 4,
  7: 1,
  10: 8,
  11: 8,
  12: 8,
}
const STRING = 8
const ARRAY = 9
const FIRST_READ = 8 << 20
const CHUNK_BYTES = 16 << 20

/** Says that the bytes at hand end before the header does. */
class HeaderEnds extends Error {}

/** Reads metadata and tensor table. Throws where the file is no GGUF, is of another version, or is cut short. */
export async function readGguf(path: string): Promise<Gguf> {
  const { size } = await stat(path).catch(() => {
    throw new Error(`${path}: expected a GGUF file, found nothing there; give the path of a model file`)
  })
  for (let length = Math.min(size, FIRST_READ); ; length = Math.min(size, length * 2)) {
    const bytes = await readBytes(path, 0, length)
    try {
      const gguf = parseHeader(path, bytes, size)
      checkExtent(gguf)
      return gguf
    } catch (error) {
      if (!(error instanceof HeaderEnds)) throw error
      if (length === size) throw cutShort(path, `its header goes beyond its ${size} bytes`)
    }
  }
}

function cutShort(path: string, how: string): Error {
  return new Error(`${path}: expected a whole GGUF file, but ${how}; it was cut short, fetch it again`)
}

async function readBytes(path: string, start: number, length: number): Promise<Buffer> {
  const handle = await open(path, 'r')
  try {
    const bytes = Buffer.allocUnsafe(length)
    let done = 0
    while (done < length) {
      const { bytesRead } = await handle.read(bytes, done, length - done, start + done)
      if (bytesRead === 0) throw cutShort(path, `byte ${start + done} could not be read`)
      done += bytesRead
    }
    return bytes
  } finally {
    await handle.close()
  }
}

function parseHeader(path: string, bytes: Buffer, size: number): Gguf {
  const cursor = new Cursor(path, bytes)
  if (bytes.length < 4 || bytes.toString('latin1', 0, 4) !== 'GGUF')
    throw new Error(`${path}: expected a GGUF file, found other bytes; give a model file in GGUF format`)
  cursor.skip(4)
  const version = Number(cursor.scalar(4))
  if (version !== 2 && version !== 3)
    throw new Error(`${path}: expected GGUF version 2 or 3, found ${version}; convert the model again`)
  const tensorCount = cursor.count()
  const valueCount = cursor.count()
  const metadata = new Map<string, MetadataValue>()
  const valueOffsets = new Map<string, number>()
  for (let i = 0; i < valueCount; i++) {
    const key = cursor.text()
    const type = Number(cursor.scalar(4))
    valueOffsets.set(key, cursor.at)
    metadata.set(key, cursor.value(type))
  }
  const head = bytes.subarray(0, cursor.at)
  const alignment = Number(metadata.get('general.alignment') ?? 32)
  if (!(alignment >= 1) || !Number.isInteger(alignment))
    throw new Error(`${path}: expected general.alignment to be a positive integer, found ${alignment}`)
  const entries: TensorEntry[] = []
  for (let i = 0; i < tensorCount; i++) entries.push(cursor.tensorEntry())
  const start = Math.ceil(cursor.at / alignment) * alignment
  const tensors = new Map(entries.map(entry => [entry.name, { ...entry, offset: start + entry.offset }]))
  return { path, version, size, alignment, metadata, tensors, head, valueOffsets }
}

/** Reads a header value by value; throws `HeaderEnds` where the bytes end too early. */
class Cursor {
  at = 0
  readonly #path: string
  readonly #bytes: Buffer

  constructor(path: string, bytes: Buffer) {
    this.#path = path
    this.#bytes = bytes
  }

  skip(length: number): void {
    if (length > this.#bytes.length - this.at) throw new HeaderEnds()
    this.at += length
  }

  count(): number {
    return Number(this.scalar(10))
  }

  text(): string {
    const length = this.count()
    const start = this.at
    this.skip(length)
    return this.#bytes.toString('utf8', start, start + length)
  }

  value(type: number): MetadataValue {
    if (type === STRING) return this.text()
    if (type === ARRAY) return this.#array()
    const value = this.scalar(type)
    if (type === 7) return value !== 0
    return typeof value === 'bigint' && BigInt.asIntN(53, value) === value ? Number(value) : value
  }

  #array(): MetadataValue[] {
    const type = Number(this.scalar(4))
    const count = this.count()
    if (type === ARRAY)
      throw new Error(`${this.#path}: expected flat lists in the metadata, found a list of lists`)
    // Every element takes at least one byte, so a count beyond the bytes is a torn header, not a reason to allocate.
    if (count > this.#bytes.length - this.at) throw new HeaderEnds()
    const values: MetadataValue[] = []
    for (let i = 0; i < count; i++) values.push(this.value(type))
    return values
  }

  scalar(type: number): number | bigint {
    const at = this.at
    const length = SCALAR_BYTES[type]
    if (length === undefined)
      throw new Error(`${this.#path}: expected a metadata type up to 12, found ${type} at byte ${at}`)
    this.skip(length)
    if (type === 0 || type === 7) return this.#bytes.readUInt8(at)
    if (type === 1) return this.#bytes.readInt8(at)
    if (type === 2) return this.#bytes.readUInt16LE(at)
    if (type === 3) return this.#bytes.readInt16LE(at)
    if (type === 4) return this.#bytes.readUInt32LE(at)
    if (type === 5) return this.#bytes.readInt32LE(at)
    if (type === 6) return this.#bytes.readFloatLE(at)
    if (type === 10) return this.#bytes.readBigUInt64LE(at)
    if (type === 11) return this.#bytes.readBigInt64LE(at)
    return this.#bytes.readDoubleLE(at)
  }

  tensorEntry(): TensorEntry {
    const name = this.text()
    const rank = Number(this.scalar(4))
    if (rank > 4)
      throw new Error(`${this.#path}: expected at most 4 dimensions, found ${rank} in tensor ${name}`)
    const dimensions: number[] = []
    for (let i = 0; i < rank; i++) dimensions.push(this.count())
    const typeId = Number(this.scalar(4))
    const offset = this.count()
    return { name, dimensions, typeId, offset, elements: dimensions.reduce((a, b) => a * b, 1) }
  }
}

/** Refuses a file whose tensors go beyond its end. */
function checkExtent(gguf: Gguf): void {
  for (const entry of gguf.tensors.values()) {
    const format = blockFormat(entry.typeId)
    const bytes = format ? (entry.elements / format.elements) * format.bytes : 0
    if (entry.offset + bytes > gguf.size)
      throw cutShort(
        gguf.path,
        `tensor ${entry.name} ends at byte ${entry.offset + bytes} and the file at ${gguf.size}`,
      )
  }
}

/** The entry of a tensor and its number format; throws where either is missing. */
export function tensorEntry(gguf: Gguf, name: string): TensorEntry {
  const entry = gguf.tensors.get(name)
  if (!entry) throw new Error(`${gguf.path}: expected a tensor "${name}", found none of that name`)
  return entry
}

/** The bytes that a tensor takes in the file. Throws on a quantisation that cannot be read. */
export function tensorBytes(gguf: Gguf, entry: TensorEntry): number {
  const format = readableFormat(gguf, entry)
  return (entry.elements / format.elements) * format.bytes
}

function readableFormat(gguf: Gguf, entry: TensorEntry) {
  const format = blockFormat(entry.typeId)
  if (!format)
    throw new Error(
      `${gguf.path}: expected tensors in ${READABLE.join(', ')}, found ${typeLabel(entry.typeId)} in "${entry.name}"; use another quantisation of this model`,
    )
  if (entry.elements % format.elements !== 0)
    throw new Error(
      `${gguf.path}: expected whole blocks of ${format.elements} values in "${entry.name}", found ${entry.elements} values`,
    )
  return format
}

/** The raw bytes of a tensor in pieces of whole blocks, at most 16 MiB each. */
export async function* rawPieces(gguf: Gguf, name: string): AsyncGenerator<Buffer> {
  const entry = tensorEntry(gguf, name)
  const total = tensorBytes(gguf, entry)
  const block = readableFormat(gguf, entry).bytes
  // 256 blocks at a time keep every piece a multiple of all block sizes of other formats, too.
  const piece = Math.floor(CHUNK_BYTES / (block * 256)) * block * 256
  for (let done = 0; done < total; done += piece)
    yield await readBytes(gguf.path, entry.offset + done, Math.min(piece, total - done))
}

/** The values of a tensor in pieces, each a multiple of 256 values but the last. */
export async function* valuePieces(gguf: Gguf, name: string): AsyncGenerator<Float32Array> {
  const format = readableFormat(gguf, tensorEntry(gguf, name))
  for await (const raw of rawPieces(gguf, name)) {
    const values = new Float32Array((raw.length / format.bytes) * format.elements)
    format.read(raw, values, values.length)
    yield values
  }
}

/** A whole tensor as 32-bit floats. */
export async function readTensor(gguf: Gguf, name: string): Promise<Tensor> {
  const entry = tensorEntry(gguf, name)
  const data = new Float32Array(entry.elements)
  let done = 0
  for await (const piece of valuePieces(gguf, name)) {
    data.set(piece, done)
    done += piece.length
  }
  return { data, shape: entry.dimensions.toReversed() }
}
