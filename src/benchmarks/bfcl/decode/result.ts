// What the official handlers do first with the `result` of a result file, and how Python fails where it is of another type.
import { PythonError, typeError } from '../../../files/python-error.ts'
import { typeName, type Value } from '../../../files/values.ts'

/** A result that has to be text, since the handler calls one of its methods. */
export function textOf(result: Value, method = 'strip'): string {
  if (typeof result === 'string') return result
  throw new PythonError('AttributeError', `'${typeName(result)}' object has no attribute '${method}'`)
}

/** What Python's `for` goes over. */
export function itemsOf(value: Value): Value[] {
  if (Array.isArray(value)) return value
  if (typeof value === 'string') return [...value]
  if (value instanceof Map) return [...value.keys()]
  throw typeError(`'${typeName(value)}' object is not iterable`)
}
