// A model file rewritten in another number format, its metadata kept byte for byte.
import { openWhole } from '../files/whole.ts'
import { formatOf, WRITABLE, type WritableType, writeBlocks } from './blocks.ts'
import { type Gguf, rawPieces, readGguf, type TensorEntry, tensorBytes, valuePieces } from './gguf.ts'
import { padding, tableBytes } from './gguf-write.ts'

/** llama.cpp's numbers for `general.file_type` (llama.h, enum llama_ftype). */
const FILE_TYPES: Record<WritableType, number> = { F32: 0, F16: 1, Q8_0: 7 }

/** Bytes of tensors written so far, of all that will be. */
export type RequantiseProgress = { done: number; total: number }

/**
 * Rewrites the matrices of a GGUF file as `type`; vectors (norms) stay 32-bit. Streams, so memory stays below some
 * tens of megabytes, and yields after each piece. `to` appears whole at the end or, on any error or when the
 * generator is left early, not at all.
 */
export async function* requantise({
  from,
  to,
  type,
  signal,
}: {
  from: string
  to: string
  type: WritableType
  signal?: AbortSignal
}): AsyncGenerator<RequantiseProgress, void, void> {
  if (!WRITABLE.includes(type))
    throw new Error(
      `requantise: expected one of ${WRITABLE.join(', ')}, found "${type}"; choose one of these`,
    )
  const gguf = await readGguf(from)
  const plans = [...gguf.tensors.values()].map(entry => ({ entry, type: targetType(gguf, entry, type) }))
  const total = plans.reduce((sum, plan) => sum + bytesAs(plan.entry, plan.type), 0)
  const file = await openWhole(to)
  try {
    await writeHeader()
    let done = 0
    for (const plan of plans) {
      for await (const piece of convertedPieces(gguf, plan.entry, plan.type)) {
        signal?.throwIfAborted()
        await file.write(piece)
        done += piece.length
        yield { done, total }
      }
      await file.write(padding(bytesAs(plan.entry, plan.type), gguf.alignment))
    }
    await file.commit()
  } finally {
    await file.abandon()
  }

  async function writeHeader(): Promise<void> {
    const rows = plans.map(({ entry, type }) => ({ name: entry.name, dimensions: entry.dimensions, type }))
    const table = tableBytes(rows, gguf.alignment)
    await file.write(withFileType(gguf, FILE_TYPES[type]))
    await file.write(table)
    await file.write(padding(gguf.head.length + table.length, gguf.alignment))
  }
}

function targetType(gguf: Gguf, entry: TensorEntry, type: WritableType): WritableType {
  tensorBytes(gguf, entry)
  if (entry.dimensions.length < 2) return 'F32'
  const width = entry.dimensions[0] as number
  // A row must be whole blocks; where it is not, 16 bits are the next wider choice, as llama-quantize falls back to.
  return width % formatOf(type).elements === 0 ? type : 'F16'
}

function bytesAs(entry: TensorEntry, type: WritableType): number {
  const format = formatOf(type)
  return (entry.elements / format.elements) * format.bytes
}

async function* convertedPieces(gguf: Gguf, entry: TensorEntry, type: WritableType): AsyncGenerator<Buffer> {
  if (entry.typeId === formatOf(type).id) yield* rawPieces(gguf, entry.name)
  else for await (const values of valuePieces(gguf, entry.name)) yield writeBlocks(type, values)
}

function withFileType(gguf: Gguf, fileType: number): Buffer {
  const head = Buffer.from(gguf.head)
  const at = gguf.valueOffsets.get('general.file_type')
  if (at !== undefined) head.writeUInt32LE(fileType, at)
  return head
}
