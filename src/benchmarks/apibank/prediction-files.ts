// Which kind of predictions a file holds, and the verdict on each of its rows.
import type { Json } from '../../dialogue/dialogue.ts'
import type { Verdict } from '../../eval/benchmark.ts'
import { predictedText, type Question, readQuestions, SPLITS, scoreQuestion } from './questions.ts'
import { readRecords } from './records.ts'
import { scoreExecuted, scoreLabelled } from './score.ts'

export type FileVerdict = { id: string; split: string; cluster?: string } & Verdict

type FileRequest = {
  file: string
  /** The benchmark's folder. */
  folder: string
  /** Score what is there: what is missing does not count as wrong. */
  partial: boolean
}

type FileReport = { verdicts: FileVerdict[]; problems: string[] }

type Row = Record<string, unknown>
type Kind = {
  is(row: Row): boolean
  score(rows: Row[], request: FileRequest): Promise<FileReport>
}

const KINDS: Kind[] = [
  { is: row => isText(row.label) && isText(row.predict), score: scoreLabels },
  { is: row => isText(row.file) && isWhole(row.id) && isText(row.pred), score: scoreSamples },
  { is: row => isWhole(row.sample_id) && isWhole(row.api_id) && isText(row.pred), score: scorePlans },
  { is: row => isText(row.output) && isText(row.pred), score: scorePlanResponses },
  { is: row => row.benchmark === 'apibank' && isText(row.id) && isText(row.split), score: scoreOurs },
]

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
  for (const split of ['level-1', 'level-2']) {
    const questions = await readQuestions(folder, split)
    const isSet =
      rows.length <= questions.length &&
      labelled.every(({ label }, at) => label.trim() === questions[at]!.expected.trim())
    if (!isSet) continue
    const verdicts = labelled.map((row, at) => {
      const { id, cluster, dialogue } = questions[at]!
      return {
        id,
        split,
        cluster,
        ...scoreLabelled(
          row,
          dialogue.tools.map(tool => tool.name),
        ),
      }
    })
    const isWholeSet = partial || rows.length === questions.length
    return {
      verdicts,
      problems: isWholeSet
        ? []
        : [
            `${file}: expected ${questions.length} rows of ${split}, found ${rows.length}; the scores are over those`,
          ],
    }
  }
  return {
    verdicts: labelled.map((row, at) => ({ id: `row-${at + 1}`, split: 'labelled', ...scoreLabelled(row) })),
    problems: [],
  }
}

/** Rows of evaluator_by_json.py. A call without a prediction counts as wrong, as it does there. */
async function scoreSamples(rows: Row[], { file, folder, partial }: FileRequest): Promise<FileReport> {
  const report: FileReport = { verdicts: [], problems: [] }
  const predictions = new Map(
    rows.map(row => [`${row.file as string}#${row.id as number}`, row.pred as string]),
  )
  for (const split of Object.keys(SPLITS)) {
    if (SPLITS[split]!.edition !== 'official' || SPLITS[split]!.level === 3) continue
    const questions = await readQuestions(folder, split)
    const found = questions.filter(({ id }) => predictions.has(id))
    if (found.length === 0) continue
    const missing = questions.length - found.length
    if (missing > 0 && !partial)
      report.problems.push(sayMissing(file, { split, missing, of: questions.length }))
    for (const item of partial ? found : questions)
      report.verdicts.push(verdictOn(item, predictions.get(item.id)))
    for (const { id } of found) predictions.delete(id)
  }
  for (const id of predictions.keys())
    report.problems.push(`${file}: ${id} is no sample of levels 1 and 2; left out`)
  return report
}

function sayMissing(
  file: string,
  { split, missing, of }: { split: string; missing: number; of: number },
): string {
  return `${file}: ${missing} of ${of} samples of ${split} have no prediction and count as wrong; --partial leaves them out`
}

function verdictOn(item: Question, prediction: string | undefined): FileVerdict {
  const { id, split, cluster } = item
  return { id, split, cluster, ...scoreQuestion(item, prediction ?? '') }
}

/** Rows of lv3_evaluator.py, in one world: what a call changes is there for the next, as in the official run. */
async function scorePlans(rows: Row[], { file, folder }: FileRequest): Promise<FileReport> {
  const report: FileReport = { verdicts: [], problems: [] }
  const split = 'official-3'
  const questions = new Map((await readQuestions(folder, split)).map(item => [item.id, item]))
  const world = [...questions.values()][0]?.world?.fresh()
  for (const row of rows) {
    const id = `plan-${row.sample_id as number}#${row.api_id as number}`
    const item = questions.get(id)
    if (item === undefined || world === undefined)
      report.problems.push(`${file}: ${id} is no call of level 3; left out`)
    else
      report.verdicts.push({
        id,
        split,
        cluster: item.cluster,
        ...scoreExecuted(item, row.pred as string, world),
      })
  }
  return report
}

/** Responses of level 3 bring their reference along. */
async function scorePlanResponses(rows: Row[], { folder }: FileRequest): Promise<FileReport> {
  const split = 'response-3'
  const known = new Map((await readQuestions(folder, split)).map(item => [item.expected, item]))
  const [first] = known.values()
  const verdicts = rows.map((row, at) => {
    const said = row.output as string
    const item: Question = known.get(said) ?? { ...first!, id: `row-${at + 1}`, said, expected: said }
    return verdictOn(item, row.pred as string)
  })
  return { verdicts, problems: [] }
}

/** Our own predictions; faults are no answers, and are named. */
async function scoreOurs(rows: Row[], { file, folder }: FileRequest): Promise<FileReport> {
  const report: FileReport = { verdicts: [], problems: [] }
  const splits = [...new Set(rows.map(row => row.split as string))].filter(split =>
    Object.hasOwn(SPLITS, split),
  )
  const read = await Promise.all(splits.map(split => readQuestions(folder, split)))
  const questions = new Map(read.flat().map(item => [`${item.split} ${item.id}`, item]))
  for (const row of rows) {
    const item = questions.get(`${row.split as string} ${row.id as string}`)
    if (item === undefined)
      report.problems.push(`${file}: ${row.split as string} has no case ${row.id as string}; left out`)
    else if (!isText(row.reply)) report.problems.push(`${file}: ${item.id} has no answer`)
    else {
      const answer = { reply: row.reply, ...(row.turns !== undefined && { turns: row.turns as Json }) }
      report.verdicts.push(verdictOn(item, predictedText(item, answer)))
    }
  }
  return report
}
