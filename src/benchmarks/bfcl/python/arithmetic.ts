// Python's arithmetic on values: whole numbers of any size, floats, text and lists, with the exact error texts.
import { PythonError, typeError, valueError } from '../../../files/python-error.ts'
import { str } from '../../../files/python-repr.ts'
import {
  Complex,
  Float,
  float,
  integer,
  isInteger,
  PySet,
  PythonObject,
  Tuple,
  typeName,
  type Value,
} from '../../../files/values.ts'
import { tooLarge } from './budget.ts'
import { onBytes } from './bytes.ts'
import { complexArithmetic } from './complex.ts'
import { has } from './compare.ts'
import { bitLength, divideToFloat, floorDivide } from './integers.ts'
import { floatPower } from './power.ts'
import { makeSet } from './sequence.ts'

export type BinaryOperator = '+' | '-' | '*' | '/' | '//' | '%' | '**' | '<<' | '>>' | '|' | '&' | '^' | '@'

/** Sizes beyond which a result is refused, as CPython refuses when memory ends. */
const MAX_LENGTH = 20_000_000
const MAX_ITEMS = 100_000
const MAX_BITS = 1_000_000
const NO_MACHINE = 2 ** 40

/** A number type of a library, which brings its own arithmetic. */
export abstract class NumberObject extends PythonObject {
  abstract operate(operator: BinaryOperator, other: Value, isLeft: boolean): Value | undefined
  abstract absolute(): Value
}

/** `a operator b`; `inPlace` only changes the operator's name in the error. */
export function operate(a: Value, operator: BinaryOperator, b: Value, inPlace = false): Value {
  if (a instanceof NumberObject || b instanceof NumberObject) {
    const result =
      a instanceof NumberObject
        ? a.operate(operator, b, true)
        : (b as NumberObject).operate(operator, a, false)
    if (result !== undefined) return result
  }
  const left = wholeNumber(a)
  const right = wholeNumber(b)
  if (left !== undefined && right !== undefined) return onIntegers(left, operator, right, { a, b, inPlace })
  if (isReal(a) && isReal(b)) return onFloats(toFloat(a), operator, toFloat(b), { a, b, inPlace })
  return onOthers(operator, { a, b, inPlace })
}

type Operands = { a: Value; b: Value; inPlace: boolean }

function unsupported(operator: BinaryOperator, { a, b, inPlace }: Operands): PythonError {
  const name = operator === '**' ? '** or pow()' : operator
  return typeError(
    `unsupported operand type(s) for ${name}${inPlace ? '=' : ''}: '${typeName(a)}' and '${typeName(b)}'`,
  )
}

function isReal(value: Value): boolean {
  return (
    typeof value === 'number' ||
    typeof value === 'bigint' ||
    typeof value === 'boolean' ||
    value instanceof Float
  )
}

/** The integer inside an int or bool. */
export function wholeNumber(value: Value): number | bigint | undefined {
  if (typeof value === 'boolean') return value ? 1 : 0
  return isInteger(value) ? value : undefined
}

/** The float that a real number is converted to; a huge integer raises. */
export function toFloat(value: Value): number {
  if (typeof value === 'number') return value
  if (value instanceof Float) return value.value
  if (typeof value === 'boolean') return value ? 1 : 0
  const number = Number(value)
  if (!Number.isFinite(number)) throw new PythonError('OverflowError', 'int too large to convert to float')
  return number
}

type Int = number | bigint

function onIntegers(a: Int, operator: BinaryOperator, b: Int, operands: Operands): Value {
  if (typeof a === 'number' && typeof b === 'number') {
    const quick = onSmallIntegers(a, operator, b)
    if (quick !== undefined && Number.isSafeInteger(quick)) return quick + 0
  }
  if (operator === '/') return divideIntegers(a, b)
  if (operator === '**') return integerPower(a, b)
  if (operator === '@') throw unsupported(operator, operands)
  if (isBitwise(operator) && typeof operands.a === 'boolean' && typeof operands.b === 'boolean')
    return bits(BigInt(a), operator, BigInt(b)) === 1n
  return integer(onBigIntegers(BigInt(a), operator, BigInt(b)))
}

function onSmallIntegers(a: number, operator: BinaryOperator, b: number): number | undefined {
  if (operator === '+') return a + b
  if (operator === '-') return a - b
  return operator === '*' ? a * b : undefined
}

function isBitwise(operator: BinaryOperator): operator is '|' | '&' | '^' {
  return operator === '|' || operator === '&' || operator === '^'
}

function bits(a: bigint, operator: '|' | '&' | '^', b: bigint): bigint {
  if (operator === '|') return a | b
  return operator === '&' ? a & b : a ^ b
}

function onBigIntegers(a: bigint, operator: BinaryOperator, b: bigint): bigint {
  if (isBitwise(operator)) return bits(a, operator, b)
  if (operator === '+') return a + b
  if (operator === '-') return a - b
  if (operator === '*') {
    assertBits(bitLength(a) + bitLength(b))
    return a * b
  }
  if (operator === '<<' || operator === '>>') return shift(a, operator, b)
  if (b === 0n)
    throw new PythonError(
      'ZeroDivisionError',
      operator === '%' ? 'integer modulo by zero' : 'integer division or modulo by zero',
    )
  return operator === '//' ? floorDivide(a, b) : a - floorDivide(a, b) * b
}

function shift(a: bigint, operator: '<<' | '>>', b: bigint): bigint {
  if (b < 0n) throw valueError('negative shift count')
  if (operator === '>>') return b > BigInt(MAX_BITS) ? (a < 0n ? -1n : 0n) : a >> b
  if (a !== 0n) assertBits(bitLength(a) + Number(b))
  return a === 0n ? 0n : a << b
}

function assertBits(count: number): void {
  if (count > MAX_BITS) throw tooLarge()
}

function divideIntegers(a: Int, b: Int): Value {
  if (BigInt(b) === 0n) throw new PythonError('ZeroDivisionError', 'division by zero')
  if (typeof a === 'number' && typeof b === 'number') return float(a / b)
  const quotient = divideToFloat(
    BigInt(b) < 0n ? -BigInt(a) : BigInt(a),
    BigInt(b) < 0n ? -BigInt(b) : BigInt(b),
  )
  if (!Number.isFinite(quotient))
    throw new PythonError('OverflowError', 'integer division result too large for a float')
  return float(quotient)
}

function integerPower(a: Int, b: Int): Value {
  if (b < 0) {
    // biome-ignore lint/suspicious/noDoubleEquals: 0n counts as zero too
    if (a == 0) throw zeroToNegative()
    return onFloats(toFloat(integer(a)), '**', toFloat(integer(b)), { a, b, inPlace: false })
  }
  const base = BigInt(a)
  if (base !== 0n && base !== 1n && base !== -1n) assertBits(bitLength(base) * Number(b))
  return integer(base === 0n || base === 1n || base === -1n ? smallPower(base, BigInt(b)) : base ** BigInt(b))
}

function smallPower(base: bigint, exponent: bigint): bigint {
  if (exponent === 0n || base === 1n) return 1n
  return base === 0n ? 0n : exponent % 2n === 0n ? 1n : -1n
}

function zeroToNegative(): PythonError {
  return new PythonError('ZeroDivisionError', '0.0 cannot be raised to a negative power')
}

function onFloats(a: number, operator: BinaryOperator, b: number, operands: Operands): Value {
  switch (operator) {
    case '+':
      return float(a + b)
    case '-':
      return float(a - b)
    case '*':
      return float(a * b)
    case '/':
      if (b === 0) throw new PythonError('ZeroDivisionError', 'float division by zero')
      return float(a / b)
    case '//':
      if (b === 0) throw new PythonError('ZeroDivisionError', 'float floor division by zero')
      return float(floorFloats(a, b))
    case '%':
      if (b === 0) throw new PythonError('ZeroDivisionError', 'float modulo')
      return float(moduloFloats(a, b))
    case '**':
      return powerOfFloats(a, b)
    default:
      throw unsupported(operator, operands)
  }
}

function moduloFloats(a: number, b: number): number {
  const rest = a % b
  if (rest === 0) return b < 0 ? -0 : 0
  return rest < 0 !== b < 0 ? rest + b : rest
}

/** CPython's float_floor_div: the quotient of what the modulo leaves, put right by at most one. */
function floorFloats(a: number, b: number): number {
  const rest = a % b
  let quotient = (a - rest) / b
  if (rest !== 0 && b < 0 !== rest < 0) quotient -= 1
  if (quotient === 0) return a / b < 0 || Object.is(a / b, -0) ? -0 : 0
  const floor = Math.floor(quotient)
  return quotient - floor > 0.5 ? floor + 1 : floor
}

function powerOfFloats(a: number, b: number): Value {
  if (a === 0 && b < 0) throw zeroToNegative()
  if (a < 0 && Number.isFinite(a) && Number.isFinite(b) && !Number.isInteger(b))
    return complexArithmetic(new Complex(a, 0), '**', new Complex(b, 0))
  const result = floatPower(a, b)
  if (!Number.isFinite(result) && Number.isFinite(a) && Number.isFinite(b))
    throw new PythonError('OverflowError', "(34, 'Numerical result out of range')")
  return float(result)
}

function onOthers(operator: BinaryOperator, operands: Operands): Value {
  const { a, b } = operands
  if (a instanceof Complex || b instanceof Complex) {
    const left = a instanceof Complex ? a : isReal(a) ? new Complex(toFloat(a), 0) : undefined
    const right = b instanceof Complex ? b : isReal(b) ? new Complex(toFloat(b), 0) : undefined
    if (left && right) return complexArithmetic(left, operator, right)
  }
  const bytes = onBytes(a, operator, b)
  if (bytes) return bytes
  if (operator === '+') return concatenate(operands)
  if (operator === '*') return repeat(operands)
  if (operator === '%' && typeof a === 'string') return formatPercent(a, b)
  if (operator === '|' && a instanceof Map && b instanceof Map) return new Map([...a, ...b])
  if (a instanceof PySet && b instanceof PySet) return onSets(operator, a, b, operands)
  throw unsupported(operator, operands)
}

function onSets(operator: BinaryOperator, a: PySet, b: PySet, operands: Operands): Value {
  if (operator === '|') return makeSet([...a.items, ...b.items])
  if (operator === '&') return new PySet(a.items.filter(item => has(b.items, item)))
  if (operator === '-') return new PySet(a.items.filter(item => !has(b.items, item)))
  if (operator !== '^') throw unsupported(operator, operands)
  return new PySet([
    ...a.items.filter(item => !has(b.items, item)),
    ...b.items.filter(item => !has(a.items, item)),
  ])
}

function concatenate(operands: Operands): Value {
  const { a, b } = operands
  if (typeof a === 'string') {
    if (typeof b !== 'string') throw typeError(`can only concatenate str (not "${typeName(b)}") to str`)
    if (a.length + b.length > MAX_LENGTH) throw tooLarge()
    return a + b
  }
  if (Array.isArray(a)) {
    if (!Array.isArray(b)) throw typeError(`can only concatenate list (not "${typeName(b)}") to list`)
    return [...a, ...b]
  }
  if (a instanceof Tuple) {
    if (!(b instanceof Tuple)) throw typeError(`can only concatenate tuple (not "${typeName(b)}") to tuple`)
    return new Tuple([...a.items, ...b.items])
  }
  throw unsupported('+', operands)
}

function repeat(operands: Operands): Value {
  const { a, b } = operands
  const isSequence = (value: Value) =>
    typeof value === 'string' || Array.isArray(value) || value instanceof Tuple
  if (!isSequence(a) && !isSequence(b)) throw unsupported('*', operands)
  const [sequence, times] = isSequence(a) ? [a, b] : [b, a]
  const count = wholeNumber(times)
  if (count === undefined) throw typeError(`can't multiply sequence by non-int of type '${typeName(times)}'`)
  if (typeof count === 'bigint' && (count > 2n ** 63n - 1n || count < -(2n ** 63n)))
    throw new PythonError('OverflowError', "cannot fit 'int' into an index-sized integer")
  const repeats = Math.max(Number(count), 0)
  if (typeof sequence === 'string') {
    if (sequence.length * repeats > MAX_LENGTH) throw beyondMemory(sequence.length * repeats)
    return sequence.repeat(repeats)
  }
  const items = Array.isArray(sequence) ? sequence : (sequence as Tuple).items
  if (items.length * repeats > MAX_ITEMS) throw beyondMemory(items.length * repeats * 8)
  const repeated: Value[] = []
  for (let round = 0; round < repeats; round++) for (const item of items) repeated.push(item)
  return Array.isArray(sequence) ? repeated : new Tuple(repeated)
}

/** Python itself ends with an empty message where no machine has the memory. */
function beyondMemory(bytes: number): PythonError {
  return bytes > NO_MACHINE ? new PythonError('MemoryError', '') : tooLarge()
}

/** `text % values` for %s, %r, %d and %%, which is all that answers hold. */
function formatPercent(text: string, values: Value): Value {
  const given = values instanceof Tuple ? [...values.items] : [values]
  const result = text.replace(/%([srd%])/g, (_, kind: string) => {
    if (kind === '%') return '%'
    if (given.length === 0) throw typeError('not enough arguments for format string')
    return str(given.shift() as Value)
  })
  if (given.length > 0 && !(values instanceof Map))
    throw typeError('not all arguments converted during string formatting')
  return result
}

/** `-value`, `+value` and `~value`. */
export function negate(value: Value, operator: '-' | '+' | '~' = '-'): Value {
  const whole = wholeNumber(value)
  if (whole !== undefined) {
    if (operator === '+') return integer(whole)
    return integer(operator === '-' ? -BigInt(whole) : -BigInt(whole) - 1n)
  }
  if (isReal(value) && operator !== '~') return float(operator === '-' ? -toFloat(value) : toFloat(value))
  if (value instanceof Complex && operator !== '~')
    return operator === '-' ? new Complex(-value.real, -value.imaginary) : value
  if (value instanceof NumberObject && operator === '-') {
    const negated = value.operate('-', 0, false)
    if (negated !== undefined) return negated
  }
  throw typeError(`bad operand type for unary ${operator}: '${typeName(value)}'`)
}

export function add(a: Value, b: Value): Value {
  return operate(a, '+', b)
}

export function subtract(a: Value, b: Value): Value {
  return operate(a, '-', b)
}

export function multiply(a: Value, b: Value): Value {
  return operate(a, '*', b)
}

export function divide(a: Value, b: Value): Value {
  return operate(a, '/', b)
}
