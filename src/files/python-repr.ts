// Values printed as Python prints them: repr() and str().
import { PythonError } from './python-error.ts'
import { pythonFloat } from './tagged.ts'
import {
  Bytes,
  Complex,
  type Dict,
  Float,
  isInteger,
  PySet,
  PythonObject,
  Tuple,
  type Value,
} from './values.ts'

/** CPython's own limit on printing integers, `sys.int_info.default_max_str_digits`. */
const MAX_DIGITS = 4300

/** What `str(value)` gives: strings as they are, everything else as `repr` prints it. */
export function str(value: Value): string {
  if (typeof value === 'string') return value
  return value instanceof PythonObject ? value.str() : repr(value)
}

/** What `repr(value)` gives. Throws a `PythonError` for integers of more than 4300 digits. */
export function repr(value: Value): string {
  return print(value, [])
}

function print(value: Value, inside: Value[]): string {
  if (typeof value === 'string') return reprString(value)
  if (value === null) return 'None'
  if (typeof value === 'boolean') return value ? 'True' : 'False'
  if (isInteger(value)) return reprInteger(value)
  if (typeof value === 'number') return reprFloat(value)
  if (value instanceof Float) return reprFloat(value.value)
  if (value instanceof Complex) return reprComplex(value)
  if (value instanceof Bytes) return reprBytes(value.bytes)
  if (value instanceof PythonObject) return value.repr()
  return reprContainer(value, inside)
}

function reprContainer(value: Value, inside: Value[]): string {
  const isCycle = inside.includes(value)
  const within = [...inside, value]
  const join = (items: Value[]) => items.map(item => print(item, within)).join(', ')
  if (Array.isArray(value)) return isCycle ? '[...]' : `[${join(value)}]`
  if (value instanceof Map) return isCycle ? '{...}' : reprDict(value, within)
  if (value instanceof Tuple)
    return isCycle ? '(...)' : value.items.length === 1 ? `(${join(value.items)},)` : `(${join(value.items)})`
  if (value instanceof PySet) return value.items.length === 0 ? 'set()' : `{${join(value.items)}}`
  return 'Ellipsis'
}

function reprDict(dict: Dict, inside: Value[]): string {
  const entries: string[] = []
  for (const [key, item] of dict) entries.push(`${print(key, inside)}: ${print(item, inside)}`)
  return `{${entries.join(', ')}}`
}

function reprInteger(value: number | bigint): string {
  const text = value.toString()
  if (text.length > MAX_DIGITS + (text.startsWith('-') ? 1 : 0))
    throw new PythonError(
      'ValueError',
      `Exceeds the limit (${MAX_DIGITS} digits) for integer string conversion; use sys.set_int_max_str_digits() to increase the limit`,
    )
  return text
}

/** A float as Python prints it, `nan` and `inf` included. */
export function reprFloat(value: number): string {
  if (Number.isNaN(value)) return 'nan'
  if (!Number.isFinite(value)) return value > 0 ? 'inf' : '-inf'
  return pythonFloat(value)
}

/** The parts of a complex number lose a trailing `.0`; a real part of plain zero is left out. */
function reprComplex({ real, imaginary }: Complex): string {
  const part = (number: number) => reprFloat(number).replace(/\.0$/, '')
  const sign = imaginary < 0 || Object.is(imaginary, -0) ? '' : '+'
  if (Object.is(real, 0)) return `${part(imaginary)}j`
  return `(${part(real)}${sign}${part(imaginary)}j)`
}

const PLAIN = /^[ !#-&(-[\]-~]*$/
const SPECIAL = /[\\\t\n\r]|[^ -~]/gu
const UNPRINTABLE = /[\p{C}\p{Z}]/u
const NAMED: Record<string, string> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' }

/** A string in the quotes that Python chooses, with its escapes. */
export function reprString(text: string): string {
  if (PLAIN.test(text)) return `'${text}'`
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'"
  const escaped = text.replace(SPECIAL, escapeCharacter)
  return quote + (quote === "'" ? escaped.replaceAll("'", "\\'") : escaped) + quote
}

function escapeCharacter(character: string): string {
  const named = NAMED[character]
  if (named !== undefined) return named
  if (!UNPRINTABLE.test(character)) return character
  const code = character.codePointAt(0) ?? 0
  if (code < 0x100) return `\\x${code.toString(16).padStart(2, '0')}`
  return code < 0x10000
    ? `\\u${code.toString(16).padStart(4, '0')}`
    : `\\U${code.toString(16).padStart(8, '0')}`
}

function reprBytes(bytes: Uint8Array): string {
  const text = String.fromCharCode(...bytes)
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'"
  const escaped = text.replace(/[\\\t\n\r]|[^ -~]/g, character => {
    return NAMED[character] ?? `\\x${character.charCodeAt(0).toString(16).padStart(2, '0')}`
  })
  return `b${quote}${quote === "'" ? escaped.replaceAll("'", "\\'") : escaped}${quote}`
}
