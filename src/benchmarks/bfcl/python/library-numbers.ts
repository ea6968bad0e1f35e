// The numbers of mpmath and decimal that the simulated mathematics answers with; here they are only printed and tested for truth.
import { PythonError } from '../../../files/python-error.ts'
import { PythonObject } from '../../../files/values.ts'
import {
  type BinaryFloat,
  binaryText,
  type Finite,
  isZero,
  negative,
  pi,
  product,
  quotient,
  rounded,
  sum,
} from './binary-float.ts'
import { type Decimal, decimalText } from './decimal.ts'
import { asciiDigits, strip } from './text.ts'

export class LibraryDecimal extends PythonObject {
  readonly type = 'decimal.Decimal'
  private readonly text: string

  constructor(value: Decimal | string) {
    super()
    this.text = typeof value === 'string' ? value : decimalText(value)
  }

  repr(): string {
    return `Decimal('${this.text}')`
  }

  override str(): string {
    return this.text
  }
}

class LibraryFloat extends PythonObject {
  readonly type = 'mpf'
  private readonly text: string

  constructor(value: BinaryFloat, bits: number) {
    super()
    this.text = binaryText(value, bits)
  }

  repr(): string {
    return `mpf('${this.text}')`
  }

  override str(): string {
    return this.text
  }
}

class LibraryComplex extends PythonObject {
  readonly type = 'mpc'
  private readonly text: string

  constructor(real: BinaryFloat, imaginary: BinaryFloat, bits: number) {
    super()
    this.text = `mpc(real='${binaryText(real, bits)}', imag='${binaryText(imaginary, bits)}')`
  }

  repr(): string {
    return this.text
  }
}

/** A logarithm; that of a negative number has π as its imaginary part. */
export type Logarithm = { real: BinaryFloat; isComplex: boolean }

/** value / base as mpmath divides its real and complex numbers. Throws its ZeroDivisionError, which has no text. */
export function logarithmQuotient(value: Logarithm, base: Logarithm, bits: number): PythonObject {
  const divided = (a: BinaryFloat, b: BinaryFloat) => {
    const result = quotient(a, b, bits)
    if (result === undefined) throw new PythonError('ZeroDivisionError', '')
    return result
  }
  if (!base.isComplex) {
    const real = divided(value.real, base.real)
    if (!value.isComplex) return new LibraryFloat(real, bits)
    return new LibraryComplex(real, divided(pi(bits), base.real), bits)
  }
  const [c, d] = [base.real, pi(bits)]
  const work = bits + 10
  const size = plus(times(c, c), times(d, d), work)
  const [a, b] = [value.real, value.isComplex ? pi(bits) : { mantissa: 0n, exponent: 0 }]
  if (!value.isComplex)
    return new LibraryComplex(divided(times(c, a), size), divided(negative(times(d, a)), size), bits)
  const real = plus(times(a, c), times(b, d), work)
  const imaginary = plus(times(b, c), negative(times(a, d)), work)
  return new LibraryComplex(divided(real, size), divided(imaginary, size), bits)
}

function times(a: BinaryFloat, b: BinaryFloat): BinaryFloat {
  if (typeof a !== 'string' && typeof b !== 'string') return product(a, b)
  if (a === 'nan' || b === 'nan' || isZero(a) || isZero(b)) return 'nan'
  return isBelow(a) === isBelow(b) ? 'inf' : '-inf'
}

function plus(a: BinaryFloat, b: BinaryFloat, bits: number): BinaryFloat {
  if (typeof a !== 'string' && typeof b !== 'string') return sum(a, b, bits)
  if (typeof a !== 'string') return b
  if (typeof b !== 'string' || a === b) return a
  return 'nan'
}

function isBelow(value: BinaryFloat): boolean {
  return typeof value === 'string' ? value === '-inf' : value.mantissa < 0n
}

const LITERAL = /^([+-]?)(\d(?:_?\d)*)?(?:\.(\d(?:_?\d)*)?)?(?:e([+-]?\d(?:_?\d)*))?$/
const FRACTION = /^([+-]?\d+)\/([+-]?\d+)$/
const SPECIAL = new Map<string, BinaryFloat>([
  ['inf', 'inf'],
  ['+inf', 'inf'],
  ['-inf', '-inf'],
  ['nan', 'nan'],
])

/** A number written as text, rounded to that many bits; `undefined` where it is none. */
export function parseBinary(text: string, bits: number): BinaryFloat | undefined {
  const plain = asciiDigits(strip(text.toLowerCase()))
  const special = SPECIAL.get(plain)
  if (special !== undefined) return special
  const fraction = FRACTION.exec(plain)
  if (fraction) return ratio(BigInt(fraction[1]!), BigInt(fraction[2]!), bits)
  const [, sign, whole = '', decimals = '', power = '0'] = LITERAL.exec(plain.replace(/l+$/, '')) ?? []
  if (sign === undefined || (whole === '' && decimals === '')) return undefined
  const places = decimals.replaceAll('_', '').replace(/0+$/, '')
  const exponent = Number(power.replaceAll('_', '')) - places.length
  if (Math.abs(exponent) > 10_000) return undefined
  const digits = BigInt(`${whole.replaceAll('_', '')}${places}` || '0') * (sign === '-' ? -1n : 1n)
  return exponent >= 0
    ? rounded({ mantissa: digits * 10n ** BigInt(exponent), exponent: 0 }, bits)
    : ratio(digits, 10n ** BigInt(-exponent), bits)
}

function ratio(numerator: bigint, denominator: bigint, bits: number): BinaryFloat {
  const whole = (mantissa: bigint): Finite => ({ mantissa, exponent: 0 })
  const result = quotient(whole(numerator), whole(denominator), bits)
  if (result === undefined) throw new PythonError('ZeroDivisionError', '')
  return result
}
