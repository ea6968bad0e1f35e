// Judges one prediction against a label of Hammer's form: text metrics, call counts, and whether the call is the gold one.
import type { Verdict } from '../../eval/benchmark.ts'
import { countRow, type LabelledText, noCounts, readCalls, readLabel } from './calls.ts'
import { findMistake } from './mistakes.ts'
import { scoreText } from './text.ts'

/** A prediction against a label in Hammer's form. `known` gives the names of the tools that were offered. */
export function scoreLabelled(row: LabelledText, known?: () => string[]): Verdict {
  const gold = readLabel(row.label)
  const offered = known ?? (() => gold.map(call => String(call.name)))
  const said = readCalls(row.predict)
  const mistake = findMistake(row.predict, gold, offered, said)
  const counts = noCounts()
  const crash = countRow(counts, gold, said)
  return {
    correct: mistake === null,
    metrics: { ...textShares(row), 'exact-call': Number(mistake === null), ...counts },
    ...mistake,
    ...(crash !== null && { errorType: crash }),
    expected: row.label,
    given: row.predict,
  }
}

/** Text metrics as shares of one, like every other metric of a case. */
function textShares({ label, predict }: LabelledText): Record<string, number> {
  const scores = Object.entries(scoreText(predict, label))
  return Object.fromEntries(scores.map(([name, value]) => [name, value / 100]))
}
