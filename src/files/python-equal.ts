// Whether two values are equal as Python's == sees it: 1 == 1.0 == True, nan equals nothing, dictionaries in any order.
import { Float, Tuple, type Value } from './values.ts'

/** For values that JSON can hold, and tuples. */
export function pythonEquals(a: Value, b: Value): boolean {
  const [left, right] = [numberOf(a), numberOf(b)]
  // A number and a bigint are compared by their exact values, as Python compares a float and an int.
  if (left !== undefined && right !== undefined) return left >= right && left <= right
  if (Array.isArray(a)) return Array.isArray(b) && sameItems(a, b)
  if (a instanceof Tuple) return b instanceof Tuple && sameItems(a.items, b.items)
  if (a instanceof Map)
    return (
      b instanceof Map &&
      a.size === b.size &&
      [...a].every(([key, item]) => b.has(key) && pythonEquals(item, b.get(key)!))
    )
  return a === b
}

function sameItems(a: Value[], b: Value[]): boolean {
  return a.length === b.length && a.every((item, at) => pythonEquals(item, b[at]!))
}

function numberOf(value: Value): number | bigint | undefined {
  if (typeof value === 'number' || typeof value === 'bigint') return value
  if (typeof value === 'boolean') return Number(value)
  return value instanceof Float ? value.value : undefined
}
