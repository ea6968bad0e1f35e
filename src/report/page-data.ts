// Everything the report page shows, read from run folders: results, comparisons, and every case with what was sent and said.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Json } from '../dialogue/dialogue.ts'
import type { Prompt } from '../dialogue/prompt.ts'
import { type Comparison, compare } from '../eval/compare.ts'
import type { RangedScore, VerdictRow } from '../eval/judge.ts'
import { isAnswered, keyText, type Prediction, settle } from '../eval/prediction.ts'
import { readResults } from '../eval/results.ts'
import { type RunRecord, readPredictions, readPrompts, readRun } from '../eval/run.ts'
import { readJsonLines } from '../files/jsonl.ts'
import { type PageTable, pageTables } from './paper/page-tables.ts'

/** One run on the page. `label` is what a reader calls it ("base", "trained"). */
export type PageRun = {
  label: string
  folder: string
  record: RunRecord
  scores: RangedScore[]
  asked: number
  answered: number
  faults: Record<string, number>
  tokens: { prompt: number; completion: number; cached: number }
  milliseconds: number
}

/** What one run said to one case, and how that was judged. `prompt` is a place in the block's `prompts`. */
export type PageAnswer = {
  prompts: number[]
  reply?: string
  turns?: Json
  fault?: string
  correct?: boolean
  errorType?: string
  errorClass?: string
  reason?: string
  given?: Json
  metrics?: Record<string, number>
  ms: number
  tokens?: number
}

export type PageCase = {
  benchmark: string
  split: string
  id: string
  attempt: number
  title: string
  expected: Json
  /** One a run, in the order of the runs; `null` where the run has not asked it. */
  answers: (PageAnswer | null)[]
}

/** A line of the case list: all that filtering needs, without opening a block. */
export type PageCaseLine = { b: string; s: string; i: string; t: string; v: string; e: string[] }

export type PageComparison = Comparison & { firstLabel: string; secondLabel: string }

/** One line of `training.jsonl`, as the page's curve needs it. */
export type TrainingPoint = { step: number; loss: number; validation?: number; learningRate?: number }

export type Headline = { text: string; detail: string }

export type PageContent = {
  title: string
  headline?: Headline
  /** Plain sentences: what the reader must know to read the numbers rightly. */
  notes: string[]
  running: boolean
  runs: PageRun[]
  comparisons: PageComparison[]
  /** The paper's tables in which a run has a score. */
  paper: PageTable[]
  training?: { points: TrainingPoint[]; summary: Record<string, string | number> }
  mixture?: { source: string; task: string; samples: number; tokens?: number }[]
  cases: { lines: PageCaseLine[]; read(from: number, to: number): { prompts: Prompt[]; cases: PageCase[] } }
}

export type PageRequest = {
  title: string
  runs: { folder: string; label: string }[]
  /** Pairs of labels to compare, first against second; by default each run with the next. */
  compare?: [string, string][]
  headline?: Headline
  notes?: string[]
  running?: boolean
  training?: { file: string; summary: Record<string, string | number> }
  mixture?: PageContent['mixture']
}

/** Reads the runs and pairs their cases. Runs without results yet are shown with what they have. */
export function readPage(request: PageRequest): PageContent {
  const loaded = request.runs.filter(({ folder }) => existsSync(join(folder, 'scores.json'))).map(load)
  const pairs = request.compare ?? neighbours(loaded.map(({ run }) => run.label))
  const byLabel = new Map(loaded.map(item => [item.run.label, item]))
  return {
    title: request.title,
    ...(request.headline && { headline: request.headline }),
    notes: request.notes ?? [],
    running: request.running ?? false,
    runs: loaded.map(({ run }) => run),
    comparisons: pairs.flatMap(([firstLabel, secondLabel]) => {
      const [first, second] = [byLabel.get(firstLabel), byLabel.get(secondLabel)]
      if (!first || !second) return []
      return compare(first.verdicts, second.verdicts).map(item => ({ ...item, firstLabel, secondLabel }))
    }),
    paper: pageTables(loaded.map(({ run }) => run)),
    ...(request.training && {
      training: { points: readTraining(request.training.file), summary: request.training.summary },
    }),
    ...(request.mixture && { mixture: request.mixture }),
    cases: pairCases(loaded),
  }
}

function neighbours(labels: string[]): [string, string][] {
  return labels.slice(1).map((label, index) => [labels[index] as string, label])
}

type Loaded = {
  run: PageRun
  settled: Map<string, Prediction>
  verdicts: VerdictRow[]
  prompts: Map<string, Prompt>
}

function load({ folder, label }: { folder: string; label: string }): Loaded {
  const record = readRun(folder)
  const results = readResults(folder)
  const settled = settle(readPredictions(folder))
  const faults: Record<string, number> = {}
  const tokens = { prompt: 0, completion: 0, cached: 0 }
  let answered = 0
  let milliseconds = 0
  for (const prediction of settled.values()) {
    milliseconds += prediction.ms
    if (isAnswered(prediction)) {
      answered++
      tokens.prompt += prediction.usage?.prompt ?? 0
      tokens.completion += prediction.usage?.completion ?? 0
      tokens.cached += prediction.usage?.cached ?? 0
    } else faults[prediction.fault.kind] = (faults[prediction.fault.kind] ?? 0) + 1
  }
  const asked =
    record.settings.benchmarks.reduce((sum, { cases }) => sum + cases, 0) * record.settings.attempts
  return {
    run: { label, folder, record, scores: results.scores, asked, answered, faults, tokens, milliseconds },
    settled,
    verdicts: results.verdicts,
    prompts: readPrompts(folder),
  }
}

function readTraining(file: string): TrainingPoint[] {
  if (!existsSync(file)) return []
  return [...readJsonLines(file)].filter(isTrainingPoint)
}

function isTrainingPoint(row: unknown): row is TrainingPoint {
  return typeof (row as TrainingPoint)?.step === 'number' && typeof (row as TrainingPoint).loss === 'number'
}

function pairCases(loaded: Loaded[]): PageContent['cases'] {
  const keys = new Map<string, (VerdictRow | null)[]>()
  loaded.forEach(({ verdicts, settled }, at) => {
    const row = (key: string) => {
      const known = keys.get(key)
      if (known) return known
      const fresh = loaded.map(() => null)
      keys.set(key, fresh)
      return fresh
    }
    for (const verdict of verdicts) row(keyText(verdict))[at] = verdict
    for (const key of settled.keys()) row(key)
  })
  const entries = [...keys]
  return {
    lines: entries.map(([key, verdicts]) => describeLine(key, verdicts, loaded)),
    read(from, to) {
      const prompts = new PromptTable()
      const cases = entries
        .slice(from, to)
        .map(([key, verdicts]) => describeCase(key, verdicts, loaded, prompts))
      return { prompts: prompts.list, cases }
    },
  }
}

function readKey(key: string): [string, string, string, number] {
  return JSON.parse(key) as [string, string, string, number]
}

/** One letter a run: right, wrong, fault, not asked. */
function describeLine(key: string, verdicts: (VerdictRow | null)[], loaded: Loaded[]): PageCaseLine {
  const [b, s, i] = readKey(key)
  return {
    b,
    s,
    i,
    t: (verdicts.find(Boolean)?.title ?? '').slice(0, 120),
    v: verdicts
      .map((row, at) => (row ? (row.correct ? 'r' : 'w') : loaded[at]?.settled.has(key) ? 'f' : '-'))
      .join(''),
    e: verdicts.map(row => row?.errorClass ?? row?.errorType ?? ''),
  }
}

/** Each prompt once a block, whoever was sent it. */
class PromptTable {
  readonly list: Prompt[] = []
  private readonly places = new Map<string, number>()

  place(hash: string, prompts: Map<string, Prompt>): number {
    const known = this.places.get(hash)
    if (known !== undefined) return known
    this.places.set(hash, this.list.length)
    this.list.push(
      prompts.get(hash) ?? { messages: [{ role: 'system', content: `prompt ${hash} was not kept` }] },
    )
    return this.list.length - 1
  }
}

function describeCase(
  key: string,
  verdicts: (VerdictRow | null)[],
  loaded: Loaded[],
  prompts: PromptTable,
): PageCase {
  const [benchmark, split, id, attempt] = readKey(key)
  const known = verdicts.find(Boolean)
  return {
    benchmark,
    split,
    id,
    attempt,
    title: known?.title ?? '',
    expected: known?.expected ?? null,
    answers: loaded.map((item, at) => {
      const prediction = item.settled.get(key)
      return prediction ? describeAnswer(prediction, verdicts[at] ?? null, item, prompts) : null
    }),
  }
}

function describeAnswer(
  prediction: Prediction,
  verdict: VerdictRow | null,
  { prompts }: Loaded,
  table: PromptTable,
): PageAnswer {
  if (!isAnswered(prediction)) {
    const { kind, message } = prediction.fault
    const place = prediction.prompt === undefined ? [] : [table.place(prediction.prompt, prompts)]
    return { prompts: place, fault: `${kind}: ${message}`, ms: prediction.ms }
  }
  // The last prompt of a case of several steps holds those before it.
  const place = prediction.prompt === '' ? [] : [table.place(prediction.prompt, prompts)]
  return {
    prompts: place,
    reply: prediction.reply,
    ...(prediction.turns !== undefined && { turns: prediction.turns }),
    ...(verdict && {
      correct: verdict.correct,
      metrics: verdict.metrics,
      ...(verdict.errorType !== undefined && { errorType: verdict.errorType }),
      ...(verdict.errorClass !== undefined && { errorClass: verdict.errorClass }),
      ...(verdict.reason !== undefined && { reason: verdict.reason }),
      ...(verdict.given !== undefined && { given: verdict.given }),
    }),
    ms: prediction.ms,
    ...(prediction.usage && { tokens: prediction.usage.completion }),
  }
}
