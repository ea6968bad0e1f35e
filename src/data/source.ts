// What a training source is: published rows in, instruction samples out.
import type { RowList } from '../files/json-rows.ts'

export type Task = 'TOD' | 'LA' | 'CRA'

/**
 * What a sample is made of. `kind`: action, response, state or calls. Samples of one `dialogue` are never parted into
 * training and validation. The numbers are for statistics; further fields are the source's own.
 */
export type Meta = {
  kind?: string
  dialogue?: string
  /** How many turns stand before the one that is learnt. */
  turn?: number
  /** How many tools are listed, calls made, and slots filled. */
  tools?: number
  calls?: number
  slots?: number
  [more: string]: unknown
}

/** One instruction-tuning sample, a line of `samples.jsonl`. */
export type Sample = {
  id: string
  source: string
  task: Task
  instruction: string
  input: string
  output: string
  meta: Meta
}

export type Term = 'share-alike' | 'non-commercial' | 'unverified'

export type SourceFile = { path: string; sha256?: string; optional?: boolean }

/** A setting that a source takes: its values, the first of which is the default, or a default; and what it decides. */
export type Setting = { says: string } & ({ values: readonly string[] } | { default: string })

/** What a source is asked for. `settings` has a value for each setting that the source names. */
export type SourceRequest = {
  /** The data root. */
  folder: string
  seed: number
  settings: Record<string, string>
  /** Where given, a source that has to check all rows at its opening tells broken ones here and leaves them out. */
  onBroken?: (error: Error) => void
}

export type SourceDefinition<Row> = {
  name: string
  task: Task
  /** Where its samples are of several tasks. */
  tasks?: Task[]
  /** What it teaches, in a few words. */
  teaches: string
  licence: string
  /** What stands in the way of free use of its rows. */
  terms?: Term[]
  /** Where the rows are published. */
  origin: string
  /** Under the data root; empty for what ships with the package. */
  files: SourceFile[]
  settings?: Record<string, Setting>
  /** The rows come in random order already, as the published recipe draws it; they are never shuffled again. */
  isShuffled?: boolean
  /** The published rows, as they are. What is no list is kept in memory. */
  rows(
    request: SourceRequest,
  ): RowList<Row> | Iterable<Row> | AsyncIterable<Row> | Promise<RowList<Row> | Iterable<Row>>
  /** Pure. An error about a broken row names the row. */
  samples(row: Row, request: SourceRequest): Sample[]
}

/** A source with its row type closed over, so that all stand in one list. */
export type Source = Omit<SourceDefinition<never>, 'rows' | 'samples'> & {
  /** The rows, each of which gives its samples. */
  open(request: SourceRequest): Promise<RowList<Sample[]>>
  /** All samples in the order of the rows. */
  samples(request: Pick<SourceRequest, 'folder' | 'seed'> & Partial<SourceRequest>): AsyncGenerator<Sample>
}

export function defineSource<Row>(definition: SourceDefinition<Row>): Source {
  const { rows, samples, ...rest } = definition

  async function open(request: SourceRequest): Promise<RowList<Sample[]>> {
    const list = await listOf(await rows(request))
    return {
      count: list.count,
      at: index => samples(list.at(index), request),
      ...(list.close && { close: () => list.close?.() }),
    }
  }

  return {
    ...rest,
    open,
    async *samples(request) {
      const settings = readSettings(definition, request.settings ?? {})
      const list = await open({ ...request, settings })
      for (let index = 0; index < list.count; index++) yield* list.at(index)
      list.close?.()
    },
  }
}

/** A value for each setting of a source: the given one, else the default. Throws on unknown names and values. */
export function readSettings(
  source: Pick<Source, 'name' | 'settings'>,
  given: Record<string, string>,
): Record<string, string> {
  const known = source.settings ?? {}
  for (const [name, value] of Object.entries(given)) {
    const setting = Object.hasOwn(known, name) ? known[name] : undefined
    if (!setting)
      throw new Error(
        `${source.name}: expected one of its settings (${Object.keys(known).join(', ') || 'it has none'}), found "${name}"`,
      )
    if ('values' in setting && !setting.values.includes(value))
      throw new Error(
        `${source.name}: expected ${name} to be ${setting.values.join(' or ')}, found "${value}"`,
      )
  }
  return Object.fromEntries(
    Object.entries(known).map(([name, setting]) => [name, given[name] ?? defaultOf(setting)]),
  )
}

function defaultOf(setting: Setting): string {
  return 'values' in setting ? setting.values[0]! : setting.default
}

async function listOf<Row>(rows: RowList<Row> | Iterable<Row> | AsyncIterable<Row>): Promise<RowList<Row>> {
  if ('at' in rows && 'count' in rows) return rows
  const kept: Row[] = []
  for await (const row of rows as AsyncIterable<Row>) kept.push(row)
  return { count: kept.length, at: index => kept[index]! }
}
