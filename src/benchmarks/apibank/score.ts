// Judges one prediction: text metrics and call counts where the label is Hammer's, execution and response where it is official.
import type { Verdict } from '../../eval/benchmark.ts'
import { type LabelledText, readLabel, scoreCalls } from './calls.ts'
import type { ApibankCase } from './cases.ts'
import { findMistake } from './mistakes.ts'
import { scoreText } from './text.ts'

/** The metrics of one case; what they add up to is said in `totals`. Pure. */
export function scoreCase(item: ApibankCase, predict: string): Verdict {
  return scoreLabelled(
    { label: item.expected, predict },
    item.dialogue.tools.map(tool => tool.name),
  )
}

/** A prediction against a label in Hammer's form. */
export function scoreLabelled(row: LabelledText, known?: string[]): Verdict {
  const gold = readLabel(row.label)
  const names = known ?? gold.map(call => String(call.name))
  const mistake = findMistake(row.predict, gold, names)
  const { api: _api, parameter: _parameter, crashes, ...counts } = scoreCalls([row])
  return {
    correct: mistake === null,
    metrics: { ...textShares(row), 'exact-call': Number(mistake === null), ...counts },
    ...mistake,
    ...(crashes[0] && { errorType: crashes[0].error }),
    expected: row.label,
    given: row.predict,
  }
}

/** Text metrics as shares of one, like every other metric of a case. */
function textShares({ label, predict }: LabelledText): Record<string, number> {
  const scores = Object.entries(scoreText(predict, label))
  return Object.fromEntries(scores.map(([name, value]) => [name, value / 100]))
}
