// Python's format() of values for the few format texts that calls use: width, sign, commas, `d`, `f`, `%`, `s`.
import { PythonError, valueError } from '../../../files/python-error.ts'
import { str } from '../../../files/python-repr.ts'
import { isInteger, typeName, type Value } from '../../../files/values.ts'
import { toFloat, wholeNumber } from './arithmetic.ts'
import { fixed } from './number-text.ts'

const FORMAT = /^(?:(.)?([<>^=]))?([+ -])?(0)?(\d+)?(,)?(?:\.(\d+))?([dfs%])?$/u

/** Throws Python's ValueError, or a clear one for a format that is not known here. */
export function formatValue(value: Value, format: string): string {
  if (format === '') return str(value)
  const found = FORMAT.exec(format)
  if (!found) throw valueError(`Invalid format specifier '${format}' for object of type '${typeName(value)}'`)
  const [, fill, align, sign = '-', zero, width = '0', comma, precision, kind] = found
  const isText = typeof value === 'string'
  if (Number(width) > 10_000 || Number(precision ?? 0) > 1000)
    throw new PythonError('MemoryError', `the format '${format}' is too wide`)
  const body = isText ? textBody(value, precision, kind) : numberBody(value, { precision, kind, comma, sign })
  return pad(body, {
    fill: fill ?? (zero ? '0' : ' '),
    align: align ?? (isText ? '<' : zero ? '=' : '>'),
    width: Number(width),
  })
}

function textBody(value: string, precision: string | undefined, kind: string | undefined): string {
  if (kind !== undefined && kind !== 's')
    throw valueError(`Unknown format code '${kind}' for object of type 'str'`)
  return precision === undefined ? value : Array.from(value).slice(0, Number(precision)).join('')
}

type Numeric = {
  precision: string | undefined
  kind: string | undefined
  comma: string | undefined
  sign: string
}

function numberBody(value: Value, { precision, kind, comma, sign }: Numeric): string {
  const whole = wholeNumber(value)
  const isFixed = kind === 'f' || kind === '%'
  if (kind === 'd' && whole === undefined)
    throw valueError(`Unknown format code 'd' for object of type '${typeName(value)}'`)
  const number = isFixed ? toFloat(value) * (kind === '%' ? 100 : 1) : 0
  const text = isFixed
    ? Number.isFinite(number)
      ? fixed(number, Number(precision ?? 6))
      : str(value)
    : str(isInteger(value) ? value : (whole ?? value))
  const grouped = comma ? text.replace(/^(-?\d+)/, digits => digits.replace(/\B(?=(\d{3})+$)/g, ',')) : text
  const signed = sign !== '-' && !grouped.startsWith('-') ? sign + grouped : grouped
  return kind === '%' ? `${signed}%` : signed
}

function pad(body: string, { fill, align, width }: { fill: string; align: string; width: number }): string {
  const missing = width - Array.from(body).length
  if (missing <= 0) return body
  if (align === '<') return body + fill.repeat(missing)
  if (align === '>') return fill.repeat(missing) + body
  if (align === '=') return body.replace(/^[+-]?/, sign => sign + fill.repeat(missing))
  const left = Math.floor(missing / 2)
  return fill.repeat(left) + body + fill.repeat(missing - left)
}
