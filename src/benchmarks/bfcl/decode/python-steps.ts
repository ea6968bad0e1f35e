// The small steps of Python that the official dialect readers are made of, with the exceptions that they raise.
import { PythonError, typeError } from '../../../files/python-error.ts'
import { JsonSyntaxError, parsePythonJson } from '../../../files/python-json.ts'
import { repr } from '../../../files/python-repr.ts'
import { type Dict, typeName, type Value } from '../../../files/values.ts'
import { assertHashable } from '../python/compare.ts'
import { iterate } from '../python/sequence.ts'

/** A value that has to be text, since the official code asks it for `method`. */
export function asText(value: Value, method: string): string {
  if (typeof value === 'string') return value
  throw new PythonError('AttributeError', `'${typeName(value)}' object has no attribute '${method}'`)
}

/** A value that has to be a dictionary, since the official code asks it for `method`. */
export function asDict(value: Value, method: string): Dict {
  if (value instanceof Map) return value
  throw new PythonError('AttributeError', `'${typeName(value)}' object has no attribute '${method}'`)
}

/** `json.loads`. Throws Python's JSONDecodeError, ValueError or TypeError. */
export function loads(value: Value): Value {
  if (typeof value !== 'string')
    throw typeError(`the JSON object must be str, bytes or bytearray, not ${typeName(value)}`)
  try {
    return parsePythonJson(value)
  } catch (error) {
    if (error instanceof JsonSyntaxError) throw new PythonError('JSONDecodeError', error.pythonMessage)
    throw error
  }
}

/** What `read` gives, or `otherwise` where Python raises; `only`: the one exception that is caught. */
export function attempt<Result>(read: () => Result, otherwise: () => Result, only?: string): Result {
  try {
    return read()
  } catch (error) {
    if (error instanceof PythonError && (only === undefined || error.type === only)) return otherwise()
    throw error
  }
}

/** `value[key]` with a text as key. */
export function item(value: Value, key: string): Value {
  if (value instanceof Map) {
    const found = value.get(key)
    if (found === undefined) throw new PythonError('KeyError', repr(key), key)
    return found
  }
  if (typeof value === 'string') throw typeError("string indices must be integers, not 'str'")
  if (Array.isArray(value)) throw typeError('list indices must be integers or slices, not str')
  throw typeError(`'${typeName(value)}' object is not subscriptable`)
}

/** `{name: given}`. */
export function callOf(name: Value, given: Value): Dict {
  assertHashable(name)
  return new Map([[name, given]])
}

/** What `for … in value` goes over. */
export function each(value: Value): Value[] {
  return iterate(value)
}
