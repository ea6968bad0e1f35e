// Samples that were made before: our own files, and the released CoALM-IT, whose rows are told apart by their markers.
import { extname } from 'node:path'
import { asyncBufferFromFile, parquetMetadataAsync, parquetReadObjects } from 'hyparquet'
import { openJsonRows, rowError } from '../files/json-rows.ts'
import type { Meta, Sample, Task } from './source.ts'

/** Rows of `.parquet`, `.json` or `.jsonl` as samples, in their order. Throws an error that names file and row. */
export async function* readSamples(path: string, onBroken?: (error: Error) => void): AsyncGenerator<Sample> {
  let at = 0
  for await (const read of extname(path) === '.parquet' ? parquetRows(path) : jsonRows(path)) {
    at++
    try {
      yield sampleOf(read(), { path, row: at })
    } catch (error) {
      if (!onBroken) throw error
      onBroken(error as Error)
    }
  }
}

function* jsonRows(path: string): Generator<() => unknown> {
  const rows = openJsonRows(path)
  try {
    for (let index = 0; index < rows.count; index++) yield () => rows.at(index)
  } finally {
    rows.close?.()
  }
}

async function* parquetRows(path: string): AsyncGenerator<() => unknown> {
  const file = await asyncBufferFromFile(path)
  let groups: { num_rows: bigint }[]
  try {
    const metadata = await parquetMetadataAsync(file)
    groups = metadata.row_groups
  } catch (error) {
    throw new Error(
      `${path}: expected a whole Parquet file, ${(error as Error).message}; it may be cut off, fetch it again`,
    )
  }
  let rowStart = 0
  for (const { num_rows } of groups) {
    const rowEnd = rowStart + Number(num_rows)
    for (const row of await readGroup(path, { file, rowStart, rowEnd })) yield () => row
    rowStart = rowEnd
  }
}

type Group = { file: Awaited<ReturnType<typeof asyncBufferFromFile>>; rowStart: number; rowEnd: number }

async function readGroup(path: string, group: Group): Promise<Record<string, unknown>[]> {
  try {
    return await parquetReadObjects(group)
  } catch (error) {
    const rows = `rows ${group.rowStart + 1} to ${group.rowEnd}`
    throw new Error(
      `${path}, ${rows}: expected Parquet with snappy or no compression, ${(error as Error).message}`,
    )
  }
}

function sampleOf(json: unknown, place: { path: string; row: number }): Sample {
  const row = (json ?? {}) as Partial<Sample> & { messages?: unknown }
  const texts = row.messages ? fromMessages(row.messages) : row
  const { instruction, input = '', output } = texts ?? {}
  if (typeof instruction !== 'string' || typeof input !== 'string' || typeof output !== 'string')
    throw rowError(
      place.path,
      place.row,
      `expected the texts instruction, input and output, or messages of system, user and assistant, found ${sayColumns(row)}`,
    )
  const found = classify({ instruction, input, output })
  return {
    id: typeof row.id === 'string' ? row.id : `coalm-it/${place.row - 1}`,
    source: typeof row.source === 'string' ? row.source : found.source,
    task: row.task ?? found.task,
    instruction,
    input,
    output,
    meta: (row.meta as Meta | undefined) ?? { kind: found.kind },
  }
}

/** `undefined` for a dialogue of more turns: none of it may be left out unsaid. */
function fromMessages(messages: unknown): Partial<Sample> | undefined {
  if (!Array.isArray(messages)) return undefined
  const contents = (messages as { role?: unknown; content?: unknown }[]).map(message => message?.content)
  const roles = messages.map(message => (message as { role?: unknown })?.role).join()
  if (roles === 'user,assistant')
    return { instruction: contents[0], input: '', output: contents[1] } as Partial<Sample>
  if (roles !== 'system,user,assistant') return undefined
  return { instruction: contents[0], input: contents[1], output: contents[2] } as Partial<Sample>
}

function sayColumns(row: object): string {
  const names = Object.keys(row)
  const { messages } = row as { messages?: unknown }
  if (Array.isArray(messages))
    return `messages of ${messages
      .map(message => message?.role)
      .slice(0, 6)
      .join(', ')}`
  return names.length === 0 ? 'no columns' : names.slice(0, 12).join(', ')
}

/** Which source a row of the released data set comes from: its columns do not say, its instruction does. */
export function classify({ instruction, input, output }: Pick<Sample, 'instruction' | 'input' | 'output'>): {
  source: string
  task: Task
  kind: string
} {
  if (/on 7 domains\b/.test(instruction)) return { source: 'snips', task: 'TOD', kind: 'state' }
  if (/\[BEGIN OF CONVERSATION HISTORY\]/.test(instruction)) {
    const kind = /^(?:Thought:.*\n)?Action:/.test(output) ? 'action' : 'response'
    return { source: 'sgd', task: 'CRA', kind }
  }
  if (/\[BEGIN OF QUERY\]/.test(`${instruction}\n${input}`))
    return { source: 'hammer', task: 'LA', kind: 'calls' }
  if (/expert in composing functions|\[func(?:_name)?1\(/.test(instruction))
    return { source: 'toolace', task: 'LA', kind: output.trimStart().startsWith('[') ? 'calls' : 'response' }
  return { source: 'unknown', task: 'LA', kind: 'unknown' }
}
