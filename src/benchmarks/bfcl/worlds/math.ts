// MathAPI: arithmetic, statistics, units, and roots and logarithms of any precision; it has no state.
import { PythonError, typeError } from '../../../files/python-error.ts'
import { repr, str } from '../../../files/python-repr.ts'
import { Float, float, isInteger, typeName, type Value } from '../../../files/values.ts'
import { add, divide, multiply, operate, subtract, toFloat, wholeNumber } from '../python/arithmetic.ts'
import { type BinaryFloat, bitsOfDigits, fromNumber, naturalLogarithm } from '../python/binary-float.ts'
import { assertHashable, compare, equals, isTrue } from '../python/compare.ts'
import { decimalRoot, exactDecimal } from '../python/decimal.ts'
import { splitFloat } from '../python/integers.ts'
import { LibraryDecimal, logarithmQuotient, parseBinary, type Logarithm } from '../python/library-numbers.ts'
import { absolute, extreme, round, sum } from '../python/numbers.ts'
import { iterate, length } from '../python/sequence.ts'
import { toIntegerValue } from '../python/text.ts'
import { type Api, dict, failure, method } from './api.ts'
import { CONVERSIONS, METRES } from './math-constants.ts'

type State = Record<string, never>

/** Precisions beyond it are refused: the official code would run for minutes. */
const MAX_PRECISION = 2000

const NUMBERS = 'Both inputs must be numbers'
const ELEMENTS = 'All elements in the list must be numbers'
const TOO_LARGE = 'Conversion resulted in a value too large to represent'

/** The result, or the failure that the official code makes of exceptions of one type. */
function attempt(run: () => Value, type: string, otherwise: string): Value {
  try {
    return dict({ result: run() })
  } catch (error) {
    if (error instanceof PythonError && error.type === type) return failure(otherwise)
    throw error
  }
}

function isNumber(value: Value): boolean {
  return (
    typeof value === 'number' ||
    typeof value === 'bigint' ||
    typeof value === 'boolean' ||
    value instanceof Float
  )
}

/** Every exception becomes the error's text, the empty one of a division by zero too. */
function logarithm(value: Value, base: Value, precision: Value): Value {
  try {
    const bits = bitsOf(precision)
    return dict({ result: logarithmQuotient(logarithmOf(value, bits), logarithmOf(base, bits), bits) })
  } catch (error) {
    if (error instanceof PythonError) return failure(error.message)
    throw error
  }
}

function bitsOf(precision: Value): number {
  const digits = toIntegerValue(precision)
  const wanted = toFloat(digits)
  if (wanted > MAX_PRECISION) throw new PythonError('OverflowError', tooPrecise(digits))
  return bitsOfDigits(wanted)
}

function tooPrecise(digits: Value): string {
  return `precision of at most ${MAX_PRECISION} digits expected, found ${str(digits)}`
}

function logarithmOf(value: Value, bits: number): Logarithm {
  const number = binaryOf(value, bits)
  const isBelow = typeof number === 'string' ? number === '-inf' : number.mantissa < 0n
  if (!isBelow) return { real: naturalLogarithm(number, bits), isComplex: false }
  const magnitude = typeof number === 'string' ? 'inf' : { ...number, mantissa: -number.mantissa }
  return { real: naturalLogarithm(magnitude, bits), isComplex: true }
}

function binaryOf(value: Value, bits: number): BinaryFloat {
  const whole = wholeNumber(value)
  if (whole !== undefined) return fromNumber(BigInt(whole))
  if (typeof value === 'number') return fromNumber(value)
  if (value instanceof Float) return fromNumber(value.value)
  const parsed = typeof value === 'string' ? parseBinary(value, bits) : undefined
  // mpmath takes a "j" for a complex number, and stumbles where the text is none.
  if (parsed === undefined && typeof value === 'string' && /j/i.test(value))
    throw new PythonError('AttributeError', "'NoneType' object has no attribute 'group'")
  if (parsed === undefined) throw typeError(`cannot create mpf from ${repr(value)}`)
  return parsed
}

function mean(numbers: Value): Value {
  if (!isTrue(numbers)) return failure('Cannot calculate mean of an empty list')
  return attempt(() => meanOf(numbers), 'TypeError', ELEMENTS)
}

function meanOf(numbers: Value): Value {
  return divide(sum(numbers), length(numbers))
}

function standardDeviation(numbers: Value): Value {
  if (!isTrue(numbers)) return failure('Cannot calculate standard deviation of an empty list')
  return attempt(() => deviationOf(numbers), 'TypeError', ELEMENTS)
}

function deviationOf(numbers: Value): Value {
  const middle = meanOf(numbers)
  const squares = iterate(numbers).map(number => operate(subtract(number, middle), '**', 2))
  return float(squareRootOf(divide(sum(squares), length(numbers))))
}

/** `math.sqrt`. */
function squareRootOf(value: Value): number {
  if (!isNumber(value)) throw typeError(`must be real number, not ${typeName(value)}`)
  const number = toFloat(value)
  if (number < 0) throw new PythonError('ValueError', 'math domain error')
  return Math.sqrt(number)
}

function unsupportedUnits(from: Value, to: Value): Value {
  return failure(`Conversion from '${str(from)}' to '${str(to)}' is not supported`)
}

function convertMetres(value: Value, from: Value, to: Value): Value {
  if (!isNumber(value)) return failure('Value must be a number')
  const factor = metres(from)
  const divisor = factor === undefined ? undefined : metres(to)
  if (factor === undefined || divisor === undefined) return unsupportedUnits(from, to)
  return attempt(() => multiply(multiply(value, factor), float(1 / divisor)), 'OverflowError', TOO_LARGE)
}

function metres(unit: Value): number | undefined {
  assertHashable(unit)
  return typeof unit === 'string' ? METRES.get(unit) : undefined
}

function convertImperial(value: Value, from: Value, to: Value): Value {
  if (!isNumber(value)) return failure('Value must be a number')
  if (equals(from, to)) return dict({ result: value })
  const factor = CONVERSIONS.get(`${str(from)}_to_${str(to)}`)
  if (factor === undefined) return unsupportedUnits(from, to)
  return attempt(
    () => {
      if (from === 'celsius') return add(multiply(value, factor), 32)
      return multiply(from === 'fahrenheit' ? subtract(value, 32) : value, factor)
    },
    'OverflowError',
    TOO_LARGE,
  )
}

function divideNumbers(a: Value, b: Value): Value {
  if (equals(b, 0)) return failure('Cannot divide by zero')
  return attempt(() => divide(a, b), 'TypeError', NUMBERS)
}

function percentage(part: Value, whole: Value): Value {
  if (equals(whole, 0)) return failure('Whole value cannot be zero')
  return attempt(() => multiply(divide(part, whole), 100), 'TypeError', NUMBERS)
}

function multiplyNumbers(a: Value, b: Value): Value {
  if (!isNumber(a) || !isNumber(b)) return failure(NUMBERS)
  return dict({ result: multiply(a, b) })
}

function squareRoot(number: Value, precision: Value): Value {
  return attempt(
    () => {
      if (compare(number, '<', 0)) return null
      const digits = decimalPrecision(precision)
      return rootOf(number, digits)
    },
    'TypeError',
    'Input must be a number or computation resulted in an invalid operation',
  )
}

function squareRootOrError(number: Value, precision: Value): Value {
  const answer = squareRoot(number, precision)
  const isNegative = answer instanceof Map && answer.get('result') === null
  return isNegative ? failure('Cannot calculate square root of a negative number') : answer
}

function decimalPrecision(precision: Value): number {
  const digits = typeof precision === 'boolean' ? Number(precision) : precision
  if (!isInteger(digits))
    throw typeError(`'${typeName(precision)}' object cannot be interpreted as an integer`)
  if (digits > 2n ** 63n - 1n || digits < -(2n ** 63n))
    throw new PythonError('OverflowError', 'Python int too large to convert to C ssize_t')
  if (digits < 1 || digits > 999999999999999999n)
    throw new PythonError('ValueError', 'valid range for prec is [1, MAX_PREC]')
  if (digits > MAX_PRECISION) throw new PythonError('MemoryError', tooPrecise(digits))
  return Number(digits)
}

function rootOf(number: Value, digits: number): Value {
  const whole = wholeNumber(number)
  if (whole !== undefined)
    return new LibraryDecimal(decimalRoot({ coefficient: BigInt(whole), exponent: 0 }, digits))
  const value = toFloat(number)
  if (Number.isNaN(value)) return new LibraryDecimal('NaN')
  if (!Number.isFinite(value)) return new LibraryDecimal('Infinity')
  const root = decimalRoot(exactDecimal(splitFloat(value)), digits)
  return new LibraryDecimal({ ...root, isNegative: Object.is(value, -0) })
}

function extremeOf(which: 'min' | 'max', word: string) {
  return (_: State, numbers: Value): Value => {
    if (!isTrue(numbers)) return failure(`Cannot find ${word} of an empty list`)
    return attempt(() => extreme(iterate(numbers), which), 'TypeError', ELEMENTS)
  }
}

function sumValues(numbers: Value): Value {
  if (!isTrue(numbers)) return failure('Cannot calculate sum of an empty list')
  return attempt(() => sum(numbers), 'TypeError', ELEMENTS)
}

function power(base: Value, exponent: Value): Value {
  return attempt(() => operate(base, '**', exponent), 'TypeError', NUMBERS)
}

function roundNumber(number: Value, places: Value): Value {
  return attempt(
    () => round(number, places),
    'TypeError',
    'First input must be a number, second input must be an integer',
  )
}

/** The method of a function that needs no state. */
function stateless(run: (...values: Value[]) => Value) {
  return (_: State, ...values: Value[]): Value => run(...values)
}

const CONVERSION = ['value', 'unit_in', 'unit_out']

const METHODS = {
  logarithm: method<State>(['value', 'base', 'precision'], stateless(logarithm)),
  mean: method<State>(['numbers'], stateless(mean)),
  standard_deviation: method<State>(['numbers'], stateless(standardDeviation)),
  si_unit_conversion: method<State>(CONVERSION, stateless(convertMetres)),
  imperial_si_conversion: method<State>(CONVERSION, stateless(convertImperial)),
  add: method<State>(['a', 'b'], (_, a, b) => attempt(() => add(a, b), 'TypeError', NUMBERS)),
  subtract: method<State>(['a', 'b'], (_, a, b) => attempt(() => subtract(a, b), 'TypeError', NUMBERS)),
  multiply: method<State>(['a', 'b'], stateless(multiplyNumbers)),
  divide: method<State>(['a', 'b'], stateless(divideNumbers)),
  power: method<State>(['base', 'exponent'], stateless(power)),
  square_root: method<State>(['number', 'precision'], stateless(squareRootOrError)),
  absolute_value: method<State>(['number'], (_, number) =>
    attempt(() => absolute(number), 'TypeError', 'Input must be a number'),
  ),
  round_number: method<State>(['number', ['decimal_places', 0]], stateless(roundNumber)),
  percentage: method<State>(['part', 'whole'], stateless(percentage)),
  min_value: method<State>(['numbers'], extremeOf('min', 'minimum')),
  max_value: method<State>(['numbers'], extremeOf('max', 'maximum')),
  sum_values: method<State>(['numbers'], stateless(sumValues)),
}

export const mathApi: Api<State> = {
  name: 'MathAPI',
  load: () => ({}),
  methods: () => METHODS,
  attributes: () => ({}),
}
