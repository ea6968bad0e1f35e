// A judged reply as a verdict: right or wrong, the official error type, the paper's class, one plain sentence.
import type { Verdict } from '../../eval/benchmark.ts'
import { str } from '../../files/python-repr.ts'
import type { Value } from '../../files/values.ts'
import { sayAnswers, sayCalls } from './call-text.ts'
import type { BfclCase } from './cases.ts'
import { isMultiTurn } from './categories.ts'
import { documentsIn } from './check/check.ts'
import { explain } from './reasons.ts'
import type { Judged } from './score-file.ts'

/** `given` are the calls of a wrong reply, missing where none could be read. */
export function verdictOf(judged: Judged): Verdict {
  const { item, decoded, outcome } = judged
  if (outcome.valid) return { correct: true, metrics: { accuracy: 1 } }
  const calls = decoded.ok ? decoded.calls : []
  return {
    correct: false,
    metrics: { accuracy: 0 },
    errorType: outcome.errorType!,
    ...explain(outcome, {
      calls,
      // Read where it is asked for: few mistakes are about names.
      get functions() {
        return documentsIn(item).names().map(str)
      },
      wanted: item.answers?.length ?? 0,
    }),
    ...(decoded.ok && calls.length > 0 && { given: sayCalls(calls) }),
  }
}

/** What is expected, as text; a sentence where any call, or none, is right. */
export function expectedOf(item: BfclCase): string {
  const run = item.entry.get('ground_truth')
  if (Array.isArray(run)) return run.map(str).join('\n')
  if (item.answers) return isMultiTurn(item.category) ? sayTurns(item.answers) : sayAnswers(item.answers)
  return item.category.includes('irrelevance') ? 'no call' : 'any call'
}

/** The calls of each turn, a line each. */
function sayTurns(turns: Value[]): string {
  return turns
    .map((calls, at) => {
      const lines = (calls as Value[]).map(call => `  ${str(call)}`)
      return [`turn ${at + 1}`, ...(lines.length === 0 ? ['  no call'] : lines)].join('\n')
    })
    .join('\n')
}
