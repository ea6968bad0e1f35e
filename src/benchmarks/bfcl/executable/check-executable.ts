// Judges calls by what they come to: exactly, within a fifth, or by structure (executable_checker.py of February 2025).
import { repr, str } from '../../../files/python-repr.ts'
import { asValue } from '../../../files/tagged.ts'
import { isFloat, isInteger, Tuple, typeName, type Value } from '../../../files/values.ts'
import { guarded, invalid, type Outcome, VALID } from '../check/outcome.ts'
import { multiply } from '../python/arithmetic.ts'
import { compare, equals, hasKey } from '../python/compare.ts'
import { NetworkAnswer } from './functions.ts'
import { type Executed, executeText } from './execute.ts'

export type ExecutableRequest = {
  category: string
  /** Texts of calls. */
  decoded: readonly string[]
  /** Values, or tagged JSON of them. */
  expected: readonly unknown[]
  /** `exact_match`, `real_time_match` or `structural_match`, one for each expected value. */
  types: readonly string[]
  /** Values already executed; else the texts are executed here. */
  results?: readonly unknown[]
}

type Failed = Outcome & { output?: Value }

/**
 * `errorType` is the official string, or `checker_crash:<exception>` where the official run would stop. `output` is
 * what the official score file shows as `model_executed_output`.
 */
export function checkExecutable(request: ExecutableRequest): Failed {
  return guarded(() => checkValues(request))
}

function checkValues(request: ExecutableRequest): Failed {
  const { category, decoded, results, types } = request
  const executed = decoded.map((call, at): Executed => {
    const value = results?.[at]
    return value === undefined ? executeText(call) : { ok: true, value: listed(asValue(value)) }
  })
  const expected = request.expected.map(asValue)
  if (category.includes('multiple') || category.includes('parallel'))
    return checkUnordered({ decoded, types, expected, executed })
  if (decoded.length !== 1) return invalid('simple_exec_checker:wrong_count', 'Wrong number of functions.')
  return checkOne(decoded[0]!, executed[0]!, { expected: expected[0]!, type: types[0]! })
}

/** The expected values were kept in JSON, where tuples are lists. */
function listed(value: Value): Value {
  return value instanceof Tuple ? value.items : value
}

/** Each expected value in turn takes the first call that is still free and comes to it. */
function checkUnordered(parts: {
  decoded: readonly string[]
  types: readonly string[]
  expected: Value[]
  executed: Executed[]
}): Outcome {
  const { decoded, types, expected, executed } = parts
  if (decoded.length !== expected.length)
    return invalid(
      'value_error:exec_result_count',
      `Wrong number of functions provided. Expected ${expected.length}, but got ${decoded.length}.`,
    )
  const taken = new Set<number>()
  for (const [at, value] of expected.entries()) {
    const errors: Value[] = []
    const free = [...decoded.keys()].filter(index => !taken.has(index))
    const match = free.find(index => {
      const wanted = { expected: value, type: types[at]! }
      const outcome = checkOne(decoded[index]!, executed[index]!, wanted)
      if (!outcome.valid) errors.push(subError(index, outcome))
      return outcome.valid
    })
    if (match === undefined) return noMatch(at, free, errors)
    taken.add(match)
  }
  return VALID
}

function subError(index: number, { errors, errorType, output }: Failed): Value {
  const details = new Map<Value, Value>([
    ['sub_error', errors],
    ['sub_error_type', errorType],
    ['model_executed_output', output ?? null],
  ])
  return new Map([[`Model Result Index ${index}`, details]])
}

function noMatch(at: number, free: number[], errors: Value[]): Outcome {
  return invalid(
    'executable_checker:cannot_find_match',
    `Could not find a matching function among index ${repr(free)} of model output for index ${at} of possible answers.`,
    ...errors,
  )
}

type Wanted = { expected: Value; type: string }

function checkOne(call: string, executed: Executed, { expected, type }: Wanted): Failed {
  if (!executed.ok)
    return invalid(
      'executable_checker:execution_error',
      `Error in execution: ${repr(call)}. Error: ${executed.error}`,
    )
  const { value } = executed
  if (value instanceof NetworkAnswer && expected instanceof NetworkAnswer)
    return equals(value, expected) ? VALID : wrongValue(call, expected, value)
  if (type === 'exact_match') return equals(value, expected) ? VALID : wrongValue(call, expected, value)
  return type === 'real_time_match' ? checkNear(call, value, expected) : checkStructure(call, value, expected)
}

function failed(errorType: string, text: string, output: Value): Failed {
  return { ...invalid(errorType, text), output }
}

function wrongValue(call: string, expected: Value, value: Value): Failed {
  const text = `Wrong execution result for ${repr(call)}. Expected: ${str(expected)}, but got: ${str(value)}.`
  return failed('executable_checker:wrong_result', text, value)
}

/** Four fifths to six fifths of what is expected, though the official comment says five per cent. */
function checkNear(call: string, value: Value, expected: Value): Failed {
  const isNumber = (one: Value) => isInteger(one) || isFloat(one)
  const parted = `Wrong execution result for ${repr(call)}. Expected: ${str(expected)}, but got: ${str(value)}.`
  if (!isNumber(value) || !isNumber(expected))
    return failed(
      'executable_checker:wrong_result_real_time',
      `${parted} Type needs to be float or int for real time match criteria.`,
      value,
    )
  const isNear =
    compare(multiply(expected, 1 - 0.2), '<=', value) && compare(value, '<=', multiply(expected, 1 + 0.2))
  return isNear
    ? VALID
    : failed('executable_checker:wrong_result_real_time', `${parted} 20.0% difference allowed.`, value)
}

function className(value: Value): string {
  return `<class '${typeName(value)}'>`
}

/** The same type, the same keys, the same length; the values inside are not compared. */
function checkStructure(call: string, value: Value, expected: Value): Failed {
  if (typeName(value) !== typeName(expected))
    return failed(
      'executable_checker:wrong_result_type',
      `Wrong execution result type for ${repr(call)}. Expected type: ${className(expected)}, but got: ${className(value)}.`,
      value,
    )
  const pattern = `Wrong execution result pattern for ${repr(call)}. Expect type`
  if (value instanceof Map && expected instanceof Map) {
    for (const key of expected.keys())
      if (!hasKey(value, key))
        return failed(
          'executable_checker:wrong_result_type:dict_key_not_found',
          `${pattern} Dict, but key ${repr(key)} not found in the model output.`,
          value,
        )
    for (const key of value.keys())
      if (!hasKey(expected, key))
        return failed(
          'executable_checker:wrong_result_type:dict_extra_key',
          `${pattern} Dict, but key ${repr(key)} not expected in the model output.`,
          value,
        )
  }
  if (Array.isArray(value) && Array.isArray(expected) && value.length !== expected.length)
    return failed(
      'executable_checker:wrong_result_type:list_length',
      `${pattern} list, but wrong number of elements in the output. Expected length: ${expected.length}, but got: ${value.length}.`,
      value,
    )
  return VALID
}
