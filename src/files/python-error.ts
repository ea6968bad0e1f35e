// An exception of Python: its type's name, and as message what str(exception) gives.
import type { Value } from './values.ts'

/**
 * Thrown where Python would raise; `type` is the exception's class name, `message` its text (a KeyError's is the key's
 * repr). It keeps no stack: it is a verdict on somebody's data, made thousands of times, and a stack is dear.
 */
export class PythonError extends Error {
  readonly type: string
  readonly value: Value | undefined
  constructor(type: string, message: string, value?: Value) {
    const limit = Error.stackTraceLimit
    Error.stackTraceLimit = 0
    super(message)
    Error.stackTraceLimit = limit
    this.type = type
    this.value = value
  }
}

export function typeError(message: string): PythonError {
  return new PythonError('TypeError', message)
}

export function valueError(message: string): PythonError {
  return new PythonError('ValueError', message)
}
