// Predictions made by anyone, in the formats of LLaMA-Factory, Hammer and the official evaluators; and saved scores replayed.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import type { JudgedCase, PublishedFiles, Score, ScoreReport } from '../../eval/benchmark.ts'
import type { ScoreRequest, VerifyReport } from '../../eval/benchmark.ts'
import { writeJsonAtomic } from '../../files/atomic.ts'
import { type FileVerdict, readFile } from './prediction-files.ts'
import { totals } from './totals.ts'

const LABELLED = 'generated_predictions.jsonl'

export const published: PublishedFiles = {
  accepts:
    `rows {label, predict} (LLaMA-Factory's and Hammer's ${LABELLED}), rows {file, id, pred} or ` +
    '{sample_id, api_id, pred} of the official evaluators, predictions.jsonl of a run of ours, or a folder with one',
  score,
  examples: join('examples', 'apibank-predictions'),
  verify,
}

async function score({ paths, data, out, partial }: ScoreRequest): Promise<ScoreReport> {
  const report: ScoreReport = { scores: [], verdicts: [], problems: [], written: [] }
  for (const path of paths) {
    const file = fileOf(path)
    const { verdicts, problems } = await readFile({ file, folder: join(data, 'api-bank'), partial })
    const scores = totals(verdicts.map(judged))
    report.problems.push(...problems)
    report.verdicts.push(...verdicts.map(verdict => ({ file, ...verdict })))
    report.scores.push(...scores)
    if (out !== undefined) report.written.push(...writeMeans(out, scores))
  }
  return report
}

function judged({ id, split, cluster = id, ...verdict }: FileVerdict): JudgedCase {
  return { id, split, cluster, verdict }
}

function fileOf(path: string): string {
  if (!statSync(path).isDirectory()) return path
  const file = [LABELLED, 'predictions.jsonl'].map(name => join(path, name)).find(name => existsSync(name))
  if (file === undefined) throw new Error(`${path}: expected a folder with ${LABELLED}, found none in it`)
  return file
}

/** The means as LLaMA-Factory's eval_bleu_rouge.py writes them, one file a set. */
function writeMeans(out: string, scores: Score[]): string[] {
  const labelled = scores.filter(
    ({ split, metric }) => /^(rouge|bleu)-/.test(metric) && !/^response/.test(split),
  )
  return [...new Set(labelled.map(({ split }) => split))].map(split => {
    const own = labelled.filter(score => score.split === split)
    const path = join(out, `${split}_predictions_score.json`)
    writeJsonAtomic(path, Object.fromEntries(own.map(({ metric, value }) => [metric, value])))
    return path
  })
}

/** Score files that LLaMA-Factory leaves beside its predictions, and the names of the four means in them. */
const SAVED = [
  { file: 'predict_results.json', prefix: 'predict_' },
  { file: 'predictions_score.json', prefix: '' },
]

async function verify({ folder, data }: { folder: string; data: string }): Promise<VerifyReport> {
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
    const official = readScores(join(place, saved.file))
    const { verdicts, problems } = await readFile({ file, folder: join(data, 'api-bank'), partial: true })
    report.problems.push(...problems)
    report.rows.push(replay(file, totals(verdicts.map(judged)), { official, prefix: saved.prefix }))
  }
  if (report.rows.length === 0 && report.problems.length === 0)
    throw new Error(`${folder}: expected folders with ${LABELLED} and its scores, found none`)
  return report
}

function readScores(path: string): Record<string, unknown> {
  const text = readFileSync(path, 'utf8')
  try {
    return JSON.parse(text) as Record<string, unknown>
  } catch (error) {
    throw new Error(`${path}: expected JSON with scores, found ${JSON.stringify(text.slice(0, 60))}`, {
      cause: error,
    })
  }
}

function findLabelled(folder: string): string[] {
  return readdirSync(folder, { recursive: true })
    .map(name => join(folder, String(name)))
    .filter(path => basename(path) === LABELLED)
    .sort()
}

/** Scores agree when they are equal to 1e-6; LLaMA-Factory writes them with four to fourteen places. */
function replay(
  name: string,
  scores: Score[],
  { official, prefix }: { official: Record<string, unknown>; prefix: string },
): VerifyReport['rows'][number] {
  const row: VerifyReport['rows'][number] = { name, equal: 0, different: 0 }
  for (const { metric, value } of scores) {
    const theirs = official[prefix + metric]
    if (typeof theirs !== 'number' || value === null) continue
    if (Math.abs(theirs - value) < 1e-6) row.equal++
    else {
      row.different++
      row.first ??= { id: metric, official: theirs, ours: value }
    }
  }
  if (row.equal + row.different === 0)
    row.first = { id: 'scores', official: null, ours: 'none of the four means is named' }
  return row
}
