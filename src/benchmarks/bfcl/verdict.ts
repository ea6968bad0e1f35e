// A judged reply as a verdict: right or wrong, the official error type, the paper's class, one plain sentence.
import type { Verdict } from '../../eval/benchmark.ts'
import { str } from '../../files/python-repr.ts'
import { sayAnswers, sayCalls } from './call-text.ts'
import type { BfclCase } from './cases.ts'
import { documentsIn } from './check/check.ts'
import { explain } from './reasons.ts'
import type { Judged } from './score-file.ts'

/** `given` are the calls of a wrong reply, missing where none could be read. */
export function verdictOf(judged: Judged): Verdict {
  const { item, decoded, outcome } = judged
  if (outcome.valid) return { correct: true, metrics: { accuracy: 1 } }
  const calls = decoded.ok ? decoded.calls : []
  const functions = documentsIn(item).names().map(str)
  return {
    correct: false,
    metrics: { accuracy: 0 },
    errorType: outcome.errorType!,
    ...explain(outcome, { calls, functions, wanted: item.answers?.length ?? 0 }),
    ...(decoded.ok && calls.length > 0 && { given: sayCalls(calls) }),
  }
}

/** What is expected, as text; a sentence where any call, or none, is right. */
export function expectedOf(item: BfclCase): string {
  if (item.answers) return sayAnswers(item.answers)
  return item.category.includes('irrelevance') ? 'no call' : 'any call'
}
