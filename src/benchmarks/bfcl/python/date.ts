// Dates read as Python's strptime reads them, for the three formats that the simulated programs use.
import { typeError, valueError } from '../../../files/python-error.ts'
import { repr } from '../../../files/python-repr.ts'
import { typeName, type Value } from '../../../files/values.ts'
import { asciiDigits, SPACE } from './text.ts'

export type Moment = {
  year: number
  month: number
  day: number
  hour: number
  minute: number
  second: number
}

const DATE = '(?<year>\\d\\d\\d\\d)-(?<month>1[0-2]|0[1-9]|[1-9])-(?<day>3[0-1]|[1-2]\\d|0[1-9]|[1-9]| [1-9])'
const FORMATS = {
  '%Y-%m-%d': DATE,
  '%Y-%m-%d %H:%M:%S': `${DATE}[${SPACE}]+(?<hour>2[0-3]|[0-1]\\d|\\d):(?<minute>[0-5]\\d|\\d):(?<second>6[0-1]|[0-5]\\d|\\d)`,
  '%I:%M %p': `(?<twelve>1[0-2]|0[1-9]|[1-9]):(?<minute>[0-5]\\d|\\d)[${SPACE}]+(?<half>am|pm)`,
}

/** Throws Python's TypeError or ValueError. */
export function parseMoment(value: Value, format: keyof typeof FORMATS): Moment {
  if (typeof value !== 'string')
    throw typeError(`strptime() argument 1 must be str, not ${value === null ? 'None' : typeName(value)}`)
  const text = asciiDigits(value)
  const found = new RegExp(`^${FORMATS[format]}`, 'i').exec(text)
  if (!found) throw valueError(`time data ${repr(value)} does not match format ${repr(format)}`)
  if (found[0].length !== text.length)
    throw valueError(
      `unconverted data remains: ${Array.from(value).slice(Array.from(found[0]).length).join('')}`,
    )
  return moment(found.groups ?? {})
}

function moment(groups: Record<string, string | undefined>): Moment {
  const part = (name: string, otherwise = 0) =>
    groups[name] === undefined ? otherwise : Number(groups[name])
  const year = part('year', 1900)
  const month = part('month', 1)
  const day = part('day', 1)
  if (year < 1) throw valueError(`year ${year} is out of range`)
  if (day > daysOf(year, month)) throw valueError('day is out of range for month')
  const isAfternoon = groups['half']?.toLowerCase() === 'pm'
  const hour = groups['twelve'] === undefined ? part('hour') : (part('twelve') % 12) + (isAfternoon ? 12 : 0)
  return { year, month, day, hour, minute: part('minute'), second: part('second') }
}

function daysOf(year: number, month: number): number {
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
  if (month === 2) return isLeap ? 29 : 28
  return [4, 6, 9, 11].includes(month) ? 30 : 31
}

/** A number that orders moments by time. */
export function rank(at: Moment): number {
  return ((((at.year * 12 + at.month) * 31 + at.day) * 24 + at.hour) * 60 + at.minute) * 61 + at.second
}
