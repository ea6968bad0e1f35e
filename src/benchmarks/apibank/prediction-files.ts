// Which kind of predictions a file holds, and the verdict on each of its rows.
import type { Verdict } from '../../eval/benchmark.ts'
import { readLabels } from './cases.ts'
import { scoreLabelled } from './labelled.ts'
import { readRecords } from './records.ts'

export type FileVerdict = { id: string; split: string; cluster?: string } & Verdict

export type FileRequest = {
  file: string
  /** The benchmark's folder. */
  folder: string
  /** Score what is there: what is missing does not count as wrong. */
  partial: boolean
}

export type FileReport = { verdicts: FileVerdict[]; problems: string[] }

export type Row = Record<string, unknown>
type Kind = {
  is(row: Row): boolean
  score(rows: Row[], request: FileRequest): Promise<FileReport>
}

const KINDS: Kind[] = [
  { is: row => isText(row.label) && isText(row.predict), score: scoreLabels },
  { is: row => isText(row.file) && isWhole(row.id) && isText(row.pred), score: officially('scoreSamples') },
  {
    is: row => isWhole(row.sample_id) && isWhole(row.api_id) && isText(row.pred),
    score: officially('scorePlans'),
  },
  { is: row => isText(row.output) && isText(row.pred), score: officially('scorePlanResponses') },
  {
    is: row => row.benchmark === 'apibank' && isText(row.id) && isText(row.split),
    score: officially('scoreOurs'),
  },
]

/** The world of the official protocol is loaded only for files that need it. */
function officially(name: keyof typeof import('./official-files.ts')): Kind['score'] {
  return async (rows, request) => (await import('./official-files.ts'))[name](rows, request)
}

const FORMS =
  '{label, predict}, {file, id, pred}, {sample_id, api_id, pred}, {output, pred}, or those of our predictions.jsonl'

/** Reads a file whose rows are all of one kind; rows that are not are named and left out. Throws where no row is. */
export async function readFile(request: FileRequest): Promise<FileReport> {
  const rows = [...readRecords(request.file)].filter(({ row }) => !('format' in row))
  const kind = KINDS.find(one => rows.some(({ row }) => one.is(row as Row)))
  if (kind === undefined) throw new Error(`${request.file}: expected rows ${FORMS}; found none`)
  const fitting = rows.filter(({ row }) => kind.is(row as Row))
  const odd = rows.filter(({ row }) => !kind.is(row as Row))
  const report = await kind.score(
    fitting.map(({ row }) => row as Row),
    request,
  )
  const named = odd.map(({ line }) => `${request.file}, row ${line}: not like the other rows; left out`)
  return { verdicts: report.verdicts, problems: [...named, ...report.problems] }
}

function isText(value: unknown): value is string {
  return typeof value === 'string'
}

function isWhole(value: unknown): value is number {
  return Number.isInteger(value)
}

/** Labelled rows carry no ids: they are a set of ours where their labels are the first ones of it, in order. */
async function scoreLabels(rows: Row[], { file, folder, partial }: FileRequest): Promise<FileReport> {
  const labelled = rows as { label: string; predict: string }[]
  // The smaller set first where it can be the one: the larger takes longer to read.
  for (const level of rows.length <= 127 ? ([2, 1] as const) : ([1, 2] as const)) {
    const set = readLabels(folder, level)
    const isSet =
      rows.length <= set.length && labelled.every(({ label }, at) => label.trim() === set[at]!.label.trim())
    if (!isSet) continue
    const verdicts = labelled.map((row, at) => ({
      id: `hammer-${level}-${at}`,
      split: `level-${level}`,
      ...scoreLabelled(row, () => offeredIn(set[at]!.prompt)),
    }))
    const isWhole = partial || rows.length === set.length
    const short = `${file}: expected ${set.length} rows of level-${level}, found ${rows.length}; the scores are over those`
    return { verdicts, problems: isWhole ? [] : [short] }
  }
  const verdicts = labelled.map((row, at) => ({
    id: `row-${at + 1}`,
    split: 'labelled',
    ...scoreLabelled(row),
  }))
  return { verdicts, problems: [] }
}

/** The names of the tools in a published prompt, where they stand as one line of JSON. */
function offeredIn(prompt: string): string[] {
  const line = prompt.split('\n').find(one => one.startsWith('[{'))
  return line === undefined ? [] : (JSON.parse(line) as { name: string }[]).map(tool => tool.name)
}
