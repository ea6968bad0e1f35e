// Scores predictions of any system in mwzeval's format, and replays saved ones that come with official scores.
import { existsSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { Json } from '../../dialogue/dialogue.ts'
import type { PublishedFiles, ScoreReport, ScoreRequest, VerifyReport } from '../../eval/benchmark.ts'
import { writeJsonAtomic } from '../../files/atomic.ts'
import { EXACT, LAB, MWZEVAL, richnessRows, stateRows, successRows, verdictOf } from './file-scores.ts'
import { beliefState, type GoldDialogue, type GoldState, isUsual, readGold } from './gold.ts'
import { readPredictions } from './predictions-file.ts'
import { type EvaluationData, loadEvaluationData, type Predictions, scoreWith } from './score.ts'
import { scoreStates } from './state-scores.ts'

const REFERENCE_SCORES = 'reference-scores.json'

export const METRIC_GROUPS = ['success', 'states', 'richness'] as const
type MetricGroup = (typeof METRIC_GROUPS)[number]

export const published: PublishedFiles = {
  accepts:
    'a JSON file in mwzeval’s format, {dialogue: [{response, state?, active_domains?}]}, or a folder of them',
  options: { metrics: `only these, separated by commas: ${METRIC_GROUPS.join(', ')} (default: all)` },
  score,
  examples: 'examples/multiwoz-predictions',
  verify,
}

/** What scoring needs, read once for all files; gold only where it is asked for. */
type Material = { data: EvaluationData; gold(): Promise<GoldDialogue[]> }

async function readMaterial(root: string): Promise<Material> {
  const folder = join(root, 'multiwoz')
  let gold: Promise<GoldDialogue[]> | undefined
  return {
    data: await loadEvaluationData({ folder }),
    gold() {
      gold ??= readGold({ folder })
      return gold
    },
  }
}

async function score(request: ScoreRequest): Promise<ScoreReport> {
  const groups = readGroups(request.options)
  const files = (await Promise.all(request.paths.map(filesIn))).flat()
  const material = await readMaterial(request.data)
  const report: ScoreReport = { scores: [], verdicts: [], problems: [], written: [] }
  for (const path of files) {
    const one = await scoreFile(path, groups, { material, partial: request.partial })
    const prefix = files.length > 1 ? `${nameOf(path)} ` : ''
    report.scores.push(...one.scores.map(row => ({ ...row, split: prefix + row.split })))
    report.verdicts.push(...one.verdicts)
    report.problems.push(...one.problems)
    if (request.out !== undefined && one.official) {
      const written = join(request.out, `${nameOf(path)}.evaluation_results.json`)
      writeJsonAtomic(written, one.official)
      report.written.push(written)
    }
  }
  return report
}

function nameOf(path: string): string {
  return basename(path).replace(/\.json$/, '')
}

function readGroups({ metrics, ...others }: Record<string, string>): Set<MetricGroup> {
  const unknown = Object.keys(others)[0]
  if (unknown !== undefined) throw new Error(`multiwoz: expected the option metrics, found "${unknown}"`)
  const named = metrics === undefined ? METRIC_GROUPS : metrics.split(',').map(word => word.trim())
  for (const name of named)
    if (!(METRIC_GROUPS as readonly string[]).includes(name))
      throw new Error(`multiwoz: expected metrics among ${METRIC_GROUPS.join(', ')}, found "${name}"`)
  return new Set(named as MetricGroup[])
}

/** The file itself, or the predictions in a folder. */
async function filesIn(path: string): Promise<string[]> {
  const names = await readdir(path).catch(() => undefined)
  if (names === undefined) return [path]
  const files = names.filter(name => name.endsWith('.json') && name !== REFERENCE_SCORES).sort()
  if (files.length === 0) throw new Error(`${path}: expected files of predictions (*.json), found none`)
  return files.map(name => join(path, name))
}

type FileReport = Pick<ScoreReport, 'scores' | 'verdicts' | 'problems'> & { official?: Json }

/** Each part is scored for itself: one that the official code would break off in is a problem, not the end. */
async function scoreFile(
  path: string,
  groups: ReadonlySet<MetricGroup>,
  { material, partial }: { material: Material; partial: boolean },
): Promise<FileReport> {
  const given = await readPredictions(path)
  const report: FileReport = { scores: [], verdicts: [], problems: [] }
  const predictions = partial ? await keepScorable(path, given, { material, report }) : given
  await part(path, report, async () => {
    if (!groups.has('success') && !groups.has('richness')) return
    const scores = await scoreWith(predictions, material.data)
    const turns = Object.values(predictions).flat().length
    const verdicts = Object.entries(scores.dialogues)
    if (groups.has('success')) {
      report.scores.push(...successRows(scores))
      report.verdicts.push(
        ...verdicts.map(([id, one]) => ({ file: path, id, split: 'total', ...verdictOf(one) })),
      )
    }
    if (groups.has('richness')) report.scores.push(...richnessRows(scores.richness, turns))
    const { inform, success } = scores.total
    const official = { bleu: null, success: { inform, success }, richness: { ...scores.richness }, dst: null }
    report.official = official
  })
  await part(path, report, async () => {
    if (!groups.has('states') || !hasStates(predictions)) return
    const gold = await material.gold()
    report.scores.push(...(await scoreFileStates(predictions, gold)))
  })
  return report
}

async function part(path: string, report: FileReport, work: () => Promise<void>): Promise<void> {
  try {
    await work()
  } catch (error) {
    report.problems.push(`${path}: ${(error as Error).message}`)
  }
}

function hasStates(predictions: Predictions): boolean {
  return Object.values(predictions).every(turns => turns.every(turn => Object.hasOwn(turn, 'state')))
}

/** Joint goal accuracy over the 999 dialogues that the usual preparation keeps, and over all. */
async function scoreFileStates(predictions: Predictions, dialogues: GoldDialogue[]) {
  const all = new Map(dialogues.map(({ id, turns }) => [id, turns.map(beliefState)]))
  const dropped = dialogues.filter(dialogue => !isUsual(dialogue)).map(({ id }) => id)
  const usual = new Map([...all].filter(([id]) => !dropped.includes(id)))
  const score = (gold: ReadonlyMap<string, GoldState[]>, matcher: 'exact' | 'fuzzy') =>
    scoreStates(predictions, gold, { matcher })
  const rows = [
    ...stateRows(score(usual, 'exact'), { name: 'jga', scorer: EXACT }),
    ...stateRows(score(usual, 'fuzzy'), { name: 'jga-fuzzy', scorer: LAB }),
  ]
  if (!dropped.some(id => Object.hasOwn(predictions, id))) return rows
  const whole = [
    ...stateRows(score(all, 'exact'), { name: 'jga', scorer: EXACT }).slice(0, 1),
    ...stateRows(score(all, 'fuzzy'), { name: 'jga-fuzzy', scorer: LAB }).slice(0, 1),
  ]
  return [...rows, ...whole.map(row => ({ ...row, metric: `${row.metric}-1000` }))]
}

/** The dialogues that can be scored; what is left out, and what the file lacks, is said. */
async function keepScorable(
  path: string,
  predictions: Predictions,
  { material, report }: { material: Material; report: FileReport },
): Promise<Predictions> {
  const gold = new Map((await material.gold()).map(({ id, turns }) => [id, turns]))
  const kept: [string, Predictions[string]][] = []
  for (const [id, turns] of Object.entries(predictions)) {
    const fault = await faultOf({ [id]: turns }, material.data, gold)
    if (fault === undefined) kept.push([id, turns])
    else report.problems.push(`${path}: left out ${fault}`)
  }
  const missing = [...gold.keys()].filter(id => !Object.hasOwn(predictions, id))
  if (missing.length > 0)
    report.problems.push(`${path}: has no turns of ${missing.length} test dialogues (${some(missing)})`)
  const short = kept.filter(([id, turns]) => turns.length < gold.get(id)!.length).map(([id]) => id)
  if (short.length > 0)
    report.problems.push(`${path}: lacks turns of ${short.length} dialogues (${some(short)})`)
  return Object.fromEntries(kept)
}

/** What the official code would break off at, in a dialogue taken alone. */
async function faultOf(
  predictions: Predictions,
  data: EvaluationData,
  gold: ReadonlyMap<string, GoldDialogue['turns']>,
): Promise<string | undefined> {
  const [[id, turns]] = Object.entries(predictions) as [[string, Predictions[string]]]
  const corpus = gold.get(id)
  if (corpus && turns.length > corpus.length)
    return `${id}: expected ${corpus.length} turns as in the corpus, found ${turns.length}`
  try {
    if (turns.length > 0) await scoreWith(predictions, data)
    if (corpus && hasStates(predictions))
      scoreStates(predictions, new Map([[id, corpus.map(beliefState)]]), { matcher: 'fuzzy' })
    return undefined
  } catch (error) {
    return (error as Error).message
  }
}

function some(ids: string[]): string {
  return ids.length > 5 ? `${ids.slice(0, 5).join(', ')}, …` : ids.join(', ')
}

type ReferenceScores = { [part: string]: number | { [name: string]: number } }

/** Scores each file that `reference-scores.json` names, and compares number by number. */
async function verify({ folder, data }: { folder: string; data: string }): Promise<VerifyReport> {
  const path = join(folder, REFERENCE_SCORES)
  if (!existsSync(path))
    throw new Error(`${path}: expected the official scores of the predictions beside it, found nothing there`)
  const references = JSON.parse(await readFile(path, 'utf8')) as { [file: string]: ReferenceScores }
  const material = await readMaterial(data)
  const report: VerifyReport = { rows: [], problems: [] }
  for (const [file, official] of Object.entries(references)) {
    if (!existsSync(join(folder, file))) {
      report.problems.push(`${join(folder, file)}: expected the predictions of ${file}, found nothing there`)
      continue
    }
    const predictions = await readPredictions(join(folder, file))
    const { total, richness } = await scoreWith(predictions, material.data)
    const ours = {
      dialogues: Object.keys(predictions).length,
      turns: Object.values(predictions).flat().length,
      ...total,
      richness,
    }
    for (const [name, expected] of Object.entries(official)) {
      const found = (ours as { [name: string]: unknown })[name]
      if (found === undefined)
        report.problems.push(`${file}: ${name} is not among what ${MWZEVAL} gives here`)
      else report.rows.push(compareNumbers(`${file} ${name}`, expected, found as number))
    }
  }
  return report
}

function compareNumbers(
  name: string,
  official: ReferenceScores[string],
  ours: ReferenceScores[string],
): VerifyReport['rows'][number] {
  const [expected, found] = [official, ours].map(value =>
    typeof value === 'number' ? { all: value } : value,
  )
  const ids = [...new Set([...Object.keys(expected!), ...Object.keys(found!)])]
  const differing = ids.filter(id => expected![id] !== found![id])
  const [id] = differing
  return {
    name,
    equal: ids.length - differing.length,
    different: differing.length,
    ...(id !== undefined && { first: { id, official: expected![id] ?? null, ours: found![id] ?? null } }),
  }
}
