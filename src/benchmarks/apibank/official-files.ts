// Predictions in the formats of the official evaluators, and our own: executed, or compared with what was said.
import type { Json } from '../../dialogue/dialogue.ts'
import type { FileReport, FileRequest, FileVerdict, Row } from './prediction-files.ts'
import { predictedText, type Question, readQuestions, scoreQuestion } from './questions.ts'
import { scoreExecuted } from './score.ts'
import { SPLITS } from './splits.ts'

/** Rows of evaluator_by_json.py. A call without a prediction counts as wrong, as it does there. */
export async function scoreSamples(rows: Row[], { file, folder, partial }: FileRequest): Promise<FileReport> {
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
export async function scorePlans(rows: Row[], { file, folder }: FileRequest): Promise<FileReport> {
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
export async function scorePlanResponses(rows: Row[], { folder }: FileRequest): Promise<FileReport> {
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
export async function scoreOurs(rows: Row[], { file, folder }: FileRequest): Promise<FileReport> {
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
    else if (typeof row.reply !== 'string') report.problems.push(`${file}: ${item.id} has no answer`)
    else {
      const answer = { reply: row.reply, ...(row.turns !== undefined && { turns: row.turns as Json }) }
      report.verdicts.push(verdictOn(item, predictedText(item, answer)))
    }
  }
  return report
}
