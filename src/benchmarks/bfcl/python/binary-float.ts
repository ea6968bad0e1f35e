// Binary floats of any precision with their logarithm, division and printing, as mpmath 1.3 has them (libmpf.py).
import { bitLength, shiftRounded, splitFloat } from './integers.ts'
import { logarithm } from './logarithm.ts'

/** mantissa × 2^exponent; a zero has no mantissa. */
export type Finite = { mantissa: bigint; exponent: number }
export type BinaryFloat = Finite | 'inf' | '-inf' | 'nan'

export const ZERO: Finite = { mantissa: 0n, exponent: 0 }

const BITS_PER_DIGIT = 3.3219280948873626

/** Bits that hold that many decimals, as mpmath counts them. */
export function bitsOfDigits(digits: number): number {
  return Math.max(1, roundEven((digits + 1) * BITS_PER_DIGIT))
}

/** Decimals that tell numbers of that many bits apart. */
function digitsOfBits(bits: number): number {
  const digits = Math.max(1, roundEven(bits / BITS_PER_DIGIT) - 1)
  return digits === 15 ? 17 : digits + 3
}

function roundEven(value: number): number {
  const floor = Math.floor(value)
  const rest = value - floor
  return rest > 0.5 || (rest === 0.5 && floor % 2 !== 0) ? floor + 1 : floor
}

export function fromNumber(value: number | bigint): BinaryFloat {
  if (typeof value === 'bigint') return { mantissa: value, exponent: 0 }
  if (Number.isNaN(value)) return 'nan'
  if (!Number.isFinite(value)) return value > 0 ? 'inf' : '-inf'
  return splitFloat(value)
}

/** Rounded to the nearest number of that many bits, ties to even. */
export function rounded({ mantissa, exponent }: Finite, bits: number): Finite {
  const excess = bitLength(mantissa) - bits
  return excess <= 0
    ? { mantissa, exponent }
    : { mantissa: shiftRounded(mantissa, excess), exponent: exponent + excess }
}

export function isNegative(value: BinaryFloat): boolean {
  return typeof value === 'string' ? value === '-inf' : value.mantissa < 0n
}

export function negative(value: BinaryFloat): BinaryFloat {
  if (value === 'nan') return value
  if (typeof value === 'string') return value === 'inf' ? '-inf' : 'inf'
  return { mantissa: -value.mantissa, exponent: value.exponent }
}

export function isZero(value: BinaryFloat): boolean {
  return typeof value !== 'string' && value.mantissa === 0n
}

/** The natural logarithm of a value that is not negative. */
export function naturalLogarithm(value: BinaryFloat, bits: number): BinaryFloat {
  if (typeof value === 'string') return value
  if (value.mantissa === 0n) return '-inf'
  const guard = bits + 40 + cancelledBits(value)
  return rounded({ mantissa: logarithm(value.mantissa, value.exponent, guard), exponent: -guard }, bits)
}

/** How many bits of the logarithm vanish because the value lies near one. */
function cancelledBits({ mantissa, exponent }: Finite): number {
  if (exponent >= 0 || Math.abs(exponent + bitLength(mantissa)) > 1) return 0
  const distance = mantissa - (1n << BigInt(-exponent))
  return distance === 0n ? 0 : Math.max(0, -exponent - bitLength(distance))
}

/** `undefined` where the divisor is zero. */
export function quotient(a: BinaryFloat, b: BinaryFloat, bits: number): BinaryFloat | undefined {
  if (isZero(b)) return undefined
  if (typeof a === 'string' || typeof b === 'string') return specialQuotient(a, b)
  if (a.mantissa === 0n) return ZERO
  const shift = Math.max(5, bits - bitLength(a.mantissa) + bitLength(b.mantissa) + 5)
  const [top, bottom] = b.mantissa < 0n ? [-a.mantissa, -b.mantissa] : [a.mantissa, b.mantissa]
  const scaled = (top < 0n ? -top : top) << BigInt(shift)
  const whole = scaled / bottom
  const sticky = whole * bottom === scaled ? whole * 2n : whole * 2n + 1n
  const mantissa = top < 0n ? -sticky : sticky
  return rounded({ mantissa, exponent: a.exponent - b.exponent - shift - 1 }, bits)
}

function specialQuotient(a: BinaryFloat, b: BinaryFloat): BinaryFloat {
  if (a === 'nan' || b === 'nan' || (typeof a === 'string' && typeof b === 'string')) return 'nan'
  if (typeof b === 'string') return ZERO
  return isNegative(a) !== isNegative(b) ? '-inf' : 'inf'
}

export function product(a: Finite, b: Finite): Finite {
  return { mantissa: a.mantissa * b.mantissa, exponent: a.exponent + b.exponent }
}

export function sum(a: Finite, b: Finite, bits: number): Finite {
  if (a.mantissa === 0n) return rounded(b, bits)
  if (b.mantissa === 0n) return rounded(a, bits)
  const exponent = Math.min(a.exponent, b.exponent)
  const shifted = ({ mantissa, exponent: own }: Finite) => mantissa << BigInt(own - exponent)
  return rounded({ mantissa: shifted(a) + shifted(b), exponent }, bits)
}

/** π, from Machin's formula. */
export function pi(bits: number): Finite {
  const work = bits + 30
  const one = 1n << BigInt(work)
  const mantissa = 4n * (4n * inverseTangent(5n, one) - inverseTangent(239n, one))
  return rounded({ mantissa, exponent: -work }, bits)
}

/** arctan(1 / divisor) × one. */
function inverseTangent(divisor: bigint, one: bigint): bigint {
  const square = divisor * divisor
  let power = one / divisor
  let total = power
  for (let odd = 3n, sign = -1n; power !== 0n; odd += 2n, sign = -sign) {
    power /= square
    total += (sign * power) / odd
  }
  return total
}

/** The text inside of `mpf('…')` at a precision. */
export function binaryText(value: BinaryFloat, bits: number): string {
  if (value === 'inf') return '+inf'
  if (typeof value === 'string') return value
  if (value.mantissa === 0n) return '0.0'
  const size = digitsOfBits(bits)
  const sign = value.mantissa < 0n ? '-' : ''
  const found = decimalDigits(
    { ...value, mantissa: value.mantissa < 0n ? -value.mantissa : value.mantissa },
    size + 3,
  )
  return sign + layOut(roundDigits(found, size), size)
}

type Decimals = { digits: string; exponent: number }

/** The leading decimals, cut; mpmath carries a few more than it is asked for. */
function decimalDigits({ mantissa, exponent }: Finite, size: number): Decimals {
  const bits = Math.trunc(size * Math.log2(10)) + 10
  const fixed = Math.max(bits - exponent - bitLength(mantissa), 0)
  const places = Math.trunc(fixed / Math.log2(10) + 0.5)
  const offset = exponent + fixed
  const whole = offset >= 0 ? mantissa << BigInt(offset) : mantissa >> BigInt(-offset)
  const digits = ((whole * 10n ** BigInt(places)) >> BigInt(fixed)).toString()
  return { digits, exponent: digits.length - places - 1 }
}

function roundDigits({ digits, exponent }: Decimals, size: number): Decimals {
  const kept = digits.slice(0, size)
  if (!(digits.length > size && digits[size]! >= '5')) return { digits: kept, exponent }
  const up = (BigInt(kept) + 1n).toString()
  return up.length > kept.length
    ? { digits: up.slice(0, -1), exponent: exponent + 1 }
    : { digits: up.padStart(kept.length, '0'), exponent }
}

function layOut({ digits, exponent }: Decimals, size: number): string {
  const isPlain = Math.min(-Math.floor(size / 3), -5) < exponent && exponent < size
  const padded = isPlain && exponent < 0 ? '0'.repeat(-exponent) + digits : digits
  const split = isPlain && exponent >= 0 ? exponent + 1 : 1
  const text = `${padded.slice(0, split).padEnd(split, '0')}.${padded.slice(split)}`.replace(/0+$/, '')
  const tidy = text.endsWith('.') ? `${text}0` : text
  if (isPlain || exponent === 0) return tidy
  return exponent > 0 ? `${tidy}e+${exponent}` : `${tidy}e${exponent}`
}
