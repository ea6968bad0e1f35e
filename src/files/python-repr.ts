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
const MAX_BITS = 14_300

/** What `str(value)` gives: strings as they are, everything else as `repr` prints it. */
export function str(value: Value): string {
  if (typeof value === 'string') return value
  return value instanceof PythonObject ? value.str() : repr(value)
}

/** The most characters that a printed value may have; beyond it the same item printed over and over fills the memory. */
const MOST_CHARACTERS = 12_000_000

type Printing = { inside: Value[]; left: number }

/** What `repr(value)` gives. Throws a `PythonError` for integers of more than 4300 digits, and for texts without end. */
export function repr(value: Value): string {
  return print(value, { inside: [], left: MOST_CHARACTERS })
}

function print(value: Value, printing: Printing): string {
  const text = isContainer(value) ? reprContainer(value, printing) : reprPlain(value)
  if (!isContainer(value)) printing.left -= text.length
  if (printing.left < 0)
    throw new PythonError('MemoryError', 'the value is too large to be printed and was stopped')
  return text
}

function isContainer(value: Value): value is Value[] | Dict | Tuple | PySet {
  return Array.isArray(value) || value instanceof Map || value instanceof Tuple || value instanceof PySet
}

function reprPlain(value: Value): string {
  if (typeof value === 'string') return reprString(value)
  if (value === null) return 'None'
  if (typeof value === 'boolean') return value ? 'True' : 'False'
  if (isInteger(value)) return reprInteger(value)
  if (typeof value === 'number') return reprFloat(value)
  if (value instanceof Float) return reprFloat(value.value)
  if (value instanceof Complex) return reprComplex(value)
  if (value instanceof Bytes) return reprBytes(value.bytes)
  return value instanceof PythonObject ? value.repr() : 'Ellipsis'
}

function reprContainer(value: Value[] | Dict | Tuple | PySet, printing: Printing): string {
  const { inside } = printing
  const isCycle = inside.includes(value)
  if (isCycle) return Array.isArray(value) ? '[...]' : value instanceof Tuple ? '(...)' : '{...}'
  inside.push(value)
  const text = reprItems(value, printing)
  inside.pop()
  return text
}

function reprItems(value: Value[] | Dict | Tuple | PySet, printing: Printing): string {
  const join = (items: Value[]) => items.map(item => print(item, printing)).join(', ')
  if (Array.isArray(value)) return `[${join(value)}]`
  if (value instanceof Map)
    return `{${[...value].map(([key, item]) => `${print(key, printing)}: ${print(item, printing)}`).join(', ')}}`
  if (value instanceof Tuple)
    return value.items.length === 1 ? `(${join(value.items)},)` : `(${join(value.items)})`
  return value.items.length === 0 ? 'set()' : `{${join(value.items)}}`
}

function reprInteger(value: number | bigint): string {
  // A number of so many bits has more digits than may be printed, and printing it would take long.
  const isHuge = typeof value === 'bigint' && BigInt.asIntN(MAX_BITS, value) !== value
  const text = isHuge ? '' : value.toString()
  if (isHuge || text.length > MAX_DIGITS + (text.startsWith('-') ? 1 : 0))
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
