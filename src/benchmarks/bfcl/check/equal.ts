// Python's == between values, and its `in`: numbers by value whatever their type, containers item by item.
import {
  Bytes,
  Complex,
  isFloat,
  isInteger,
  PySet,
  Tuple,
  toNumber,
  type Value,
} from '../../../files/values.ts'

/** `a == b` as Python decides it: 1 == True == 1.0, a list never equals a tuple, nan equals nothing. */
export function equal(a: Value, b: Value): boolean {
  if (typeof a === 'string' || typeof b === 'string' || a === null || b === null) return a === b
  if (isNumeric(a) && isNumeric(b)) return equalNumbers(a, b)
  if (Array.isArray(a)) return Array.isArray(b) && equalItems(a, b)
  if (a instanceof Tuple) return b instanceof Tuple && equalItems(a.items, b.items)
  if (a instanceof Map) return b instanceof Map && equalDicts(a, b)
  if (a instanceof PySet)
    return (
      b instanceof PySet &&
      a.items.length === b.items.length &&
      a.items.every(item => contains(b.items, item))
    )
  if (a instanceof Bytes) return b instanceof Bytes && Buffer.from(a.bytes).equals(Buffer.from(b.bytes))
  if (a instanceof Complex || b instanceof Complex) return equalComplex(a, b)
  return a === b
}

/** Python's `value in items`. */
export function contains(items: readonly Value[], value: Value): boolean {
  return items.some(item => equal(item, value))
}

function isNumeric(value: Value): boolean {
  return typeof value === 'boolean' || isInteger(value) || isFloat(value)
}

/** Integers beyond 2^53 are compared exactly, with floats too. */
function equalNumbers(a: Value, b: Value): boolean {
  if (typeof a !== 'bigint' && typeof b !== 'bigint') return toNumber(a) === toNumber(b)
  const [big, other] = typeof a === 'bigint' ? [a, b] : [b as bigint, a]
  if (typeof other === 'bigint') return big === other
  const number = toNumber(other)!
  return Number.isInteger(number) && BigInt(number) === big
}

function equalItems(a: Value[], b: Value[]): boolean {
  return a.length === b.length && a.every((item, at) => equal(item, b[at]!))
}

function equalDicts(a: Map<Value, Value>, b: Map<Value, Value>): boolean {
  if (a.size !== b.size) return false
  for (const [key, item] of a) {
    const other = b.has(key) ? b.get(key) : [...b].find(([candidate]) => equal(candidate, key))?.[1]
    if (other === undefined || !equal(item, other)) return false
  }
  return true
}

function equalComplex(a: Value, b: Value): boolean {
  const parts = (value: Value) =>
    value instanceof Complex ? [value.real, value.imaginary] : [toNumber(value), 0]
  const [one, two] = [parts(a), parts(b)]
  return one[0] === two[0] && one[1] === two[1]
}
