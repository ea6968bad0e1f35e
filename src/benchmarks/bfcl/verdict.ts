// A judged reply as a verdict: right or wrong, the official error type, the paper's class, one plain sentence.
import type { Verdict } from '../../eval/benchmark.ts'
import { str } from '../../files/python-repr.ts'
import { sayAnswers, sayCalls } from './call-text.ts'
import type { BfclCase } from './cases.ts'
import { documentsIn } from './check/check.ts'
import { explain } from './reasons.ts'
import type { Judged } from './score-file.ts'

/** `given` are the calls that were read, missing where none could be. */
export function verdictOf(judged: Judged): Verdict {
  const { item, decoded, outcome } = judged
  const given = decoded.ok && decoded.calls.length > 0 ? { given: sayCalls(decoded.calls) } : {}
  if (outcome.valid) return { correct: true, metrics: { accuracy: 1 }, ...given }
  const calls = decoded.ok ? decoded.calls : []
  const functions = documentsIn(item).names().map(str)
  return {
    correct: false,
    metrics: { accuracy: 0 },
    errorType: outcome.errorType!,
    ...explain(outcome, { calls, functions, wanted: item.answers?.length ?? 0 }),
    ...given,
  }
}

/** What is expected, as text; a sentence where any call, or none, is right. */
export function expectedOf(item: BfclCase): string {
  if (item.answers) return sayAnswers(item.answers)
  return item.category.includes('irrelevance') ? 'no call' : 'any call'
}
