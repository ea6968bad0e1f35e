// Adds verdicts up as each source does: means of text metrics, micro-averaged call counts, shares of executed calls.
import type { JudgedCase, Score } from '../../eval/benchmark.ts'
import { type CallCounts, ratesOf } from './calls.ts'
import { TEXT_METRICS } from './text.ts'

const SCORERS = {
  text: 'LLaMA-Factory metric: jieba, rouge_chinese, nltk BLEU-4 method 3',
  calls: 'Hammer evaluate.py',
  exact: 'coalm apibank 1: name and every argument equal',
}

/** Which edition a split is of, named in every score. */
const EDITIONS: Record<string, string> = {
  'level-1': 'Hammer edition, 399 calls',
  'level-2': 'Hammer edition, 127 calls (the official edition has 135)',
}

/** Scores of every split that has cases, in per cent. */
export function totals(cases: JudgedCase[]): Score[] {
  const splits = new Map<string, JudgedCase[]>()
  for (const item of cases) {
    const own = splits.get(item.split)
    if (own) own.push(item)
    else splits.set(item.split, [item])
  }
  return [...splits].flatMap(([split, own]) => labelledTotals(split, own))
}

function labelledTotals(split: string, cases: JudgedCase[]): Score[] {
  const edition = EDITIONS[split] ?? 'labels as given'
  const score = (metric: string, value: number | null, scorer: string): Score => {
    return { split, metric, value, n: cases.length, scorer: `${scorer}; ${edition}` }
  }
  const { api, parameter } = ratesOf(sumCounts(cases))
  const rates = { name: api, parameter }
  return [
    ...TEXT_METRICS.map(metric => score(metric, 100 * mean(cases, metric), SCORERS.text)),
    score('exact-call', 100 * mean(cases, 'exact-call'), SCORERS.exact),
    ...Object.entries(rates).flatMap(([name, rate]) =>
      (['precision', 'recall', 'f1'] as const).map(kind =>
        score(`${name}-${kind}`, rate && 100 * rate[kind], SCORERS.calls),
      ),
    ),
  ]
}

function mean(cases: JudgedCase[], metric: string): number {
  return cases.reduce((sum, { verdict }) => sum + verdict.metrics[metric]!, 0) / cases.length
}

const COUNTS = [
  'gold',
  'predicted',
  'correct',
  'goldParameters',
  'predictedParameters',
  'correctParameters',
] as const

function sumCounts(cases: JudgedCase[]): CallCounts {
  const sums = Object.fromEntries(
    COUNTS.map(name => [name, cases.reduce((sum, { verdict }) => sum + verdict.metrics[name]!, 0)]),
  )
  return sums as CallCounts
}
