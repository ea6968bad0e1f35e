// Adds verdicts up as each source does: means of text metrics, micro-averaged call counts, shares of executed calls.
import type { JudgedCase, Score } from '../../eval/benchmark.ts'
import { type CallCounts, ratesOf } from './calls.ts'
import { TEXT_METRICS } from './text.ts'

const SCORERS = {
  text: 'LLaMA-Factory metric: jieba, rouge_chinese, nltk BLEU-4 method 3',
  calls: 'Hammer evaluate.py',
  exact: 'coalm apibank 1: name and every argument equal',
  executed: 'official evaluator: parsed, executed, results compared; ToolSearcher by word weights',
  response: 'official evaluator: PyPI rouge-l F1',
}

/** Which edition a split is of, named in every score. */
const EDITIONS: Record<string, string> = {
  'level-1': 'Hammer edition, 399 calls',
  'level-2': 'Hammer edition, 127 calls (the official edition has 135)',
  'official-1': 'official edition, 399 calls',
  'official-2': 'official edition, 135 calls (Hammer has 127)',
  'official-3': 'official edition, 245 calls of 50 plans',
  'response-1': 'official edition, 375 responses',
  'response-2': 'official edition, 103 responses',
  'response-3': 'official edition, 50 responses',
}

/** Scores of every split that has cases, in per cent. */
export function totals(cases: JudgedCase[]): Score[] {
  const splits = new Map<string, JudgedCase[]>()
  for (const item of cases) {
    const own = splits.get(item.split)
    if (own) own.push(item)
    else splits.set(item.split, [item])
  }
  return [...splits].flatMap(([split, own]) => {
    if (split.startsWith('official-')) return executedTotals(split, own)
    return split.startsWith('response-')
      ? [scoreOf(split, own)('rouge-l', 100 * mean(own, 'rouge-l'), SCORERS.response)]
      : labelledTotals(split, own)
  })
}

function scoreOf(split: string, cases: JudgedCase[]) {
  const edition = EDITIONS[split] ?? 'labels as given'
  return (metric: string, value: number | null, scorer: string): Score => {
    return { split, metric, value, n: cases.length, scorer: `${scorer}; ${edition}` }
  }
}

function labelledTotals(split: string, cases: JudgedCase[]): Score[] {
  const score = scoreOf(split, cases)
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

/** Gold calls do not all count as right through this path: the accuracy stands beside what they reach. */
function executedTotals(split: string, cases: JudgedCase[]): Score[] {
  const score = scoreOf(split, cases)
  const executed = score('executed', 100 * mean(cases, 'executed'), SCORERS.executed)
  const ceiling = score(
    'gold-executed',
    100 * mean(cases, 'gold-executed'),
    `${SCORERS.executed}; gold calls`,
  )
  const named = score('named-right', 100 * mean(cases, 'named-right'), 'coalm apibank 1: name of the call')
  const plans = split === 'official-3' ? [score('plan', 100 * planAccuracy(cases), SCORERS.executed)] : []
  return [executed, ceiling, named, ...plans]
}

/** The share of plans without a wrong call (`Sample Accuracy` of lv3_evaluator.py). */
function planAccuracy(cases: JudgedCase[]): number {
  const plans = new Map<string, boolean>()
  for (const { cluster, verdict } of cases)
    plans.set(cluster, (plans.get(cluster) ?? true) && verdict.metrics.executed === 1)
  return [...plans.values()].filter(Boolean).length / plans.size
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
