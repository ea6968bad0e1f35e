// Dates as Python's strptime and strftime treat them, error texts included, for the formats the API classes use.
import type { Json } from '../../../dialogue/dialogue.ts'
import { PythonError, typeError, valueError } from '../../../files/python-error.ts'
import { reprString } from '../../../files/python-repr.ts'
import { PYTHON_SPACE, strip } from '../python-space.ts'
import { textFor, typeOf } from './api.ts'

export const DATE_TIME = '%Y-%m-%d %H:%M:%S'
export const DATE = '%Y-%m-%d'
export const MONTH_DAY = '%m-%d'

/** Directives as _strptime.py of CPython spells them; a digit is any Unicode digit. */
const DIRECTIVES: Record<string, string> = {
  Y: '(?<Y>\\p{Nd}\\p{Nd}\\p{Nd}\\p{Nd})',
  m: '(?<m>1[0-2]|0[1-9]|[1-9])',
  d: '(?<d>3[0-1]|[1-2]\\p{Nd}|0[1-9]|[1-9]| [1-9])',
  H: '(?<H>2[0-3]|[0-1]\\p{Nd}|\\p{Nd})',
  M: '(?<M>[0-5]\\p{Nd}|\\p{Nd})',
  S: '(?<S>6[0-1]|[0-5]\\p{Nd}|\\p{Nd})',
}

const PATTERNS = new Map([DATE_TIME, DATE, MONTH_DAY].map(format => [format, patternOf(format)]))

function patternOf(format: string): RegExp {
  const source = format
    .replace(/%([YmdHMS])/g, (_, letter: string) => DIRECTIVES[letter]!)
    .replace(/(?<![|]) (?=\()/, `[${PYTHON_SPACE}]+`)
  return new RegExp(`^${source}`, 'u')
}

/** A moment by its parts, in the order year, month, day, hour, minute, second. */
export type Moment = [number, number, number, number, number, number]

/** `datetime.strptime(text, format)`. Throws a `PythonError` with CPython's text. */
export function parseTime(value: Json, format: string): Moment {
  if (typeof value !== 'string')
    throw typeError(
      `strptime() argument 1 must be str, not ${typeOf(value) === 'NoneType' ? 'None' : typeOf(value)}`,
    )
  const found = PATTERNS.get(format)!.exec(value)
  if (!found) throw valueError(`time data ${reprString(value)} does not match format ${reprString(format)}`)
  if (found[0].length < value.length)
    throw valueError(`unconverted data remains: ${value.slice(found[0].length)}`)
  const part = (name: string, missing: number) => {
    const digits = found.groups?.[name]
    return digits === undefined ? missing : decimal(digits.trim())
  }
  return checked([part('Y', 1900), part('m', 1), part('d', 1), part('H', 0), part('M', 0), part('S', 0)])
}

function checked(moment: Moment): Moment {
  const [year, month, day, , , second] = moment
  if (year < 1) throw valueError(`year ${year} is out of range`)
  if (day > daysIn(year, month)) throw valueError('day is out of range for month')
  if (second > 59) throw valueError('second must be in 0..59')
  return moment
}

function daysIn(year: number, month: number): number {
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
  return [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]!
}

/** A whole number of decimal digits of any script. */
export function decimal(digits: string): number {
  return Number(asciiDigits(digits))
}

export function asciiDigits(text: string): string {
  return text.replace(/\p{Nd}/gu, digit => String(digitValue(digit)))
}

/** Unicode's decimal digits stand in rows of ten, whose zero is found by walking back. */
function digitValue(digit: string): number {
  const code = digit.codePointAt(0)!
  if (code < 128) return code - 48
  let value = 0
  while (value < 9 && /\p{Nd}/u.test(String.fromCodePoint(code - value - 1)) && !isZero(code - value)) value++
  return value
}

/** Mathematical digits follow one another in several rows without a gap; their rows begin at 1D7CE. */
function isZero(code: number): boolean {
  return code >= 0x1d7ce && code <= 0x1d7ff && (code - 0x1d7ce) % 10 === 0
}

/** `strftime` with the same format: years are not filled up, as glibc writes them. */
export function writeTime([year, month, day, hour, minute, second]: Moment, format: string): string {
  const parts: Record<string, string> = {
    Y: String(year),
    m: two(month),
    d: two(day),
    H: two(hour),
    M: two(minute),
    S: two(second),
  }
  return format.replace(/%([YmdHMS])/g, (_, letter: string) => parts[letter]!)
}

function two(value: number): string {
  return String(value).padStart(2, '0')
}

export function compareTimes(left: Moment, right: Moment): number {
  const at = left.findIndex((part, index) => part !== right[index])
  return at < 0 ? 0 : left[at]! - right[at]!
}

/** What a class's format check gives: the time in normal form, or the error, which equals nothing else. */
export type Checked<Time = string> = Time | PythonError

/** The classes fill up a short year before they read a time. */
export function fillYear(value: Json): string {
  const text = strip(textFor(value, 'strip'))
  const parts = text.split('-')
  if (parts.length !== 3) return text
  return [zeroFill(parts[0]!), ...parts.slice(1)].join('-')
}

/** `str.zfill(4)`: a sign stays in front. */
function zeroFill(text: string): string {
  const missing = 4 - [...text].length
  if (missing <= 0) return text
  const sign = text.startsWith('+') ? '+' : ''
  return sign + '0'.repeat(missing) + text.slice(sign.length)
}

export function checkMoment(value: Json, format: string): Checked<Moment> {
  const text = fillYear(value)
  try {
    return parseTime(text, format)
  } catch (error) {
    if (error instanceof PythonError) return error
    throw error
  }
}

/** `format_check`: the time rewritten in its format, or the error. */
export function checkTime(value: Json, format: string): Checked {
  const moment = checkMoment(value, format)
  return moment instanceof PythonError ? moment : writeTime(moment, format)
}

/** The time, or its error thrown. */
export function requireTime(checkedTime: Checked): string {
  if (checkedTime instanceof PythonError) throw checkedTime
  return checkedTime
}

/** Two errors are never the same one. */
export function sameChecked(left: Checked, right: Checked): boolean {
  return !(left instanceof PythonError) && left === right
}
