// Whole numbers of any size: square roots, bit lengths, and quotients rounded as Python rounds them.

export function bitLength(value: bigint): number {
  const magnitude = value < 0n ? -value : value
  if (magnitude === 0n) return 0
  const hex = magnitude.toString(16)
  return hex.length * 4 - Math.clz32(Number.parseInt(hex[0] as string, 16)) + 28
}

/** The whole part of the square root of a value that is not negative. */
export function squareRoot(value: bigint): bigint {
  if (value < 2n) return value
  let guess = 1n << BigInt((bitLength(value) + 1) >> 1)
  for (;;) {
    const next = (guess + value / guess) >> 1n
    if (next >= guess) return guess
    guess = next
  }
}

/** value / 2^shift, rounded to the nearest whole number, ties to even; a negative shift multiplies. */
export function shiftRounded(value: bigint, shift: number): bigint {
  if (shift <= 0) return value << BigInt(-shift)
  const by = BigInt(shift)
  const whole = value >> by
  const rest = value - (whole << by)
  const half = 1n << (by - 1n)
  if (rest > half || (rest === half && (whole & 1n) === 1n)) return whole + 1n
  return whole
}

/** numerator / denominator, rounded to the nearest whole number, ties to even. The denominator is positive. */
export function divideRounded(numerator: bigint, denominator: bigint): bigint {
  const whole = floorDivide(numerator, denominator)
  const twice = (numerator - whole * denominator) * 2n
  if (twice > denominator || (twice === denominator && (whole & 1n) === 1n)) return whole + 1n
  return whole
}

export function floorDivide(a: bigint, b: bigint): bigint {
  const quotient = a / b
  return a % b !== 0n && a < 0n !== b < 0n ? quotient - 1n : quotient
}

/** numerator / denominator as the nearest float; infinite where it is too large. */
export function divideToFloat(numerator: bigint, denominator: bigint): number {
  const shift = bitLength(denominator) - bitLength(numerator) + 66
  const scaled = shift >= 0 ? numerator << BigInt(shift) : numerator
  const divisor = shift >= 0 ? denominator : denominator << BigInt(-shift)
  const quotient = scaled / divisor
  const sticky = quotient * divisor === scaled ? 0n : numerator < 0n !== denominator < 0n ? -1n : 1n
  return scaleFloat(quotient * 2n + sticky, -shift - 1)
}

/** The float nearest to value × 2^exponent. */
export function scaleFloat(value: bigint, exponent: number): number {
  const spare = bitLength(value) - 200
  if (spare > 0) {
    const kept = value >> BigInt(spare)
    return scaleFloat(kept << BigInt(spare) === value ? kept : kept | 1n, exponent + spare)
  }
  const excess = Math.max(bitLength(value) + exponent > -1022 ? 0 : -1074 - exponent, 0)
  if (excess > 0) return Number(shiftRounded(value, excess)) * 2 ** -1074
  const number = Number(value)
  if (exponent < -1000) return number * 2 ** -1000 * 2 ** (exponent + 1000)
  return exponent > 900 ? number * 2 ** 900 * 2 ** (exponent - 900) : number * 2 ** exponent
}

/** A finite float as mantissa × 2^exponent, exactly. */
export function splitFloat(value: number): { mantissa: bigint; exponent: number } {
  const view = new DataView(new ArrayBuffer(8))
  view.setFloat64(0, value)
  const bits = view.getBigUint64(0)
  const raw = Number((bits >> 52n) & 0x7ffn)
  const fraction = bits & 0xfffffffffffffn
  const mantissa = raw === 0 ? fraction : fraction | 0x10000000000000n
  return { mantissa: value < 0 ? -mantissa : mantissa, exponent: Math.max(raw, 1) - 1075 }
}
