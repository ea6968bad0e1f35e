// A sum that carries its rounding errors along (Neumaier), so that the order and number of terms do not show in it.

/** For few terms this is what Python's math.fsum gives. */
export function compensatedSum(values: readonly number[]): number {
  let sum = 0
  let lost = 0
  for (const value of values) {
    const next = sum + value
    lost += Math.abs(sum) >= Math.abs(value) ? sum - next + value : value - next + sum
    sum = next
  }
  return sum + lost
}
