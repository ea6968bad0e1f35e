// Scores official result files: reads, judges and adds up, and writes score files and tables as the official tool does.
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { JudgedCase, Score, ScoreReport, ScoreRequest, Verdict } from '../../eval/benchmark.ts'
import { writeFileAtomic } from '../../files/atomic.ts'
import { SCORER, totals } from './accuracy.ts'
import { asVersion, type BfclCase, type BfclVersion, newestVersion, readCases } from './cases.ts'
import { JUDGED } from './categories.ts'
import { clusterOf } from './clusters.ts'
import { addUsage, noUsage } from './cost.ts'
import { type Dialect, dialectFor, dialectOf, loadFor } from './dialects.ts'
import { findResults, type ResultFile } from './find-results.ts'
import { factsOf, type ModelFacts, unknownModel } from './models.ts'
import { readResults } from './result-file.ts'
import { type Judged, judgeReply, scoreFile } from './score-file.ts'
import { type Standing, writeTables } from './tables.ts'
import type { Formula } from './totals.ts'
import { verdictOf } from './verdict.ts'

/** One result file judged; `judged` is null where answers are missing, so that no score may be given. */
export type JudgedFile = {
  file: ResultFile
  judged: Judged[] | null
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
  const known = found.filter(({ category }) => JUDGED.includes(category))
  const problems = found
    .filter(file => !known.includes(file))
    .map(({ path, category }) => `${path}: ${category} is no category that is scored here; left out`)
  const categories = [...new Set(known.map(({ category }) => category))]
  const [cases, texts] = await Promise.all([
    readCases({ folder: join(data, 'bfcl'), version, categories }),
    Promise.all(known.map(({ path }) => readFile(path, 'utf8'))),
    loadFor(categories),
  ])
  const byCategory = new Map(
    categories.map(category => [category, cases.filter(item => item.category === category)]),
  )
  const files = known.map((file, at) =>
    judgeFile(file, { text: texts[at]!, cases: byCategory.get(file.category)!, partial, dialect }),
  )
  return { files, problems }
}

function judgeFile(
  file: ResultFile,
  given: { text: string; cases: BfclCase[]; partial: boolean; dialect: Dialect | undefined },
): JudgedFile {
  const { text, cases, partial } = given
  const facts = factsOf(file.model) ?? unknownModel(file.model)
  const dialect = given.dialect ?? dialectFor(facts)
  const { rows, missing, problems } = readResults({ path: file.path, text, cases })
  const usage = noUsage()
  for (const { row } of rows) addUsage(usage, row)
  if (rows.length === 0 || (missing.length > 0 && !partial)) {
    problems.push(`${file.path}: not scored, as the official tool would not; --partial scores what is there`)
    return { file, judged: null, standing: { usage, perCategory: {} }, problems }
  }
  const judged = rows.map(({ item, row }) =>
    judgeReply({
      id: row.get('id')!,
      item,
      result: row.get('result')!,
      decode: dialect.decode,
      dotsToUnderscores: isUnderscored(facts, dialect),
    }),
  )
  problems.push(...crashes(file.path, judged))
  const correct = judged.filter(({ outcome }) => outcome.valid).length
  const perCategory = { [file.category]: { accuracy: correct / judged.length, total: judged.length } }
  return { file, judged, standing: { usage, perCategory }, problems }
}

/** Native calls of a model that is not in the official table name functions as the tools do that we write. */
function isUnderscored(facts: ModelFacts, dialect: Dialect): boolean {
  return facts.dotsToUnderscores || (facts.handler === '' && dialect.name === 'native')
}

/** Cases on which the official tool would stop without any score. */
function crashes(path: string, judged: Judged[]): string[] {
  const crashed = judged.filter(({ outcome }) => outcome.errorType?.startsWith('checker_crash'))
  return crashed.length === 0
    ? []
    : [
        `${path}: the official tool would stop at ${crashed.length} cases, here they fail: ${crashed
          .slice(0, 5)
          .map(({ item }) => item.id)
          .join(', ')}`,
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
  const written = files.flatMap(({ file: { model, category }, judged }) => {
    if (judged === null) return []
    const path = join(folder, model, `BFCL_v3_${category}_score.json`)
    writeFileAtomic(path, scoreFile({ model, category, judged }), { flush: false })
    return [path]
  })
  if (written.length === 0) return []
  return [...written, ...writeTables(folder, standings, formula)]
}

type VerdictRow = { file: string; id: string; split: string } & Verdict

function verdictRows({ file, judged }: JudgedFile): VerdictRow[] {
  return (judged ?? []).map(one => ({
    file: file.path,
    id: one.item.id,
    split: file.category,
    ...verdictOf(one),
  }))
}

function judgedCase({ file: _file, id, split, ...verdict }: VerdictRow): JudgedCase {
  return { id, split, cluster: clusterOf(id), verdict }
}
