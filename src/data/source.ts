// What a training source is: published rows in, instruction samples out.

export type Task = 'TOD' | 'LA' | 'CRA'

/** One instruction-tuning sample, a line of `samples.jsonl`. `meta` says where it comes from and what its parts are. */
export type Sample = {
  id: string
  source: string
  task: Task
  instruction: string
  input: string
  output: string
  meta: Record<string, unknown>
}

export type SourceFile = { path: string; sha256?: string; optional?: boolean }

export type SourceDefinition<Row> = {
  name: string
  task: Task
  /** What it teaches, in a few words. */
  teaches: string
  licence: string
  /** Where the rows are published. */
  origin: string
  /** Under the data root; empty for what ships with the package. */
  files: SourceFile[]
  /** The published rows, as they are; `folder` is the data root. Throws an error naming file and row on a broken one. */
  rows(options: { folder: string; seed: number }): Iterable<Row> | AsyncIterable<Row>
  /** Pure. */
  samples(row: Row): Sample[]
}

/** A source with its row type closed over, so that all stand in one list. */
export type Source = Omit<SourceDefinition<never>, 'rows' | 'samples'> & {
  samples(options: { folder: string; seed: number }): AsyncGenerator<Sample>
}

export function defineSource<Row>(definition: SourceDefinition<Row>): Source {
  const { rows, samples, ...rest } = definition
  return {
    ...rest,
    async *samples(options) {
      for await (const row of rows(options)) yield* samples(row)
    },
  }
}
