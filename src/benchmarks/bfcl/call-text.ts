// Calls and possible answers as text that a person can compare line by line, values as Python prints them.
import { PythonError } from '../../files/python-error.ts'
import { repr, str } from '../../files/python-repr.ts'
import type { Value } from '../../files/values.ts'

/** One parameter a line. */
export function sayCalls(calls: Value[]): string {
  return calls.map(call => sayCall(call, sayValue)).join('\n')
}

/** What each parameter may be: `height=10 or 10.0`; `or nothing` where it may be left out. */
export function sayAnswers(answers: Value[]): string {
  return answers.map(answer => sayCall(answer, sayAllowed)).join('\n')
}

/** What Python cannot print, an int of 4301 digits for one, is only named. */
function sayValue(value: Value): string {
  try {
    return repr(value)
  } catch (error) {
    if (error instanceof PythonError || error instanceof RangeError) return `(${error.message})`
    throw error
  }
}

function sayCall(call: Value, sayValue: (value: Value) => string): string {
  if (!(call instanceof Map)) return repr(call)
  return [...call]
    .map(([name, given]) => {
      if (!(given instanceof Map)) return `${str(name)}(${repr(given)})`
      const lines = [...given].map(([parameter, value]) => `  ${str(parameter)}=${sayValue(value)}`)
      return lines.length === 0 ? `${str(name)}()` : `${str(name)}(\n${lines.join(',\n')}\n)`
    })
    .join('\n')
}

function sayAllowed(allowed: Value): string {
  if (!Array.isArray(allowed)) return repr(allowed)
  return allowed.map(value => (value === '' ? 'nothing' : repr(value))).join(' or ')
}
