// Natural logarithms and exponentials of exact numbers to any number of bits, in fixed point.
import { bitLength, shiftRounded, squareRoot } from './integers.ts'

/** ln(mantissa × 2^exponent) × 2^bits, within a few units. The mantissa is positive. */
export function logarithm(mantissa: bigint, exponent: number, bits: number): bigint {
  const length = bitLength(mantissa)
  let power = exponent + length
  const work = bits + 20 + bitLength(BigInt(Math.abs(power)))
  // Between 2/3 and 4/3, so that the series runs on a small argument and no logarithm near 1 cancels.
  if (scaleTo(mantissa, work - length) * 3n < 2n << BigInt(work)) power -= 1
  const x = scaleTo(mantissa, work + exponent - power)
  const sum = logarithmNearOne(x, work) + BigInt(power) * logarithmOfTwo(work)
  return shiftRounded(sum, work - bits)
}

/** value × 2^shift, cut to a whole number. */
function scaleTo(value: bigint, shift: number): bigint {
  return shift >= 0 ? value << BigInt(shift) : value >> BigInt(-shift)
}

/** ln(x / 2^bits) × 2^bits for x / 2^bits near one: square roots bring it nearer, then the series of artanh. */
function logarithmNearOne(x: bigint, bits: number): bigint {
  const roots = bits > 1000 ? 20 : 4
  const work = bits + roots + 10
  let near = x << BigInt(work - bits)
  for (let root = 0; root < roots; root++) near = squareRoot(near << BigInt(work))
  const one = 1n << BigInt(work)
  const series = 2n * areaTangent(((near - one) << BigInt(work)) / (near + one), work)
  return shiftRounded(series << BigInt(roots), work - bits)
}

/** artanh(z / 2^bits) × 2^bits. */
function areaTangent(z: bigint, bits: number): bigint {
  const shift = BigInt(bits)
  const square = (z * z) >> shift
  let term = z
  let sum = z
  for (let odd = 3n; term !== 0n && term !== -1n; odd += 2n) {
    term = (term * square) >> shift
    sum += term / odd
  }
  return sum
}

const logarithmsOfTwo = new Map<number, bigint>()

/** ln 2 × 2^bits. */
export function logarithmOfTwo(bits: number): bigint {
  const known = logarithmsOfTwo.get(bits)
  if (known !== undefined) return known
  const work = bits + 20
  const part = (divisor: bigint) => inverseAreaTangent(divisor, 1n << BigInt(work))
  const value = (18n * part(26n) - 2n * part(4801n) + 8n * part(8749n)) >> 20n
  logarithmsOfTwo.set(bits, value)
  return value
}

/** artanh(1 / divisor) × one. */
function inverseAreaTangent(divisor: bigint, one: bigint): bigint {
  const square = divisor * divisor
  let power = one / divisor
  let sum = power
  for (let odd = 3n; power !== 0n; odd += 2n) {
    power /= square
    sum += power / odd
  }
  return sum
}

/** exp(x / 2^bits) as mantissa × 2^(exponent − bits). */
export function exponential(x: bigint, bits: number): { mantissa: bigint; exponent: number } {
  const work = bits + 40
  const halvings = 16
  const wide = x << 40n
  const two = logarithmOfTwo(work)
  const power = Number(wide / two) - (wide < 0n ? 1 : 0)
  const rest = (wide - BigInt(power) * two) >> BigInt(halvings)
  const shift = BigInt(work)
  let term = 1n << shift
  let sum = term
  for (let n = 1n; term !== 0n; n += 1n) {
    term = ((term * rest) >> shift) / n
    sum += term
  }
  for (let step = 0; step < halvings; step++) sum = (sum * sum) >> shift
  return { mantissa: sum >> 40n, exponent: power }
}
