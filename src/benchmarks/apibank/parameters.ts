// Arguments converted to the types of their parameters, as the official tool manager does (tool_manager.py, api_call).
import type { Json } from '../../dialogue/dialogue.ts'
import { PythonError, typeError, valueError } from '../../files/python-error.ts'
import { reprString } from '../../files/python-repr.ts'
import { type Api, type Given, type ParameterType, typeOf } from './apis/api.ts'
import { asciiDigits } from './apis/times.ts'

/** Python reads no longer number than this from a text. */
const MOST_DIGITS = 4300

/** Python refuses a keyword that has the name of an argument of `api_call` itself, before it looks for the tool. */
export function refuseOwnArguments(parameters: Given): void {
  for (const name of ['self', 'tool_name'])
    if (Object.hasOwn(parameters, name))
      throw typeError(`ToolManager.api_call() got multiple values for argument '${name}'`)
}

/** Throws where a parameter is unknown or has the wrong type; texts of type list and str pass as they are. */
export function convert(api: Api, parameters: Given): Given {
  const converted = Object.entries(parameters).map(([name, value]): [string, Json] => {
    if (!Object.hasOwn(api.parameters, name))
      throw new PythonError('AssertionError', `invalid parameter name. parameter: ${name}`)
    return [name, convertOne(api.parameters[name]!, value)]
  })
  return Object.fromEntries(converted)
}

function convertOne(type: ParameterType, value: Json): Json {
  if (type === 'int') return toInt(value)
  if (type === 'float') return toFloat(value)
  return type === 'bool' ? value === 'True' : value
}

function toInt(value: Json): number {
  if (typeof value === 'number') return Math.trunc(value)
  if (typeof value === 'boolean') return Number(value)
  if (typeof value !== 'string') throw wrongArgument('int', value)
  if (!isDigits(value)) throw new PythonError('AssertionError', `invalid parameter type. parameter: ${value}`)
  const digits = asciiDigits(value)
  if (!/^\d+$/.test(digits)) throw valueError(`invalid literal for int() with base 10: ${reprString(value)}`)
  if (digits.length > MOST_DIGITS)
    throw valueError(
      `Exceeds the limit (${MOST_DIGITS} digits) for integer string conversion: value has ${digits.length} digits; use sys.set_int_max_str_digits() to increase the limit`,
    )
  return Number(digits)
}

function toFloat(value: Json): number {
  if (typeof value === 'number' || typeof value === 'boolean') return Number(value)
  if (typeof value !== 'string') throw wrongArgument('float', value)
  if (!isDigits(value.replace('.', ''))) throw new PythonError('AssertionError', 'invalid parameter type.')
  const number = asciiDigits(value)
  if (!/^[\d.]+$/.test(number)) throw valueError(`could not convert string to float: ${reprString(value)}`)
  return Number(number)
}

function wrongArgument(type: 'int' | 'float', value: Json): PythonError {
  const what = type === 'int' ? 'a string, a bytes-like object or a real number' : 'a string or a real number'
  return typeError(`${type}() argument must be ${what}, not '${typeOf(value)}'`)
}

/** `str.isdigit`: decimal digits, and the raised, circled and bracketed ones that have a digit's value. */
const DIGITS =
  /^[\p{Nd}\xb2\xb3\xb9\u1369-\u1371\u19da\u2070\u2074-\u2079\u2080-\u2089\u2460-\u2468\u2474-\u247c\u2488-\u2490\u24ea\u24f5-\u24fd\u24ff\u2776-\u277e\u2780-\u2788\u278a-\u2792\u{10a40}-\u{10a43}\u{10e60}-\u{10e68}\u{11052}-\u{1105a}\u{1f100}-\u{1f10a}]+$/u

function isDigits(text: string): boolean {
  return DIGITS.test(text)
}
