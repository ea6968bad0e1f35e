// Judges kept predictions and adds them up, with intervals, and with the range that unanswered cases leave open.
import type { Benchmark, BenchmarkCase, JudgedCase, Score, Verdict } from './benchmark.ts'
import { bootstrap, groupByCluster, unanimousInterval } from './intervals.ts'
import { type CaseKey, isAnswered, keyText, type Prediction } from './prediction.ts'

export const SCORES_FORMAT = 'coalm/scores@1'
export const VERDICTS_FORMAT = 'coalm/verdicts@1'

/** `title` says in a few words what the case asks. */
export type VerdictRow = CaseKey & { cluster: string; title: string } & Verdict

/** `range` is what the value would be if every unanswered case were wrong, and if every one were right. */
export type RangedScore = Score & {
  benchmark: string
  dataVersion: string
  unanswered: number
  range?: [number, number]
}

export type Judgement = {
  benchmark: string
  scores: RangedScore[]
  verdicts: VerdictRow[]
  /** Cases of the run that have no answer: faults, and cases not asked yet. */
  unanswered: { key: CaseKey; fault?: string }[]
}

/**
 * Scores one benchmark of a run from its predictions alone. Values are over answered cases; never a model call.
 * `interval` is a 95 % bootstrap over clusters, left out where `intervals` is false.
 */
export function judge(options: {
  benchmark: Benchmark
  cases: BenchmarkCase[]
  settled: Map<string, Prediction>
  attempts: number
  intervals?: boolean
}): Judgement {
  const { benchmark, cases, settled, attempts } = options
  const verdicts: VerdictRow[] = []
  const unanswered: Judgement['unanswered'] = []
  const missing: BenchmarkCase[] = []

  for (const item of cases)
    for (let attempt = 0; attempt < attempts; attempt++) {
      const key = { benchmark: benchmark.name, split: item.split, id: item.id, attempt }
      const prediction = settled.get(keyText(key))
      if (prediction && isAnswered(prediction)) {
        const answer = {
          reply: prediction.reply,
          ...(prediction.turns !== undefined && { turns: prediction.turns }),
        }
        const { title, expected } = item.card()
        verdicts.push({ ...key, cluster: item.cluster, title, expected, ...item.score(answer) })
      } else {
        unanswered.push({
          key,
          ...(prediction && { fault: (prediction as { fault: { kind: string } }).fault.kind }),
        })
        missing.push(item)
      }
    }

  const judged = verdicts.map(toJudged)
  const scores = benchmark.totals(judged)
  const isBootstrapped = options.intervals !== false && scores.some(score => score.interval === undefined)
  const intervals = isBootstrapped ? scoreIntervals(benchmark, judged) : new Map()
  const ranges = scoreRanges(benchmark, judged, missing)
  return {
    benchmark: benchmark.name,
    verdicts,
    unanswered,
    scores: scores.map(score => {
      const name = scoreName(score)
      const interval = score.interval ?? widen(intervals.get(name), score, judged)
      const range = ranges.get(name)
      return {
        benchmark: benchmark.name,
        dataVersion: benchmark.dataVersion,
        unanswered: unanswered.filter(({ key }) => key.split === score.split || score.split === 'all').length,
        ...score,
        ...(interval && { interval }),
        ...(range && { range }),
      }
    }),
  }
}

export function scoreName(score: { split: string; metric: string }): string {
  return `${score.split}/${score.metric}`
}

function toJudged({
  id,
  split,
  cluster,
  attempt: _attempt,
  benchmark: _benchmark,
  ...verdict
}: VerdictRow): JudgedCase {
  return { id, split, cluster, verdict }
}

function scoreIntervals(benchmark: Benchmark, judged: JudgedCase[]): Map<string, [number, number]> {
  if (judged.length === 0) return new Map()
  const clusters = groupByCluster(judged, item => item.cluster)
  const resamples = Math.max(200, Math.min(1000, Math.floor(3_000_000 / judged.length)))
  return bootstrap(clusters, drawn => valuesByName(benchmark.totals(drawn)), { resamples })
}

/** Gives an interval without width the width that its few clusters leave open. */
function widen(
  interval: [number, number] | undefined,
  { value, split, unit }: Score,
  judged: JudgedCase[],
): [number, number] | undefined {
  const isRate = unit === undefined || unit === '%'
  if (!interval || interval[0] !== interval[1] || !isRate || (value !== 0 && value !== 100)) return interval
  const own = judged.filter(item => item.split === split)
  return unanimousInterval(value, new Set((own.length > 0 ? own : judged).map(item => item.cluster)).size)
}

function valuesByName(scores: Score[]): Map<string, number | null> {
  return new Map(scores.map(score => [scoreName(score), score.value]))
}

/** What the scores would be if every unanswered case were wrong, or right. */
function scoreRanges(
  benchmark: Benchmark,
  judged: JudgedCase[],
  missing: BenchmarkCase[],
): Map<string, [number, number]> {
  if (missing.length === 0) return new Map()
  const names = new Map<string, Set<string>>()
  for (const { split, verdict } of judged) {
    const known = names.get(split) ?? new Set()
    for (const name of Object.keys(verdict.metrics)) known.add(name)
    names.set(split, known)
  }
  function assume(value: number): Map<string, number | null> {
    const assumed = missing.map(({ id, split, cluster }) => {
      const metrics = Object.fromEntries([...(names.get(split) ?? [])].map(name => [name, value]))
      return { id, split, cluster, verdict: { correct: value === 1, metrics } }
    })
    return valuesByName(benchmark.totals([...judged, ...assumed]))
  }
  const [low, high] = [assume(0), assume(1)]
  const ranges = new Map<string, [number, number]>()
  for (const [name, value] of low) {
    const other = high.get(name)
    if (value !== null && other !== null && other !== undefined)
      ranges.set(name, [Math.min(value, other), Math.max(value, other)])
  }
  return ranges
}
