// Python's string methods as far as the simulated programs and model answers use them.
import { PythonError, typeError, valueError } from '../../../files/python-error.ts'
import { repr } from '../../../files/python-repr.ts'
import { Float, integer, isInteger, typeName, type Value } from '../../../files/values.ts'

const LINE_END = /\r\n|[\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029]/

/** `text.splitlines()`. */
export function splitLines(text: string): string[] {
  const lines = text.split(LINE_END)
  if (lines.at(-1) === '') lines.pop()
  return lines
}

/** What Python counts as white space. */
export const SPACE =
  '\\t\\n\\v\\f\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000'
const SPACES = new RegExp(`[${SPACE}]+`)
const AROUND = new RegExp(`^[${SPACE}]+|[${SPACE}]+$`, 'g')

/** `text.split()`. */
export function splitWords(text: string): string[] {
  return text.split(SPACES).filter(word => word !== '')
}

export function strip(text: string): string {
  return text.replace(AROUND, '')
}

/** `text.lower()`; JavaScript's follows the same tables, the final sigma included. */
export function lower(text: string): string {
  return text.toLowerCase()
}

const DIGIT = /\p{Nd}/u

/** The value of any decimal digit of Unicode: their blocks begin with zero and run ten long. */
export function digitValue(character: string): number | undefined {
  if (character >= '0' && character <= '9') return character.charCodeAt(0) - 48
  if (!DIGIT.test(character)) return undefined
  let code = character.codePointAt(0) ?? 0
  let value = 0
  while (value < 9 && DIGIT.test(String.fromCodePoint(code - 1))) {
    code--
    value++
  }
  return value
}

/** Decimal digits of any script as ASCII digits, other characters as they are. */
export function asciiDigits(text: string): string {
  return /[^\0-\x7f]/.test(text)
    ? Array.from(text, character => digitValue(character)?.toString() ?? character).join('')
    : text
}

const FLOAT = /^[+-]?(?:(?:\d(?:_?\d)*)?\.?(?:\d(?:_?\d)*)?(?:[eE][+-]?\d(?:_?\d)*)?|inf|infinity|nan)$/i

/** `float(value)`. */
export function toFloatValue(value: Value): number {
  if (typeof value === 'number') return value
  if (value instanceof Float) return value.value
  if (typeof value === 'boolean') return value ? 1 : 0
  if (typeof value === 'bigint') {
    const number = Number(value)
    if (Number.isFinite(number)) return number
    throw new PythonError('OverflowError', 'int too large to convert to float')
  }
  if (typeof value === 'string') return parseFloatText(value)
  throw typeError(`float() argument must be a string or a real number, not '${typeName(value)}'`)
}

function parseFloatText(value: string): number {
  const text = asciiDigits(strip(value))
  if (!FLOAT.test(text) || !/[\dn]/i.test(text) || /^[+-]?\.?(?:e|$)/i.test(text))
    throw valueError(`could not convert string to float: ${repr(value)}`)
  const plain = text.replaceAll('_', '').toLowerCase()
  if (plain.includes('nan')) return Number.NaN
  if (plain.includes('inf'))
    return plain.startsWith('-') ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY
  return Number(plain)
}

const INTEGER = /^[+-]?\d(?:_?\d)*$/

/** `int(value)`. */
export function toIntegerValue(value: Value): Value {
  if (typeof value === 'boolean') return value ? 1 : 0
  if (isInteger(value)) return value
  if (typeof value === 'number') return integer(BigInt(Math.trunc(value)))
  if (value instanceof Float) return truncate(value.value)
  if (typeof value === 'string') return parseInteger(value, 10)
  throw typeError(
    `int() argument must be a string, a bytes-like object or a real number, not '${typeName(value)}'`,
  )
}

export function truncate(value: number): Value {
  if (Number.isNaN(value)) throw valueError('cannot convert float NaN to integer')
  if (!Number.isFinite(value))
    throw new PythonError('OverflowError', 'cannot convert float infinity to integer')
  return integer(BigInt(Math.trunc(value)))
}

const BASED: Record<number, RegExp> = { 2: /^[+-]?(?:0b_?)?[01](?:_?[01])*$/i, 10: INTEGER }

/** `int(text, base)` for bases 2 and 10. */
export function parseInteger(value: string, base: 2 | 10): Value {
  const text = asciiDigits(strip(value))
  if (!(BASED[base] as RegExp).test(text))
    throw valueError(`invalid literal for int() with base ${base}: ${repr(value)}`)
  const digits = text.replaceAll('_', '').replace(/^\+/, '')
  if (base === 10 && digits.replace('-', '').length > 4300)
    throw valueError(
      `Exceeds the limit (4300 digits) for integer string conversion: value has ${digits.replace('-', '').length} digits; use sys.set_int_max_str_digits() to increase the limit`,
    )
  if (base === 10) return integer(BigInt(digits))
  const magnitude = BigInt(`0b${digits.replace(/^-/, '').replace(/^0b/i, '')}`)
  return integer(digits.startsWith('-') ? -magnitude : magnitude)
}

/** `separator.join(items)`. */
export function join(separator: string, items: Value[]): string {
  items.forEach((item, index) => {
    if (typeof item !== 'string')
      throw typeError(`sequence item ${index}: expected str instance, ${typeName(item)} found`)
  })
  return items.join(separator)
}

/** Throws the AttributeError of a value that lacks a method which only strings have. */
export function asText(value: Value, method: string): string {
  if (typeof value === 'string') return value
  throw new PythonError('AttributeError', `'${typeName(value)}' object has no attribute '${method}'`)
}

/** `text.strip(character)`. */
export function stripCharacter(text: string, character: string): string {
  let [start, end] = [0, text.length]
  while (start < end && text[start] === character) start++
  while (end > start && text[end - 1] === character) end--
  return text.slice(start, end)
}

/** `len(text.encode('utf-8'))`; a surrogate without its partner raises. */
export function utf8Length(text: string): number {
  const lone = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/.exec(text)
  if (!lone) return Buffer.byteLength(text, 'utf8')
  const at = Array.from(text.slice(0, lone.index)).length
  throw new PythonError(
    'UnicodeEncodeError',
    `'utf-8' codec can't encode character '\\u${lone[0].charCodeAt(0).toString(16)}' in position ${at}: surrogates not allowed`,
  )
}

/** `text.isdigit()` as far as digits that int() reads. */
export function isDigits(text: string): boolean {
  return /^\p{Nd}+$/u.test(text)
}

/** `text.format(name=value)` of a text whose only fields are `{name}`. */
export function formatNamed(text: string, name: string, value: string): string {
  return text.replaceAll(`{${name}}`, () => value)
}

/** `text.strip(characters)` and its one-sided kin; `null` strips white space. */
export function stripCharacters(
  text: string,
  characters: string | null,
  side: 'start' | 'end' | 'both',
): string {
  const all = Array.from(text)
  const wanted = characters === null ? new RegExp(`[${SPACE}]`) : new Set(characters)
  const goes = (one: string | undefined) =>
    one !== undefined && (wanted instanceof Set ? wanted.has(one) : wanted.test(one))
  let [start, end] = [0, all.length]
  while (side !== 'end' && start < end && goes(all[start])) start++
  while (side !== 'start' && end > start && goes(all[end - 1])) end--
  return all.slice(start, end).join('')
}
