// A judged reply as a verdict: right or wrong, the official error type, the paper's class, one plain sentence.
import type { Json } from '../../dialogue/dialogue.ts'
import type { Verdict } from '../../eval/benchmark.ts'
import { str } from '../../files/python-repr.ts'
import { toTagged } from '../../files/tagged.ts'
import type { BfclCase } from './cases.ts'
import { documentsIn } from './check/check.ts'
import { explain } from './reasons.ts'
import type { Judged } from './score-file.ts'

/** `given` are the calls that were read, `null` where none could be; values that JSON cannot hold are tagged. */
export function verdictOf(judged: Judged): Verdict {
  const { item, decoded, outcome } = judged
  const given = decoded.ok ? toTagged(decoded.calls) : null
  if (outcome.valid) return { correct: true, metrics: { accuracy: 1 }, given }
  const calls = decoded.ok ? decoded.calls : []
  const functions = documentsIn(item).names().map(str)
  return {
    correct: false,
    metrics: { accuracy: 0 },
    errorType: outcome.errorType!,
    ...explain(outcome, { calls, functions, wanted: item.answers?.length ?? 0 }),
    given,
  }
}

/** The possible answers, `[{ function: { parameter: [allowed values] } }]`; a sentence where there are none. */
export function expectedOf(item: BfclCase): Json {
  if (item.answers) return toTagged(item.answers)
  return item.category.includes('irrelevance') ? 'no call' : 'any call'
}
