// Floats in fixed notation, rounded as Python's format rounds: on the exact value, ties to even.
import { divideRounded, splitFloat } from './integers.ts'

/** `format(value, '.<places>f')` of a finite number. */
export function fixed(value: number, places: number): string {
  const { mantissa, exponent } = splitFloat(Math.abs(value))
  const scaled = mantissa * 10n ** BigInt(places)
  const digits = (exponent >= 0 ? scaled << BigInt(exponent) : divideRounded(scaled, 1n << BigInt(-exponent)))
    .toString()
    .padStart(places + 1, '0')
  const sign = value < 0 || Object.is(value, -0) ? '-' : ''
  const whole = digits.slice(0, digits.length - places)
  return places === 0 ? sign + whole : `${sign}${whole}.${digits.slice(-places)}`
}

/** `round(value, places)` of a finite float, which CPython takes from the nearest decimal. */
export function roundFloat(value: number, places: number): number {
  if (places > 323) return value
  if (places < -308) return value < 0 || Object.is(value, -0) ? -0 : 0
  if (places >= 0) return Number(fixed(value, places))
  const { mantissa, exponent } = splitFloat(Math.abs(value))
  const unit = 10n ** BigInt(-places)
  const rounded =
    exponent >= 0
      ? divideRounded(mantissa << BigInt(exponent), unit)
      : divideRounded(mantissa, unit << BigInt(-exponent))
  const number = Number(rounded * unit)
  return value < 0 || Object.is(value, -0) ? -number : number
}
