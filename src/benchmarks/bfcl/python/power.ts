// Powers of floats, rounded to the nearest float as the C library of CPython rounds nearly all of them.
import { scaleFloat, splitFloat } from './integers.ts'
import { exponential, logarithm } from './logarithm.ts'

const BITS = 140

/**
 * base ** exponent of C's `pow`. JavaScript's own differs in the last bit for about one pair in ten, so finite pairs
 * are computed wide and rounded once.
 */
export function floatPower(base: number, exponent: number): number {
  const rough = base === 1 ? 1 : base ** exponent
  if (base === -1 && !Number.isFinite(exponent)) return 1
  if (!Number.isFinite(base) || !Number.isFinite(exponent) || base === 0 || exponent === 0) return rough
  if (exponent === 1) return base
  if (exponent === 2) return base * base
  if (exponent === 0.5) return Math.sqrt(base)
  if (exponent === -1) return 1 / base
  if (Number.isNaN(rough) || rough === 0 || !Number.isFinite(rough) || Math.abs(base) === 1) return rough
  const magnitude = widePower(Math.abs(base), exponent)
  return rough < 0 ? -magnitude : magnitude
}

function widePower(base: number, exponent: number): number {
  const { mantissa, exponent: scale } = splitFloat(base)
  const size = Math.abs(exponent)
  if (Number.isInteger(exponent) && exponent > 0 && size * Number(mantissa.toString(2).length) <= 4000) {
    return scaleFloat(mantissa ** BigInt(exponent), scale * exponent)
  }
  const factor = splitFloat(exponent)
  const product = logarithm(mantissa, scale, BITS) * factor.mantissa
  const scaled =
    factor.exponent >= 0 ? product << BigInt(factor.exponent) : product >> BigInt(-factor.exponent)
  const result = exponential(scaled, BITS)
  return scaleFloat(result.mantissa, result.exponent - BITS)
}
