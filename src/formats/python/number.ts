// Number literals of Python: where one ends, and its value; as Parser/tokenizer.c of CPython 3.11 reads them.
import { Complex, float, integer, type Value } from '../../files/values.ts'

/** A literal that cannot be one says why; `end` is the first place behind a literal. */
export type NumberToken = { end: number } | { error: string }

const HEX = /(?:_?[0-9a-fA-F])+/y
const OCTAL = /(?:_?[0-7])+/y
const BINARY = /(?:_?[01])+/y
const PLAIN = /(?:[1-9][0-9]*|0)(?=[,)\]} ])/y
const DIGITS = /[0-9]+(?:_[0-9]+)*/y
const WORD_CHARACTER = /[A-Za-z0-9_]/
const FOLLOWING_WORD = /(?:and|else|for|or|not)(?![A-Za-z0-9_\u0080-\uffff])|i[fns]/y

/** CPython's limit on decimal digits of integers. */
const MAX_DIGITS = 4300

/** Finds the end of the number that begins at `start` with a digit, or with a point before a digit. */
export function scanNumber(text: string, start: number): NumberToken {
  PLAIN.lastIndex = start
  if (PLAIN.test(text)) return { end: PLAIN.lastIndex }
  if (text[start] === '0') {
    const letter = text[start + 1]
    if (letter === 'x' || letter === 'X') return scanRadix(text, start + 2, HEX, 'hexadecimal')
    if (letter === 'o' || letter === 'O') return scanRadix(text, start + 2, OCTAL, 'octal')
    if (letter === 'b' || letter === 'B') return scanRadix(text, start + 2, BINARY, 'binary')
  }
  return scanDecimal(text, start)
}

function scanRadix(text: string, start: number, digits: RegExp, kind: string): NumberToken {
  const end = match(digits, text, start)
  if (kind !== 'hexadecimal') {
    const at = end < 0 ? start + (text[start] === '_' ? 1 : 0) : end + (text[end] === '_' ? 1 : 0)
    const digit = text[at]
    if (digit !== undefined && isDigit(digit)) return { error: `invalid digit '${digit}' in ${kind} literal` }
  }
  if (end < 0 || text[end] === '_') return { error: `invalid ${kind} literal` }
  return ended(text, end, kind)
}

function scanDecimal(text: string, start: number): NumberToken {
  const wrong = { error: 'invalid decimal literal' }
  let end = start
  if (text[start] !== '.') {
    end = match(DIGITS, text, start)
    if (text[end] === '_') return wrong
  }
  const whole = end
  if (text[end] === '.') {
    const fraction = match(DIGITS, text, end + 1)
    end = fraction < 0 ? end + 1 : fraction
    if (fraction >= 0 && text[end] === '_') return wrong
  }
  if (text[end] === 'e' || text[end] === 'E') {
    const sign = text[end + 1]
    const isSigned = sign === '+' || sign === '-'
    const exponent = match(DIGITS, text, end + (isSigned ? 2 : 1))
    if (exponent < 0) return isSigned ? wrong : ended(text, end, 'decimal')
    if (text[exponent] === '_') return wrong
    end = exponent
  }
  if (text[end] === 'j' || text[end] === 'J') return ended(text, end + 1, 'imaginary')
  if (end === whole && text[start] === '0' && /[1-9]/.test(text.slice(start, end)))
    return {
      error:
        'leading zeros in decimal integer literals are not permitted; use an 0o prefix for octal integers',
    }
  return ended(text, end, 'decimal')
}

/** No word may touch a number, but for the few that can follow one: `1if x else 2`. */
function ended(text: string, end: number, kind: string): NumberToken {
  const next = text[end]
  if (next === undefined || !WORD_CHARACTER.test(next)) return { end }
  return match(FOLLOWING_WORD, text, end) < 0 ? { error: `invalid ${kind} literal` } : { end }
}

function match(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at
  return pattern.test(text) ? pattern.lastIndex : -1
}

function isDigit(character: string): boolean {
  return character >= '0' && character <= '9'
}

/** The value of a literal that `scanNumber` found; or why there is none. */
export function numberValue(literal: string): { value: Value } | { error: string } {
  if (literal.length < 16 && /^[0-9]+$/.test(literal)) return { value: Number(literal) }
  const digits = literal.includes('_') ? literal.replaceAll('_', '') : literal
  if (/^0[xXoObB]/.test(digits)) return { value: integer(BigInt(digits)) }
  if (/[jJ]$/.test(digits)) return { value: new Complex(0, Number(digits.slice(0, -1))) }
  if (/[.eE]/.test(digits)) return { value: float(Number(digits)) }
  const count = digits.replace(/^0+(?=.)/, '').length
  if (count <= MAX_DIGITS) return { value: integer(BigInt(digits)) }
  return {
    error: `Exceeds the limit (${MAX_DIGITS} digits) for integer string conversion: value has ${digits.length} digits; use sys.set_int_max_str_digits() to increase the limit - Consider hexadecimal for huge integer literals to avoid decimal conversion limits.`,
  }
}
