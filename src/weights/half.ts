// 16-bit floats: IEEE half precision and bfloat16, to and from 32-bit floats.

const HALF_VALUES = halfValues()
const float = new Float32Array(1)
const bits = new Uint32Array(float.buffer)

function halfValues(): Float32Array {
  const values = new Float32Array(65536)
  for (let half = 0; half < 65536; half++) {
    const sign = half & 0x8000 ? -1 : 1
    const exponent = (half >> 10) & 31
    const fraction = half & 1023
    if (exponent === 0) values[half] = sign * fraction * 2 ** -24
    else if (exponent === 31) values[half] = fraction ? Number.NaN : sign * Number.POSITIVE_INFINITY
    else values[half] = sign * (1 + fraction / 1024) * 2 ** (exponent - 15)
  }
  return values
}

/** The value of a half-precision bit pattern. */
export function fromHalf(half: number): number {
  return HALF_VALUES[half] as number
}

/** The nearest half-precision bit pattern, ties to even; what is too large becomes infinite. */
export function toHalf(value: number): number {
  float[0] = value
  const word = bits[0] as number
  const sign = (word >>> 16) & 0x8000
  const exponent = ((word >>> 23) & 255) - 112
  const fraction = word & 0x7fffff
  if (exponent === 143) return sign | (fraction ? 0x7e00 : 0x7c00)
  if (exponent >= 31) return sign | 0x7c00
  if (exponent < -10) return sign
  if (exponent > 0) return sign | roundOff((exponent << 23) | fraction, 13)
  return sign | roundOff(fraction | 0x800000, 14 - exponent)
}

/** Drops the low bits of an integer, rounding to nearest, ties to even. */
function roundOff(word: number, dropped: number): number {
  const kept = word >>> dropped
  const rest = word & ((1 << dropped) - 1)
  const middle = 1 << (dropped - 1)
  return rest > middle || (rest === middle && kept & 1) ? kept + 1 : kept
}
