// Runs the text of a call of the executable categories and gives its value (executable_checker.py of February 2025).
import { PythonError, typeError } from '../../../files/python-error.ts'
import { Tuple, type Value } from '../../../files/values.ts'
import { callValue } from '../python/evaluate.ts'
import { evaluateWith } from '../python/evaluate-text.ts'
import { executableNames } from './functions.ts'

export type Executed = { ok: true; value: Value } | { ok: false; error: string }

let names: Map<string, Value> | undefined

/** A tuple becomes a list, as the expected values are kept in JSON. The text stands on the second line of the official code. */
export function executeText(call: string): Executed {
  try {
    names ??= executableNames(readFunction)
    const value = evaluateWith(new Map(names), call, 2)
    return { ok: true, value: value instanceof Tuple ? value.items : value }
  } catch (error) {
    if (error instanceof PythonError) return { ok: false, error: error.message }
    if (error instanceof RangeError) return { ok: false, error: 'maximum recursion depth exceeded' }
    throw error
  }
}

function readFunction(text: Value, seen: Map<string, Value>): (x: Value) => Value {
  if (typeof text !== 'string') throw typeError('eval() arg 1 must be a string, bytes or code object')
  const value = evaluateWith(new Map([...(names ?? []), ...seen]), text)
  return x => callValue(value, { positional: [x], keywords: [] })
}
