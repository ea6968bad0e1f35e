// Accuracies of categories and groups in per cent, added up as the official tool does, each with its 95 % interval.
import type { JudgedCase, Score } from '../../eval/benchmark.ts'
import { wilsonInterval } from '../../eval/intervals.ts'
import { GROUPS, SCORED } from './categories.ts'
import { type PerCategory, type SummaryName, summaries } from './totals.ts'

export const SCORER = 'bfcl-eval 2025.8.5'

/** What one category came to; `variance` is that of its accuracy, clusters taken as the independent trials. */
type Measured = { accuracy: number; total: number; variance: number; trials: number }

const SUMMARIES: SummaryName[] = ['non_live', 'live', 'multi_turn', 'all']

/** A score for each category that was asked, and for each group of which every category was. */
export function totals(cases: JudgedCase[], scorer = SCORER): Score[] {
  const measured = new Map(
    SCORED.flatMap((category): [string, Measured][] => {
      const own = cases.filter(one => one.split === category)
      return own.length === 0 ? [] : [[category, measure(own)]]
    }),
  )
  const categories = [...measured].map(([split, one]) =>
    scoreOf({ split, accuracy: one.accuracy, n: one.total, trials: one.trials, scorer }),
  )
  const groups = SUMMARIES.filter(name => GROUPS[name]!.every(category => measured.has(category)))
  return [...categories, ...groups.map(name => summaryScore(name, measured, scorer))]
}

function measure(cases: JudgedCase[]): Measured {
  const clusters = new Map<string, { right: number; count: number }>()
  for (const { cluster, verdict } of cases) {
    const sum = clusters.get(cluster) ?? { right: 0, count: 0 }
    sum.right += Number(verdict.correct)
    sum.count++
    clusters.set(cluster, sum)
  }
  const sums = [...clusters.values()]
  const total = cases.length
  const accuracy = sums.reduce((all, { right }) => all + right, 0) / total
  const variance = varianceOf(accuracy, sums, total)
  const spread = accuracy * (1 - accuracy)
  return { accuracy, total, variance, trials: spread === 0 ? sums.length : spread / variance }
}

/** The spread between clusters; where all agree, or there is one, that of a rate with two right and two wrong more. */
function varianceOf(accuracy: number, sums: { right: number; count: number }[], total: number): number {
  const m = sums.length
  const squares = sums.reduce((all, { right, count }) => all + (right - accuracy * count) ** 2, 0)
  if (squares > 0 && m > 1) return squares / total ** 2
  const cautious = (accuracy * m + 2) / (m + 4)
  return (cautious * (1 - cautious)) / m
}

/** A summary is linear in the accuracies: its weight for a category is its value where only that one is right. */
function summaryScore(name: SummaryName, measured: Map<string, Measured>, scorer: string): Score {
  const categories = GROUPS[name]!
  const atAccuracies = (accuracyOf: (category: string) => number) => {
    const parts: PerCategory = {}
    for (const [category, { total }] of measured) parts[category] = { accuracy: accuracyOf(category), total }
    return summaries(parts, '2025-08')[name]
  }
  const accuracy = atAccuracies(category => measured.get(category)!.accuracy)
  const weighed = categories.map(only => ({
    squared: atAccuracies(category => Number(category === only)) ** 2,
    ...measured.get(only)!,
  }))
  const sum = (pick: (one: (typeof weighed)[number]) => number) =>
    weighed.reduce((all, one) => all + one.squared * pick(one), 0)
  const spread = accuracy * (1 - accuracy)
  const variance = sum(one => one.variance)
  const cautious = Math.min(Math.max(spread, variance), 0.25)
  // Where all cases agree there is no spread to go by, only how many trials stand behind each weight.
  const trials = spread === 0 ? 1 / sum(one => 1 / one.trials) : cautious / variance
  const n = categories.reduce((all, category) => all + measured.get(category)!.total, 0)
  return scoreOf({ split: name, accuracy, n, trials, scorer })
}

function scoreOf(parts: {
  split: string
  accuracy: number
  n: number
  trials: number
  scorer: string
}): Score {
  const value = 100 * parts.accuracy
  const { split, n, scorer } = parts
  return { split, metric: 'accuracy', value, n, scorer, interval: wilsonInterval(value, parts.trials) }
}
