// Python's built-in functions of numbers: abs, round, sum, min and max, with their error texts.
import { PythonError, typeError } from '../../../files/python-error.ts'
import { Complex, Float, float, integer, isInteger, typeName, type Value } from '../../../files/values.ts'
import { add, NumberObject, wholeNumber } from './arithmetic.ts'
import { compare } from './compare.ts'
import { divideRounded } from './integers.ts'
import { roundFloat } from './number-text.ts'
import { iterate } from './sequence.ts'
import { truncate } from './text.ts'

export function absolute(value: Value): Value {
  const whole = wholeNumber(value)
  if (whole !== undefined) return whole < 0 ? integer(-BigInt(whole)) : integer(whole)
  if (typeof value === 'number') return Math.abs(value)
  if (value instanceof Float) return float(Math.abs(value.value))
  if (value instanceof Complex) return float(Math.hypot(value.real, value.imaginary))
  if (value instanceof NumberObject) return value.absolute()
  throw typeError(`bad operand type for abs(): '${typeName(value)}'`)
}

/** `round(number, places)`; without places, or with None, a float becomes an integer. */
export function round(number: Value, places: Value): Value {
  const whole = wholeNumber(number)
  if (whole !== undefined) return places === null ? integer(whole) : roundInteger(whole, index(places))
  if (typeof number !== 'number' && !(number instanceof Float))
    throw typeError(`type ${typeName(number)} doesn't define __round__ method`)
  const value = number instanceof Float ? number.value : number
  if (places === null) return truncate(roundToWhole(value))
  const wanted = Number(index(places))
  if (!Number.isFinite(value) || value === 0) return float(value)
  const rounded = roundFloat(value, wanted)
  if (!Number.isFinite(rounded))
    throw new PythonError('OverflowError', 'rounded value too large to represent')
  return float(rounded)
}

function roundToWhole(value: number): number {
  const floor = Math.floor(value)
  const rest = value - floor
  if (rest !== 0.5) return rest > 0.5 ? floor + 1 : floor
  return floor % 2 === 0 ? floor : floor + 1
}

function index(value: Value): number | bigint {
  if (typeof value === 'boolean') return value ? 1 : 0
  if (isInteger(value)) return value
  throw typeError(`'${typeName(value)}' object cannot be interpreted as an integer`)
}

function roundInteger(value: number | bigint, places: number | bigint): Value {
  if (places >= 0) return integer(value)
  if (places < -10_000) return 0
  const unit = 10n ** BigInt(-places)
  return integer(divideRounded(BigInt(value), unit) * unit)
}

/** `sum(items, start)`. */
export function sum(items: Value, start: Value = 0): Value {
  let total = start
  for (const item of iterate(items)) total = add(total, item)
  return total
}

/** `min(items)` or `max(items)`; the first of equal items is taken. */
export function extreme(items: Value[], which: 'min' | 'max'): Value {
  const [first, ...rest] = items
  if (first === undefined) throw new PythonError('ValueError', `${which}() arg is an empty sequence`)
  let best = first
  for (const item of rest) if (compare(item, which === 'min' ? '<' : '>', best)) best = item
  return best
}
