// Text rules of Python that the official value readers lean on: white space, int(), float(), what `$` and `\d` mean.
import { valueError } from '../../../files/python-error.ts'
import { float, integer, type Value } from '../../../files/values.ts'

/** Python's white space as the inside of a character class. */
export const SPACE = '\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000'

const SPACE_CHARACTER = new RegExp(`[${SPACE}]`)
const INTEGER = /^[+-]?\p{Nd}+(?:_\p{Nd}+)*$/u
const FLOAT =
  /^[+-]?(?:(?:\p{Nd}+(?:_\p{Nd}+)*\.?(?:\p{Nd}+(?:_\p{Nd}+)*)?|\.\p{Nd}+(?:_\p{Nd}+)*)(?:[eE][+-]?\p{Nd}+(?:_\p{Nd}+)*)?)$/u
const NAMED_FLOAT = /^([+-]?)(inf|infinity|nan)$/i

/** CPython's limit on reading integers. */
const MAX_DIGITS = 4300

/** `text.strip()`. */
export function strip(text: string): string {
  let [start, end] = [0, text.length]
  while (start < end && SPACE_CHARACTER.test(text[start]!)) start++
  while (end > start && SPACE_CHARACTER.test(text[end - 1]!)) end--
  return text.slice(start, end)
}

/** `text.strip(characters)`. */
export function stripOf(text: string, characters: string): string {
  let [start, end] = [0, text.length]
  while (start < end && characters.includes(text[start]!)) start++
  while (end > start && characters.includes(text[end - 1]!)) end--
  return text.slice(start, end)
}

/** `int(text)`; `undefined` where it is no integer. Throws Python's ValueError for more than 4300 digits. */
export function readInteger(text: string): Value | undefined {
  const trimmed = strip(text)
  if (!INTEGER.test(trimmed)) return undefined
  const digits = toAscii(trimmed).replaceAll('_', '')
  const count = digits.replace(/^[+-]/, '').length
  if (count > MAX_DIGITS)
    throw valueError(
      `Exceeds the limit (${MAX_DIGITS} digits) for integer string conversion: value has ${count} digits; use sys.set_int_max_str_digits() to increase the limit`,
    )
  const value = BigInt(digits.replace(/^[+-]/, ''))
  return integer(digits.startsWith('-') ? -value : value)
}

/** `float(text)`; `undefined` where it is no float. */
export function readFloat(text: string): Value | undefined {
  const trimmed = strip(text)
  const named = NAMED_FLOAT.exec(trimmed)
  if (named) {
    if (named[2]!.toLowerCase() === 'nan') return float(Number.NaN)
    return float(named[1] === '-' ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY)
  }
  return FLOAT.test(trimmed) ? float(Number(toAscii(trimmed).replaceAll('_', ''))) : undefined
}

/** `int(text)`, else `float(text)`, else the text itself, as the official readers of untyped literals try them. */
export function readNumberOrText(text: string): Value {
  try {
    const whole = readInteger(text)
    if (whole !== undefined) return whole
  } catch {
    // Too many digits: the official code goes on to float() like after any other ValueError.
  }
  return readFloat(text) ?? text
}

/** Decimal digits of other scripts as ASCII ones; Unicode keeps each script's ten in a row. */
function toAscii(text: string): string {
  return text.replace(/[^\p{ASCII}]/gu, character => {
    let before = 0
    const code = character.codePointAt(0)!
    while (/\p{Nd}/u.test(String.fromCodePoint(code - before - 1))) before++
    return String(before % 10)
  })
}

/** Finds a needle from ever later places without reading any part of the text twice. */
export function finder(text: string, needle: string): (from: number) => number {
  let [asked, found] = [0, text.indexOf(needle)]
  return from => {
    if (from >= asked && (found < 0 || found >= from)) return found
    asked = from
    found = text.indexOf(needle, from)
    return found
  }
}
