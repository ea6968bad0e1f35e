// Compares two runs case by case: paired differences, an interval over clusters, the cases that flipped.
import type { VerdictRow } from './judge.ts'
import { agreedInterval, bootstrapMean } from './intervals.ts'

export type Flip = { id: string; split: string; attempt: number; before: boolean; after: boolean }

/** `difference` is the second run's rate minus the first's, in points of per cent, over the cases that both answered. */
export type Comparison = {
  benchmark: string
  split: string
  metric: string
  first: number
  second: number
  difference: number
  interval: [number, number]
  pairs: number
  clusters: number
  /** Cases that only one of the runs answered, left out. */
  unpaired: number
  flips: Flip[]
  verdict: 'better' | 'worse' | 'tied'
}

type Pair = { first: VerdictRow; second: VerdictRow }

/**
 * One comparison for each benchmark, split and metric that both runs share (`correct` first). "Tied" where the 95 %
 * interval of the difference includes zero. `nameGroup` puts cases of several splits together under one name.
 */
export function compare(
  first: VerdictRow[],
  second: VerdictRow[],
  nameGroup: (row: VerdictRow) => string = row => row.split,
): Comparison[] {
  const others = new Map(second.map(row => [caseName(row), row]))
  const groups = new Map<string, { pairs: Pair[]; unpaired: number }>()
  const seen = new Set<string>()
  for (const row of first) {
    const other = others.get(caseName(row))
    seen.add(caseName(row))
    const group = groupOf(groups, row, nameGroup)
    if (other) group.pairs.push({ first: row, second: other })
    else group.unpaired++
  }
  for (const row of second) if (!seen.has(caseName(row))) groupOf(groups, row, nameGroup).unpaired++

  return [...groups].flatMap(([name, group]) => {
    const [benchmark, split] = JSON.parse(name) as [string, string]
    if (group.pairs.length === 0) return []
    return metricsOf(group.pairs).map(metric => comparePairs({ benchmark, split, metric, ...group }))
  })
}

function caseName({ benchmark, split, id, attempt }: VerdictRow): string {
  return JSON.stringify([benchmark, split, id, attempt])
}

function groupOf(
  groups: Map<string, { pairs: Pair[]; unpaired: number }>,
  row: VerdictRow,
  nameGroup: (row: VerdictRow) => string,
) {
  const name = JSON.stringify([row.benchmark, nameGroup(row)])
  const group = groups.get(name) ?? { pairs: [], unpaired: 0 }
  groups.set(name, group)
  return group
}

function metricsOf(pairs: Pair[]): string[] {
  const shared = new Set<string>()
  for (const { first, second } of pairs)
    for (const name of Object.keys(first.metrics)) if (name in second.metrics) shared.add(name)
  shared.delete('correct')
  for (const name of shared) if (pairs.every(pair => isVerdictAgain(pair, name))) shared.delete(name)
  return ['correct', ...shared]
}

/** A metric that says nothing but whether the case is right. */
function isVerdictAgain({ first, second }: Pair, metric: string): boolean {
  return first.metrics[metric] === Number(first.correct) && second.metrics[metric] === Number(second.correct)
}

function rateOf(row: VerdictRow, metric: string): number | undefined {
  return metric === 'correct' ? Number(row.correct) : row.metrics[metric]
}

function comparePairs(options: {
  benchmark: string
  split: string
  metric: string
  pairs: Pair[]
  unpaired: number
}): Comparison {
  const { benchmark, split, metric, unpaired } = options
  const pairs = options.pairs.filter(
    ({ first, second }) => rateOf(first, metric) !== undefined && rateOf(second, metric) !== undefined,
  )
  const sums = new Map<string, ClusterSum>()
  for (const { first, second } of pairs) {
    const sum = sums.get(first.cluster) ?? { first: 0, second: 0, count: 0 }
    sum.first += rateOf(first, metric) as number
    sum.second += rateOf(second, metric) as number
    sum.count++
    sums.set(first.cluster, sum)
  }
  const clusters = [...sums.values()]
  const total = (pick: (sum: { first: number; second: number }) => number) =>
    (100 * clusters.reduce((all, sum) => all + pick(sum), 0)) / pairs.length
  const interval = intervalOf(clusters)
  const firstRate = total(sum => sum.first)
  const secondRate = total(sum => sum.second)
  return {
    benchmark,
    split,
    metric,
    first: firstRate,
    second: secondRate,
    difference: secondRate - firstRate,
    interval,
    pairs: pairs.length,
    clusters: clusters.length,
    unpaired,
    flips: metric === 'correct' ? pairs.flatMap(flipOf) : [],
    verdict: interval[0] > 0 ? 'better' : interval[1] < 0 ? 'worse' : 'tied',
  }
}

type ClusterSum = { first: number; second: number; count: number }

function intervalOf(clusters: ClusterSum[]): [number, number] {
  const differences = clusters.map(({ first, second }) => second - first)
  const means = clusters.map(({ count }, at) => (differences[at] as number) / count)
  if (means.every(mean => mean === means[0])) return agreedInterval(100 * (means[0] ?? 0), clusters.length)
  const [low, high] = bootstrapMean(
    differences,
    clusters.map(({ count }) => count),
  )
  return [100 * low, 100 * high]
}

function flipOf({ first, second }: Pair): Flip[] {
  if (first.correct === second.correct) return []
  const { id, split, attempt } = first
  return [{ id, split, attempt, before: first.correct, after: second.correct }]
}
