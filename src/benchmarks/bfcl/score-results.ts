// Scores official result files: reads, judges and adds up, and writes score files and tables as the official tool does.
import { join } from 'node:path'
import type { JudgedCase, Score, ScoreReport, ScoreRequest, Verdict } from '../../eval/benchmark.ts'
import { writeFileAtomic } from '../../files/atomic.ts'
import { readText } from '../../files/read-text.ts'
import { SCORER, totals } from './accuracy.ts'
import { asVersion, type BfclCase, type BfclVersion, newestVersion, readCases } from './cases.ts'
import { SCORED } from './categories.ts'
import { CRASH } from './check/outcome.ts'
import { clusterOf } from './clusters.ts'
import { addUsage, noUsage } from './cost.ts'
import { type Dialect, dialectFor, dialectOf, loadFor } from './dialects.ts'
import { findResults, type ResultFile } from './find-results.ts'
import { factsOf, type ModelFacts, unknownModel } from './models.ts'
import { type JudgedAnswer, loadJudge, type RowJudge } from './judge-row.ts'
import { readResults } from './result-file.ts'
import { scoreFile } from './score-file.ts'
import { type Standing, writeTables } from './tables.ts'
import type { Formula } from './totals.ts'

/** One result file judged; `answers` is null where some are missing, so that no score may be given. */
export type JudgedFile = {
  file: ResultFile
  answers: JudgedAnswer[] | null
  standing: Standing
  problems: string[]
}

export async function scoreResults(request: ScoreRequest): Promise<ScoreReport> {
  const { partial, out, options } = request
  const version = versionOf(request)
  const formula = formulaOf(options.formula, version)
  const { files, problems } = await judgeFiles({
    paths: request.paths,
    data: request.data,
    version,
    partial,
    ...(options.dialect !== undefined && { dialect: dialectOf(options.dialect) }),
  })
  const standings = standingsOf(files)
  const written = out === undefined ? [] : writeScores(join(out, 'score'), files, standings, formula)
  const several = standings.size > 1
  const verdicts: ScoreReport['verdicts'] = []
  const scores: Score[] = []
  for (const model of standings.keys()) {
    const own = files.filter(({ file }) => file.model === model)
    const rows = own.flatMap(verdictRows)
    verdicts.push(...rows)
    const named = (split: string) => (several ? `${model}/${split}` : split)
    for (const score of totals(rows.map(judgedCase), `${SCORER}, data ${version}`))
      scores.push({ ...score, split: named(score.split) })
  }
  return { scores, verdicts, problems: [...problems, ...files.flatMap(file => file.problems)], written }
}

function versionOf({ data, dataVersion }: { data: string; dataVersion?: string }): BfclVersion {
  return dataVersion === undefined ? newestVersion(join(data, 'bfcl')) : asVersion(dataVersion)
}

function formulaOf(named: string | undefined, version: BfclVersion): Formula {
  if (named === undefined) return version === '2025-02-10' ? '2025-02' : '2025-08'
  if (named === '2025-02' || named === '2025-08') return named
  throw new Error(`bfcl: expected the formula to be 2025-02 or 2025-08, found "${named}"`)
}

/** Judges every file of a category that is judged here; the others are named in `problems`. */
export async function judgeFiles(request: {
  paths: string[]
  data: string
  version: BfclVersion
  partial: boolean
  dialect?: Dialect
}): Promise<{ files: JudgedFile[]; problems: string[] }> {
  const { data, version, partial, dialect } = request
  const found = findResults(request.paths)
  const known = found.filter(({ category }) => SCORED.includes(category))
  const problems = found
    .filter(file => !known.includes(file))
    .map(({ path, category }) => `${path}: ${category} is no category that is scored here; left out`)
  const categories = [...new Set(known.map(({ category }) => category))]
  const [cases] = await Promise.all([
    readCases({ folder: join(data, 'bfcl'), version, categories }),
    loadFor(categories),
  ])
  const byCategory = new Map(
    categories.map(category => [category, cases.filter(item => item.category === category)]),
  )
  const files: JudgedFile[] = []
  for (const file of known) {
    const judgeRow = await loadJudge(file.category)
    files.push(judgeFile(file, { cases: byCategory.get(file.category)!, partial, dialect, judgeRow }))
  }
  return { files, problems }
}

function judgeFile(
  file: ResultFile,
  given: {
    cases: BfclCase[]
    partial: boolean
    dialect: Dialect | undefined
    judgeRow: RowJudge
  },
): JudgedFile {
  const { cases, partial, judgeRow } = given
  const text = readText(file.path)
  const facts = factsOf(file.model) ?? unknownModel(file.model)
  const dialect = given.dialect ?? dialectFor(facts)
  const { rows, missing, problems } = readResults({ path: file.path, text, cases })
  if (dialect === undefined) {
    problems.push(
      `${file.path}: the official handler of ${facts.name} (${facts.handler}) is not built here; left out, unless -o dialect=NAME says how to read it`,
    )
    return { file, answers: null, standing: { usage: noUsage(), perCategory: {} }, problems }
  }
  const usage = noUsage()
  for (const { row } of rows) addUsage(usage, row)
  if (rows.length === 0 || (missing.length > 0 && !partial)) {
    problems.push(`${file.path}: not scored, as the official tool would not; --partial scores what is there`)
    return { file, answers: null, standing: { usage, perCategory: {} }, problems }
  }
  const dotsToUnderscores = isUnderscored(facts, dialect)
  const judging = { model: file.model, dialect, dotsToUnderscores, turns: { model: facts.name } }
  // Only texts are kept of each answer: values of thousands would fill the memory.
  const answers = rows.map(({ item, row }): JudgedAnswer => judgeRow(item, row, judging))
  problems.push(...crashes(file.path, answers))
  const correct = answers.filter(({ failure }) => failure === null).length
  const perCategory = { [file.category]: { accuracy: correct / answers.length, total: answers.length } }
  return { file, answers, standing: { usage, perCategory }, problems }
}

/** Native calls of a model that is not in the official table name functions as the tools do that we write. */
function isUnderscored(facts: ModelFacts, dialect: Dialect): boolean {
  return facts.dotsToUnderscores || (facts.handler === '' && dialect.name === 'tool-calls')
}

/** Cases on which the official tool would stop without any score. */
function crashes(path: string, answers: JudgedAnswer[]): string[] {
  const crashed = answers.filter(({ verdict }) => verdict.errorType?.startsWith(CRASH)).map(({ id }) => id)
  if (crashed.length === 0) return []
  const named = crashed.slice(0, 5).join(', ')
  return [
    `${path}: the official tool would stop at ${crashed.length} cases without a score, here they fail: ${named}`,
  ]
}

function standingsOf(files: JudgedFile[]): Map<string, Standing> {
  const standings = new Map<string, Standing>()
  for (const { file, standing } of files) {
    const all = standings.get(file.model) ?? { usage: noUsage(), perCategory: {} }
    for (const name of ['input', 'output', 'latency'] as const)
      for (const value of standing.usage[name]) all.usage[name].push(value)
    Object.assign(all.perCategory, standing.perCategory)
    standings.set(file.model, all)
  }
  return standings
}

function writeScores(
  folder: string,
  files: JudgedFile[],
  standings: Map<string, Standing>,
  formula: Formula,
): string[] {
  const written = files.flatMap(({ file: { model, category }, answers }) => {
    if (answers === null) return []
    const path = join(folder, model, `BFCL_v3_${category}_score.json`)
    writeFileAtomic(path, scoreText(answers), { flush: false })
    return [path]
  })
  if (written.length === 0) return []
  return [...written, ...writeTables(folder, standings, formula)]
}

export function scoreText(answers: JudgedAnswer[]): string {
  const failures = answers.flatMap(({ failure }) => failure ?? [])
  return scoreFile({ total: answers.length, failures })
}

type VerdictRow = { file: string; id: string; split: string } & Verdict

function verdictRows({ file, answers }: JudgedFile): VerdictRow[] {
  return (answers ?? []).map(({ id, verdict }) => ({
    file: file.path,
    id,
    split: file.category,
    ...verdict,
  }))
}

function judgedCase({ file: _file, id, split, ...verdict }: VerdictRow): JudgedCase {
  return { id, split, cluster: clusterOf(id), verdict }
}
