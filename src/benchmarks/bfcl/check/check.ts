// Judges the calls of a single-turn case as the official evaluator does (eval_checker/eval_runner.py).
import type { Value } from '../../../files/values.ts'
import { isMultiTurn, isRelevance } from '../categories.ts'
import type { BfclCase } from '../cases.ts'
import { checkCalls } from './calls.ts'
import { type Documents, documentsOf } from './documents.ts'
import { guarded, invalid, type Outcome, VALID } from './outcome.ts'

/**
 * `calls` as the official decoder gives them: `[Map { functionName → Map { parameter → Value } }]`. `errorType` is the
 * official string, or `checker_crash:<Python's exception>` where the official run would stop. `dotsToUnderscores` is
 * for replies of native tool calls, whose function names hold `_` for `.`.
 * Throws for multi-turn cases: those are judged turn by turn.
 */
export function check(
  item: BfclCase,
  calls: Value[],
  options: { dotsToUnderscores?: boolean } = {},
): Outcome {
  if (isMultiTurn(item.category))
    throw new Error(`bfcl: expected a single-turn case, found ${item.id}; use checkTurns`)
  if (isRelevance(item.category)) return checkRelevance(item.category, calls, null)
  const { category, language, answers } = item
  if (!answers) throw new Error(`bfcl: expected a case with possible answers, found ${item.id} without`)
  return guarded(() =>
    checkCalls({
      category,
      language,
      documents: documentsIn(item),
      answers,
      calls,
      dotsToUnderscores: options.dotsToUnderscores ?? false,
    }),
  )
}

export function documentsIn(item: BfclCase): Documents {
  return item.documents ?? documentsOf(item.functions)
}

/**
 * A reply to a case of the (ir)relevance categories: all that counts is whether it calls. `calls` is empty where nothing
 * could be read, `error` what the decoder said then.
 */
export function checkRelevance(category: string, calls: Value[], error: string | null): Outcome {
  const isCalled = calls.length > 0
  if (category.includes('irrelevance'))
    return isCalled
      ? invalid(
          'irrelevance_error:decoder_success',
          'Valid syntax. Successfully decode AST when it should not.',
        )
      : VALID
  return isCalled
    ? VALID
    : invalid(
        'relevance_error:decoder_failed',
        `Invalid syntax. Failed to decode AST when it should have. ${error ?? 'None'}`,
      )
}
