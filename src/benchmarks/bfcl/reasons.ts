// Why a case failed: one plain sentence, and the class of the mistake in the paper's words.
import { str } from '../../files/python-repr.ts'
import type { Value } from '../../files/values.ts'
import { CRASH, type Outcome } from './check/outcome.ts'

export type Reason = { errorClass: string; reason: string }

const LONGEST = 300

/** The class by error type; types of values and of decoding are looked up by what stands before the colon. */
const CLASSES = new Map([
  ['simple_function_checker:wrong_func_name', 'undefined function'],
  ['simple_function_checker:missing_required', 'missing argument'],
  ['simple_function_checker:missing_optional', 'missing argument'],
  ['simple_function_checker:unexpected_param', 'hallucinated argument'],
  ['value_error:dict_key', 'hallucinated argument'],
  ['value_error', 'wrong value'],
  ['dict_checker', 'wrong value'],
  ['list_dict_checker', 'wrong value'],
  ['type_error', 'wrong argument type'],
  ['ast_decoder', 'wrong syntax'],
  ['irrelevance_error', 'unneeded call'],
  ['relevance_error', 'missing function'],
  ['multi_turn:empty_turn_model_response', 'missing function'],
  ['multi_turn:instance_state_mismatch', 'wrong state'],
  ['multi_turn:execution_response_mismatch', 'missing result'],
  ['multi_turn:force_terminated', 'too many steps'],
  ['multi_turn:inference_error', 'no answer'],
  ['executable_decoder', 'wrong syntax'],
  ['simple_exec_checker', 'wrong number of calls'],
  ['executable_checker:execution_error', 'failed call'],
  ['executable_checker', 'wrong result'],
])

/**
 * `calls` is what was read of the reply, `functions` the names that the case offers, `wanted` the number of calls of the
 * possible answers.
 */
export function explain(
  outcome: Outcome,
  context: { calls: Value[]; functions: string[]; wanted: number },
): Reason {
  const type = outcome.errorType ?? ''
  if (type.startsWith(CRASH))
    return { errorClass: 'official crash', reason: cut(str(outcome.errors[0] ?? '')) }
  if (type.endsWith(':wrong_count')) return wrongCount(context)
  if (type.endsWith(':cannot_find_match')) return noMatch(outcome, context)
  const errorClass = CLASSES.get(type) ?? CLASSES.get(type.split(':')[0]!) ?? 'other'
  if (type.endsWith(':wrong_func_name')) return wrongName(outcome, context)
  return { errorClass, reason: cut(outcome.errors.map(str).join(' ')) }
}

function wrongCount({ calls, wanted }: { calls: Value[]; wanted: number }): Reason {
  return {
    errorClass: calls.length < wanted ? 'missing function' : 'unneeded call',
    reason: `Expected ${wanted} call${wanted === 1 ? '' : 's'}, found ${calls.length}.`,
  }
}

/** A name that the case offers is the wrong choice; one that it does not is made up. */
function wrongName(outcome: Outcome, context: { calls: Value[]; functions: string[] }): Reason {
  const names = context.calls.flatMap(call => (call instanceof Map ? [...call.keys()].map(str) : []))
  // Native calls have `_` for the dots of a name.
  const offered = new Set(context.functions.flatMap(name => [name, name.replaceAll('.', '_')]))
  const made = names.find(name => !offered.has(name))
  if (made === undefined)
    return { errorClass: 'missing function', reason: cut(outcome.errors.map(str).join(' ')) }
  return { errorClass: 'undefined function', reason: cut(`There is no function ${made}.`) }
}

/** Of the calls that were tried for an answer, the one with the right name tells most. */
function noMatch(outcome: Outcome, context: { calls: Value[]; functions: string[]; wanted: number }): Reason {
  const tried = outcome.errors
    .slice(1)
    .flatMap(entry => (entry instanceof Map ? [...entry.values()] : []))
    .map(details => {
      const entries = details as Map<string, Value>
      return {
        valid: false,
        errorType: entries.get('sub_error_type') as string,
        errors: entries.get('sub_error') as Value[],
      }
    })
  const nearest = tried.find(one => !one.errorType.endsWith(':wrong_func_name')) ?? tried[0]
  return nearest
    ? explain(nearest, context)
    : { errorClass: 'other', reason: cut(str(outcome.errors[0] ?? '')) }
}

function cut(text: string): string {
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text
}
