// Square roots of Python's decimal module: rounded to the precision, with its ideal exponent, and how they print.
import { squareRoot } from './integers.ts'

/** coefficient × 10^exponent, never negative but for the sign of a zero. */
export type Decimal = { coefficient: bigint; exponent: number; isNegative?: boolean }

/** A finite float or an integer that is not negative, exactly. */
export function exactDecimal(value: { mantissa: bigint; exponent: number }): Decimal {
  let { mantissa, exponent } = value
  while (exponent < 0 && mantissa !== 0n && (mantissa & 1n) === 0n) {
    mantissa >>= 1n
    exponent++
  }
  if (mantissa === 0n) return { coefficient: 0n, exponent: 0 }
  if (exponent >= 0) return { coefficient: mantissa << BigInt(exponent), exponent: 0 }
  return { coefficient: mantissa * 5n ** BigInt(-exponent), exponent }
}

/** `Decimal.sqrt` at a precision, ties to even (as _pydecimal.py describes it). */
export function decimalRoot({ coefficient, exponent }: Decimal, precision: number): Decimal {
  if (coefficient === 0n) return { coefficient, exponent: Math.floor(exponent / 2) }
  const isOdd = exponent % 2 !== 0
  const base = isOdd ? coefficient * 10n : coefficient
  const half = Math.floor(exponent / 2)
  const length = coefficient.toString().length
  const pairs = isOdd ? (length >> 1) + 1 : (length + 1) >> 1
  const shift = precision + 1 - pairs
  const scaled = shift >= 0 ? base * 100n ** BigInt(shift) : base / 100n ** BigInt(-shift)
  const root = squareRoot(scaled)
  const isExact = root * root === scaled && (shift >= 0 || scaled * 100n ** BigInt(-shift) === base)
  if (isExact) {
    const ideal = shift >= 0 ? root / 10n ** BigInt(shift) : root * 10n ** BigInt(-shift)
    return fitted({ coefficient: ideal, exponent: half }, precision)
  }
  // A last digit that is neither zero nor five cannot be taken for a tie.
  const marked = root % 5n === 0n ? root + 1n : root
  return fitted({ coefficient: marked, exponent: half - shift }, precision)
}

function fitted({ coefficient, exponent }: Decimal, precision: number): Decimal {
  const excess = coefficient.toString().length - precision
  if (excess <= 0) return { coefficient, exponent }
  const unit = 10n ** BigInt(excess)
  const [whole, rest] = [coefficient / unit, coefficient % unit]
  const isUp = rest * 2n > unit || (rest * 2n === unit && (whole & 1n) === 1n)
  return fitted({ coefficient: isUp ? whole + 1n : whole, exponent: exponent + excess }, precision)
}

/** `str(decimal)`. */
export function decimalText({ coefficient, exponent, isNegative = false }: Decimal): string {
  const digits = coefficient.toString()
  const left = exponent + digits.length
  const isPlain = exponent <= 0 && left > -6
  const point = isPlain ? left : 1
  const sign = isNegative ? '-' : ''
  const power = left === point ? '' : `E${left - point >= 0 ? '+' : ''}${left - point}`
  if (point <= 0) return `${sign}0.${'0'.repeat(-point)}${digits}${power}`
  const padded = digits.padEnd(point, '0')
  const fraction = padded.slice(point)
  return `${sign}${padded.slice(0, point)}${fraction === '' ? '' : `.${fraction}`}${power}`
}
