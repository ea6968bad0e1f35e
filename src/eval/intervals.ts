// Bootstrap intervals: resample clusters of cases, add up again, and take the middle 95 %.
import { pythonRandom } from '../files/python-random.ts'

const SEED = 20250212

/** The value below which a share `p` (0–1) of the sorted numbers lies, interpolated linearly. */
export function percentile(sorted: ArrayLike<number>, p: number): number {
  const at = p * (sorted.length - 1)
  const low = Math.floor(at)
  const base = sorted[low] as number
  return base + (at - low) * ((sorted[Math.min(low + 1, sorted.length - 1)] as number) - base)
}

/** Items that share a cluster are drawn together. */
export function groupByCluster<T>(items: T[], cluster: (item: T) => string): T[][] {
  const groups = new Map<string, T[]>()
  for (const item of items) {
    const name = cluster(item)
    const group = groups.get(name)
    if (group) group.push(item)
    else groups.set(name, [item])
  }
  return [...groups.values()]
}

/**
 * The 95 % percentile intervals of every named number that `measure` gives, over resampled clusters. Deterministic.
 * A number that is `null` in a resample (nothing to measure) is left out of that resample.
 */
export function bootstrap<T>(
  clusters: T[][],
  measure: (items: T[]) => Map<string, number | null>,
  { resamples = 1000 } = {},
): Map<string, [number, number]> {
  const random = pythonRandom(SEED)
  const values = new Map<string, number[]>()
  for (let round = 0; round < resamples; round++) {
    const drawn: T[] = []
    for (let i = 0; i < clusters.length; i++)
      for (const item of clusters[Math.floor(random.random() * clusters.length)] as T[]) drawn.push(item)
    for (const [name, value] of measure(drawn)) {
      if (value === null) continue
      const list = values.get(name)
      if (list) list.push(value)
      else values.set(name, [value])
    }
  }
  const intervals = new Map<string, [number, number]>()
  for (const [name, list] of values) intervals.set(name, middle95(list))
  return intervals
}

export function middle95(values: number[]): [number, number] {
  const sorted = Float64Array.from(values).sort()
  return [percentile(sorted, 0.025), percentile(sorted, 0.975)]
}

/**
 * The 95 % interval of a mean of paired differences, clusters resampled together. `sums[i]` and `counts[i]` are the
 * total and number of the differences in cluster i.
 */
export function bootstrapMean(
  sums: number[],
  counts: number[],
  { resamples = 10_000 } = {},
): [number, number] {
  const random = pythonRandom(SEED)
  const means = new Array<number>(resamples)
  for (let round = 0; round < resamples; round++) {
    let sum = 0
    let count = 0
    for (let i = 0; i < sums.length; i++) {
      const at = Math.floor(random.random() * sums.length)
      sum += sums[at] as number
      count += counts[at] as number
    }
    means[round] = sum / count
  }
  return middle95(means)
}

/**
 * The 95 % interval, in per cent, of a rate of 0 or 100: resampling shows no spread where all clusters agree, so this is
 * Wilson's score interval with one trial a cluster.
 */
export function unanimousInterval(value: 0 | 100, clusters: number): [number, number] {
  return wilsonInterval(value, clusters)
}

/** Wilson's 95 % score interval of a rate, both in per cent; `trials` may be a fraction (an effective number). */
export function wilsonInterval(value: number, trials: number): [number, number] {
  const rate = value / 100
  const squared = 1.959964 ** 2
  const centre = rate + squared / (2 * trials)
  const half = Math.sqrt((squared * rate * (1 - rate)) / trials + (squared / (2 * trials)) ** 2)
  const whole = 1 + squared / trials
  return [Math.max(0, (100 * (centre - half)) / whole), Math.min(100, (100 * (centre + half)) / whole)]
}

/**
 * The 95 % interval of a mean difference, in points of per cent, where all clusters differ alike: resampling shows no
 * spread there, but as many clusters as Wilson's interval leaves open may be anything from -100 to 100.
 */
export function agreedInterval(difference: number, clusters: number): [number, number] {
  const [, open] = unanimousInterval(0, clusters)
  const share = open / 100
  return [difference - share * (difference + 100), difference + share * (100 - difference)]
}
