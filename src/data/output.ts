// Files of samples: JSON lines or Parquet, written line by line with flat memory, whole or not at all.
import { createHash } from 'node:crypto'
import type { SchemaElement } from 'hyparquet'
import { ByteWriter, ParquetWriter } from 'hyparquet-writer'
import { openWhole } from '../files/whole.ts'
import type { Style } from './written.ts'

export type FileKind = 'jsonl' | 'parquet'

export type SampleFile = {
  /** Adds one sample, given as its JSON line with its break. */
  add(line: Buffer): Promise<void>
  /** Puts the file in its place; gives its size and SHA-256. */
  commit(): Promise<{ rows: number; bytes: number; sha256: string }>
  abandon(): Promise<void>
}

/** What is written at once: few enough bytes to be held. */
const PIECE = 1 << 20
const GROUP_ROWS = 10_000
const GROUP_BYTES = 64 << 20

export async function openSampleFile(
  path: string,
  { kind, style }: { kind: FileKind; style: Style },
): Promise<SampleFile> {
  const file = await openWhole(path)
  const hash = createHash('sha256')
  let bytes = 0
  let rows = 0

  async function write(piece: Uint8Array): Promise<void> {
    hash.update(piece)
    bytes += piece.length
    await file.write(piece)
  }

  const rest = kind === 'jsonl' ? lineWriter(write) : parquetWriter(write, style)
  return {
    async add(line) {
      rows++
      await rest.add(line)
    },
    async commit() {
      await rest.finish()
      await file.commit()
      return { rows, bytes, sha256: hash.digest('hex') }
    },
    abandon: () => file.abandon(),
  }
}

const ALPACA = ['instruction', 'input', 'output']

const META: SchemaElement[] = [
  { name: 'meta', repetition_type: 'REQUIRED', num_children: 6 },
  text('kind'),
  text('dialogue'),
  ...['turn', 'tools', 'calls', 'slots'].map(
    (name): SchemaElement => ({ name, type: 'INT32', repetition_type: 'REQUIRED' }),
  ),
]

const MESSAGES: SchemaElement[] = [
  { name: 'messages', repetition_type: 'REQUIRED', converted_type: 'LIST', num_children: 1 },
  { name: 'list', repetition_type: 'REPEATED', num_children: 1 },
  { name: 'element', repetition_type: 'REQUIRED', num_children: 2 },
  text('role'),
  text('content'),
]

function text(name: string): SchemaElement {
  return { name, type: 'BYTE_ARRAY', converted_type: 'UTF8', repetition_type: 'REQUIRED' }
}

type Row = Record<string, unknown>

type RowWriter = { add(line: Buffer): Promise<void>; finish(): Promise<void> }
type Write = (piece: Uint8Array) => Promise<void>

function lineWriter(write: Write): RowWriter {
  let waiting: Buffer[] = []
  let size = 0
  async function flush(): Promise<void> {
    await write(Buffer.concat(waiting))
    waiting = []
    size = 0
  }
  return {
    async add(line) {
      waiting.push(line)
      size += line.length
      if (size > PIECE) await flush()
    },
    finish: flush,
  }
}

/** Columns as the JSON lines have them: texts, `meta` a struct, `messages` a list of structs. */
function parquetWriter(write: Write, style: Style): RowWriter {
  const bytes = new ByteWriter()
  const names = ['id', 'source', 'task', ...(style === 'alpaca' ? ALPACA : ['messages']), 'meta']
  const schema: SchemaElement[] = [
    { name: 'root', num_children: names.length },
    ...names.flatMap(name => (name === 'meta' ? META : name === 'messages' ? MESSAGES : [text(name)])),
  ]
  const parquet = new ParquetWriter({ writer: bytes, schema, statistics: false })
  let group: Row[] = []
  let size = 0

  async function drain(): Promise<void> {
    await write(bytes.getBytes().slice())
    bytes.index = 0
  }

  async function flush(): Promise<void> {
    if (group.length === 0) return
    const columnData = names.map(name => ({ name, data: group.map(row => row[name]) }))
    parquet.write({ columnData, rowGroupSize: group.length })
    group = []
    size = 0
    await drain()
  }

  return {
    async add(line) {
      group.push(JSON.parse(line.toString('utf8')) as Row)
      size += line.length
      if (group.length >= GROUP_ROWS || size > GROUP_BYTES) await flush()
    },
    async finish() {
      await flush()
      parquet.finish()
      await drain()
    },
  }
}
