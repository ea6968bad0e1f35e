// Results in words: a value with its interval, and what unanswered cases leave open.
import type { Comparison } from './compare.ts'
import type { RangedScore } from './judge.ts'

export function groupThousands(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ',')
}

/** `54.1` · `–` where there was nothing to measure. */
export function sayValue(score: { value: number | null; unit?: string }): string {
  if (score.value === null) return '–'
  return score.unit === undefined || score.unit === '%' ? score.value.toFixed(1) : String(score.value)
}

/** `[51.0, 57.2]`, or nothing where there is no interval. */
export function sayInterval(interval: [number, number] | undefined): string {
  return interval ? `[${interval[0].toFixed(1)}, ${interval[1].toFixed(1)}]` : ''
}

/** `54.1, 12 of 4,441 unanswered: 53.9–54.2` */
export function sayScore(score: RangedScore): string {
  const value = sayValue(score)
  if (score.unanswered === 0) return value
  const all = groupThousands(score.n + score.unanswered)
  const range = score.range ? `: ${score.range[0].toFixed(1)}–${score.range[1].toFixed(1)}` : ''
  return `${value}, ${groupThousands(score.unanswered)} of ${all} unanswered${range}`
}

/** `+12.5 points [8.1, 17.0], 200 pairs: better` */
export function sayComparison(comparison: Comparison): string {
  const { difference, interval, pairs, verdict } = comparison
  const sign = difference >= 0 ? '+' : '−'
  const points = `${sign}${Math.abs(difference).toFixed(1)} points ${sayInterval(interval)}`
  const meaning = verdict === 'tied' ? 'tied: the interval includes zero' : verdict
  return `${points}, ${groupThousands(pairs)} pairs: ${meaning}`
}
