// Predictions made by anyone: LLaMA-Factory's and Hammer's labelled files, scored, and replayed against saved scores.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import type {
  JudgedCase,
  PublishedFiles,
  ScoreReport,
  ScoreRequest,
  VerifyReport,
} from '../../eval/benchmark.ts'
import { writeJsonAtomic } from '../../files/atomic.ts'
import type { LabelledText } from './calls.ts'
import { readCases } from './cases.ts'
import { readRecords } from './records.ts'
import { scoreLabelled } from './score.ts'
import { totals } from './totals.ts'

const LABELLED = 'generated_predictions.jsonl'

export const published: PublishedFiles = {
  accepts: `a ${LABELLED} of LLaMA-Factory (Hammer's evaluation reads the same), any file of such rows {label, predict}, or a folder with one`,
  score,
  examples: join('examples', 'apibank-predictions'),
  verify,
}

async function score({ paths, data, out, partial }: ScoreRequest): Promise<ScoreReport> {
  const report: ScoreReport = { scores: [], verdicts: [], problems: [], written: [] }
  for (const path of paths) {
    const file = fileOf(path)
    const { rows, problems } = readLabelled(file)
    report.problems.push(...problems)
    const { split, known, expected } = await matchSplit(rows, join(data, 'api-bank'))
    if (expected !== undefined && rows.length < expected && !partial)
      report.problems.push(
        `${file}: expected ${expected} rows of ${split}, found ${rows.length}; the score is over those, --partial says that this is meant`,
      )
    const verdicts = rows.map((row, at) => ({
      file,
      id: `${split}-${at}`,
      split,
      ...scoreLabelled(row, known?.[at]),
    }))
    report.verdicts.push(...verdicts)
    const scores = totals(verdicts.map(judged))
    report.scores.push(...scores)
    if (out !== undefined)
      report.written.push(writeScores(join(out, `${split}_predictions_score.json`), scores))
  }
  return report
}

function judged({ id, split, ...verdict }: ScoreReport['verdicts'][number]): JudgedCase {
  return { id, split, cluster: id, verdict }
}

/** The means as LLaMA-Factory's eval_bleu_rouge.py writes them. */
function writeScores(path: string, scores: ScoreReport['scores']): string {
  const means = scores.filter(({ metric }) => /^(rouge|bleu)-/.test(metric))
  writeJsonAtomic(path, Object.fromEntries(means.map(({ metric, value }) => [metric, value])))
  return path
}

function fileOf(path: string): string {
  if (!statSync(path).isDirectory()) return path
  const file = join(path, LABELLED)
  if (!existsSync(file)) throw new Error(`${path}: expected a folder with ${LABELLED}, found none in it`)
  return file
}

/** Rows with a label and a prediction; what is neither is left out, and named. */
function readLabelled(file: string): { rows: LabelledText[]; problems: string[] } {
  const rows: LabelledText[] = []
  const problems: string[] = []
  for (const { row, line } of readRecords(file)) {
    const { label, predict } = row as Partial<Record<'label' | 'predict', unknown>>
    if (typeof label === 'string' && typeof predict === 'string') rows.push({ label, predict })
    else problems.push(`${file}, row ${line}: expected the texts "label" and "predict"; the row is left out`)
  }
  if (rows.length === 0) throw new Error(`${file}: expected rows with "label" and "predict", found none`)
  return { rows, problems }
}

type Match = { split: string; known?: string[][]; expected?: number }

/** Which set the labels are of: rows carry no ids, so their labels must be the first ones of a set, in order. */
async function matchSplit(rows: LabelledText[], folder: string): Promise<Match> {
  for (const level of [1, 2] as const) {
    const cases = await readCases({ folder, edition: 'hammer', level })
    const isMatch =
      rows.length <= cases.length &&
      rows.every(({ label }, at) => label.trim() === cases[at]!.expected.trim())
    if (isMatch)
      return {
        split: `level-${level}`,
        known: cases.map(item => item.dialogue.tools.map(tool => tool.name)),
        expected: cases.length,
      }
  }
  return { split: 'labelled' }
}

/** Score files that LLaMA-Factory leaves beside its predictions, and the names of the four means in them. */
const SAVED = [
  { file: 'predict_results.json', prefix: 'predict_' },
  { file: 'predictions_score.json', prefix: '' },
]

async function verify({ folder }: { folder: string; data: string }): Promise<VerifyReport> {
  const report: VerifyReport = { rows: [], problems: [] }
  for (const file of findLabelled(folder)) {
    const place = dirname(file)
    const saved = SAVED.find(one => existsSync(join(place, one.file)))
    if (saved === undefined) {
      report.problems.push(
        `${file}: expected its scores beside it (${SAVED.map(one => one.file).join(' or ')}), found none`,
      )
      continue
    }
    const official = JSON.parse(readFileSync(join(place, saved.file), 'utf8')) as Record<string, unknown>
    report.rows.push(replay(file, readLabelled(file).rows, official, saved.prefix))
  }
  if (report.rows.length === 0 && report.problems.length === 0)
    throw new Error(`${folder}: expected folders with ${LABELLED} and its scores, found none`)
  return report
}

function findLabelled(folder: string): string[] {
  return readdirSync(folder, { recursive: true })
    .map(name => join(folder, String(name)))
    .filter(path => basename(path) === LABELLED)
    .sort()
}

/** Means agree when they are equal to 1e-6: LLaMA-Factory prints them with four to fourteen places. */
function replay(
  file: string,
  rows: LabelledText[],
  official: Record<string, unknown>,
  prefix: string,
): VerifyReport['rows'][number] {
  const verdicts = rows.map((row, at) => ({ id: String(at), split: 'labelled', ...scoreLabelled(row) }))
  const row: VerifyReport['rows'][number] = { name: file, equal: 0, different: 0 }
  for (const { metric, value } of totals(verdicts.map(judged))) {
    const theirs = official[prefix + metric]
    if (typeof theirs !== 'number' || value === null) continue
    if (Math.abs(theirs - value) < 1e-6) row.equal++
    else {
      row.different++
      row.first ??= { id: metric, official: theirs, ours: value }
    }
  }
  return row
}
