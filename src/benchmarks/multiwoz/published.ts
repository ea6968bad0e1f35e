// Scores predictions of any system in mwzeval's format, and replays saved ones that come with official scores.
import { existsSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { Json } from '../../dialogue/dialogue.ts'
import type { ScoreReport, ScoreRequest, VerifyReport } from '../../eval/benchmark.ts'
import { writeJsonAtomic } from '../../files/atomic.ts'
import { bleuRows, MWZEVAL, richnessRows, successRows, verdictOf } from './file-scores.ts'
import type { GoldDialogue } from './gold.ts'
import { hasStates, readPredictions } from './predictions-file.ts'
import {
  type EvaluationData,
  loadEvaluationData,
  type Predictions,
  type References,
  scoreWith,
} from './score.ts'

const REFERENCE_SCORES = 'reference-scores.json'

const METRIC_GROUPS = ['success', 'states', 'richness'] as const
type MetricGroup = (typeof METRIC_GROUPS)[number]

/** What scoring needs, read once for all files; gold only where it is asked for. */
type Material = {
  data: EvaluationData
  references: References | undefined
  gold(): Promise<GoldDialogue[]>
}

async function readMaterial(root: string, references?: string): Promise<Material> {
  const folder = join(root, 'multiwoz')
  let gold: Promise<GoldDialogue[]> | undefined
  return {
    data: await loadEvaluationData({ folder }),
    references: await readReferences(references, join(folder, 'mwzeval', 'references', 'mwz22.json')),
    gold() {
      gold ??= import('./gold.ts').then(({ readGold }) => readGold({ folder }))
      return gold
    },
  }
}

/** The file that is named, else the official one where the data folder has it. */
async function readReferences(named: string | undefined, usual: string): Promise<References | undefined> {
  if (named === undefined && !existsSync(usual)) return undefined
  return JSON.parse(await readFile(named ?? usual, 'utf8')) as References
}

/** Scores each file for itself. */
export async function score(request: ScoreRequest): Promise<ScoreReport> {
  const groups = readGroups(request.options)
  const files = (await Promise.all(request.paths.map(filesIn))).flat()
  const material = await readMaterial(request.data, request.options.references)
  const report = { scores: [], verdicts: [], problems: [], notes: [], written: [] } as Required<ScoreReport>
  for (const path of files) {
    const one = await scoreFile(path, groups, { material, partial: request.partial })
    const prefix = files.length > 1 ? `${nameOf(path)} ` : ''
    report.scores.push(...one.scores.map(row => ({ ...row, split: prefix + row.split })))
    report.verdicts.push(...one.verdicts)
    report.problems.push(...one.problems)
    report.notes.push(...one.notes)
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

function readGroups({
  metrics,
  references: _references,
  ...others
}: Record<string, string>): Set<MetricGroup> {
  const unknown = Object.keys(others)[0]
  if (unknown !== undefined)
    throw new Error(`multiwoz: expected an option metrics or references, found "${unknown}"`)
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

type FileReport = Pick<ScoreReport, 'scores' | 'verdicts' | 'problems'> & { notes: string[]; official?: Json }

const WITHOUT_STATES =
  'not every turn has a state, so that gold states stand in everywhere: those of mwzeval/gold_states.json where the data ' +
  'folder has it, else those of MultiWOZ 2.4 (the official code takes 2.2)'

/** Each part is scored for itself: one that the official code would break off in is a problem, not the end. */
async function scoreFile(
  path: string,
  groups: ReadonlySet<MetricGroup>,
  { material, partial }: { material: Material; partial: boolean },
): Promise<FileReport> {
  const given = await readPredictions(path)
  const report: FileReport = { scores: [], verdicts: [], problems: [], notes: [] }
  const predictions = partial ? await keepScorable(path, given, { material, report }) : given
  if (!hasStates(predictions)) report.notes.push(`${path}: ${WITHOUT_STATES}`)
  await part(path, report, async () => {
    if (!groups.has('success') && !groups.has('richness')) return
    const scores = await scoreWith(predictions, material.data, material.references)
    if (scores.unknownSlots.length > 0) report.notes.push(`${path}: ${sayUnknown(scores.unknownSlots)}`)
    const turns = Object.values(predictions).flat().length
    const verdicts = Object.entries(scores.dialogues)
    if (groups.has('success')) {
      report.scores.push(...successRows(scores), ...bleuRows(scores, turns))
      report.verdicts.push(
        ...verdicts.map(([id, one]) => ({ file: path, id, split: 'total', ...verdictOf(one) })),
      )
    }
    if (groups.has('richness')) report.scores.push(...richnessRows(scores.richness, turns))
    const { inform, success } = scores.total
    const bleu = scores.bleu === undefined ? null : { mwz22: scores.bleu }
    const official = { bleu, success: { inform, success }, richness: { ...scores.richness }, dst: null }
    report.official = official
  })
  await part(path, report, async () => {
    if (!groups.has('states') || !hasStates(predictions)) return
    const gold = await material.gold()
    const { scoreFileStates } = await import('./file-states.ts')
    report.scores.push(...scoreFileStates(predictions, gold))
  })
  return report
}

function sayUnknown(names: string[]): string {
  const shown = names.slice(0, 8).map(name => `[${name.slice(0, 40)}]`)
  const more = names.length > 8 ? ` and ${names.length - 8} more` : ''
  return `slot names that the evaluator does not know are read as nothing: ${shown.join(', ')}${more}`
}

async function keepScorable(
  path: string,
  given: Predictions,
  { material, report }: { material: Material; report: FileReport },
): Promise<Predictions> {
  const { sortOut } = await import('./scorable.ts')
  const { kept, left } = await sortOut(given, { data: material.data, gold: await material.gold() })
  report.problems.push(...left.map(sentence => `${path}: ${sentence}`))
  return kept
}

async function part(path: string, report: FileReport, work: () => Promise<void>): Promise<void> {
  try {
    await work()
  } catch (error) {
    report.problems.push(`${path}: ${(error as Error).message}`)
  }
}

type ReferenceScores = { [part: string]: number | { [name: string]: number } }

/** Scores each file that `reference-scores.json` names, and compares number by number. */
export async function verify({ folder, data }: { folder: string; data: string }): Promise<VerifyReport> {
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
    const { total, richness, bleu } = await scoreWith(predictions, material.data, material.references)
    const ours = {
      dialogues: Object.keys(predictions).length,
      turns: Object.values(predictions).flat().length,
      ...total,
      richness,
      ...(bleu !== undefined && { bleu }),
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
