// What a check comes to, in the official words, and the errors that would end the official run.
import { PythonError, typeError } from '../../../files/python-error.ts'
import { type Dict, typeName, type Value } from '../../../files/values.ts'

/** `errors` are the official messages; of parallel categories also one dictionary for each call that was tried. */
export type Outcome = { valid: boolean; errorType: string | null; errors: Value[] }

export const VALID: Outcome = { valid: true, errorType: null, errors: [] }

/** The error type of cases on which the official checker raises: there the whole run ends without a score. */
export const CRASH = 'checker_crash'

export function invalid(errorType: string, ...errors: Value[]): Outcome {
  return { valid: false, errorType, errors }
}

/** Runs a check; where the official code would raise, the case fails and its message says so. */
export function guarded<Checked extends Outcome>(check: () => Checked): Checked | Outcome {
  try {
    return check()
  } catch (error) {
    return crashOf(error)
  }
}

/** The verdict on a case whose check, or whose line in the score file, raises. Throws what is no error of Python. */
export function crashOf(error: unknown): Outcome {
  if (error instanceof PythonError) return crash(error.type, error.message)
  if (error instanceof RangeError) return crash('RecursionError', 'maximum recursion depth exceeded')
  throw error
}

function crash(type: string, message: string): Outcome {
  return invalid(`${CRASH}:${type}`, `The official checker stops the whole run here with ${type}: ${message}`)
}

/** `mapping[key]` of Python. */
export function itemOf(mapping: Value | undefined, key: string): Value {
  if (!(mapping instanceof Map)) {
    if (typeof mapping === 'string' || Array.isArray(mapping))
      throw typeError(
        typeof mapping === 'string'
          ? "string indices must be integers, not 'str'"
          : 'list indices must be integers or slices, not str',
      )
    throw typeError(`'${typeName(mapping ?? null)}' object is not subscriptable`)
  }
  const value = mapping.get(key)
  if (value === undefined) throw new PythonError('KeyError', `'${key}'`, key)
  return value
}

/** A value that has to be a dictionary, since the official code asks it for `method`. */
export function dictOf(value: Value | undefined, method: string): Dict {
  if (value instanceof Map) return value
  throw new PythonError('AttributeError', `'${typeName(value ?? null)}' object has no attribute '${method}'`)
}

/** What Python's `for` and `in` go over. */
export function elementsOf(value: Value): Value[] {
  if (Array.isArray(value)) return value
  if (typeof value === 'string') return [...value]
  if (value instanceof Map) return [...value.keys()]
  throw typeError(`'${typeName(value)}' object is not iterable`)
}

/** Python's `'' in value`: the mark of a parameter that may be left out. */
export function marksOptional(value: Value): boolean {
  return typeof value === 'string' || elementsOf(value).includes('')
}

/** What `range(len(value))` and `value[index]` go over: a dictionary has a length but no first item. */
export function indexedItems(value: Value): Value[] {
  if (Array.isArray(value)) return value
  if (typeof value === 'string') return [...value]
  if (!(value instanceof Map)) throw typeError(`object of type '${typeName(value)}' has no len()`)
  if (value.size > 0) throw new PythonError('KeyError', '0', 0)
  return []
}
