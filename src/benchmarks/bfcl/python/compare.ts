// Python's comparisons: ==, <, in, and what a dictionary takes for the same key.
import { PythonError, typeError } from '../../../files/python-error.ts'
import { repr } from '../../../files/python-repr.ts'
import {
  Bytes,
  Complex,
  type Dict,
  Float,
  isInteger,
  PySet,
  PythonObject,
  Tuple,
  typeName,
  type Value,
} from '../../../files/values.ts'
import { LazyItems } from './lazy-items.ts'

/** An object that says itself whether it equals another, and whether it is true. */
export abstract class ComparableObject extends PythonObject {
  equals(other: Value): boolean {
    return this === other
  }
  compare(_other: Value): number | undefined {
    return undefined
  }
  isTrue(): boolean {
    return true
  }
}

/** The number inside a bool, int or float, exact; `undefined` for all else. JavaScript compares bigint and number exactly. */
export function exactNumber(value: Value): number | bigint | undefined {
  if (typeof value === 'number' || typeof value === 'bigint') return value
  if (typeof value === 'boolean') return value ? 1 : 0
  return value instanceof Float ? value.value : undefined
}

/** Python's `a == b`. */
export function equals(a: Value, b: Value): boolean {
  if (a === b) return true
  if (typeof a === 'string' || typeof b === 'string') return false
  const left = exactNumber(a)
  const right = exactNumber(b)
  // biome-ignore lint/suspicious/noDoubleEquals: a bigint and a number that are the same number are equal
  if (left !== undefined && right !== undefined) return left == right
  if (a instanceof ComparableObject) return a.equals(b)
  if (b instanceof ComparableObject) return b.equals(a)
  if (Array.isArray(a)) return Array.isArray(b) && equalItems(a, b)
  if (a instanceof Map) return b instanceof Map && equalDicts(a, b)
  if (a instanceof Tuple) return b instanceof Tuple && equalItems(a.items, b.items)
  return equalRest(a, b)
}

function equalRest(a: Value, b: Value): boolean {
  if (a instanceof Complex || b instanceof Complex) {
    const left = complexParts(a)
    const right = complexParts(b)
    return left !== undefined && right !== undefined && left[0] === right[0] && left[1] === right[1]
  }
  if (a instanceof PySet)
    return (
      b instanceof PySet && a.items.length === b.items.length && a.items.every(item => has(b.items, item))
    )
  if (a instanceof Bytes) return b instanceof Bytes && Buffer.compare(a.bytes, b.bytes) === 0
  return false
}

function complexParts(value: Value): [number, number] | undefined {
  if (value instanceof Complex) return [value.real, value.imaginary]
  const number = exactNumber(value)
  return number === undefined ? undefined : [Number(number), 0]
}

function equalItems(a: Value[], b: Value[]): boolean {
  return (
    a.length === b.length && a.every((item, index) => item === b[index] || equals(item, b[index] as Value))
  )
}

function equalDicts(a: Dict, b: Dict): boolean {
  if (a.size !== b.size) return false
  for (const [key, item] of a) {
    const other = storedKey(b, key)
    if (other === undefined || !equals(item, b.get(other) as Value)) return false
  }
  return true
}

/** Whether a list holds an equal value, by identity first, as Python looks. */
export function has(items: Value[], value: Value): boolean {
  return items.some(item => item === value || equals(item, value))
}

export type Operator = '<' | '<=' | '>' | '>='

/** Python's `a < b` and its kin; throws its TypeError where the two cannot be ordered. */
export function compare(a: Value, operator: Operator, b: Value): boolean {
  const left = exactNumber(a)
  const right = exactNumber(b)
  if (left !== undefined && right !== undefined) return decide(left, operator, right)
  if (typeof a === 'string' && typeof b === 'string') return decide(compareText(a, b), operator, 0)
  if (Array.isArray(a) && Array.isArray(b)) return compareItems(a, operator, b)
  if (a instanceof Tuple && b instanceof Tuple) return compareItems(a.items, operator, b.items)
  const order = orderObjects(a, b)
  if (order !== undefined) return decide(order, operator, 0)
  throw typeError(`'${operator}' not supported between instances of '${typeName(a)}' and '${typeName(b)}'`)
}

function orderObjects(a: Value, b: Value): number | undefined {
  if (a instanceof ComparableObject) return a.compare(b)
  const order = b instanceof ComparableObject ? b.compare(a) : undefined
  return order === undefined ? undefined : -order
}

function decide(left: number | bigint, operator: Operator, right: number | bigint): boolean {
  if (operator === '<') return left < right
  if (operator === '<=') return left <= right
  if (operator === '>') return left > right
  return left >= right
}

/** Order by code points, which differs from JavaScript's by code units where surrogates meet the rest of the plane. */
export function compareText(a: string, b: string): number {
  const length = Math.min(a.length, b.length)
  for (let index = 0; index < length; index++) {
    const left = a.charCodeAt(index)
    const right = b.charCodeAt(index)
    if (left !== right) return codePointRank(left) - codePointRank(right)
  }
  return a.length - b.length
}

function codePointRank(unit: number): number {
  return unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit
}

function compareItems(a: Value[], operator: Operator, b: Value[]): boolean {
  const length = Math.min(a.length, b.length)
  for (let index = 0; index < length; index++) {
    const left = a[index] as Value
    const right = b[index] as Value
    if (left !== right && !equals(left, right)) return compare(left, operator, right)
  }
  return decide(a.length, operator, b.length)
}

/** Throws Python's TypeError for a value that cannot be a dictionary's key. */
export function assertHashable(value: Value): void {
  if (Array.isArray(value) || value instanceof Map || value instanceof PySet)
    throw typeError(`unhashable type: '${typeName(value)}'`)
  if (value instanceof Tuple) value.items.forEach(assertHashable)
}

/** The key of the dictionary that equals `key` (1, 1.0 and True are one key), or `undefined`. */
export function storedKey(dict: Dict, key: Value): Value | undefined {
  if (dict.has(key)) return key
  if (typeof key === 'string') return undefined
  assertHashable(key)
  for (const stored of dict.keys()) if (typeof stored !== 'string' && equals(stored, key)) return stored
  return undefined
}

export function hasKey(dict: Dict, key: Value): boolean {
  return storedKey(dict, key) !== undefined
}

/** `dict.get(key)`, `undefined` where there is none. */
export function lookUp(dict: Dict, key: Value): Value | undefined {
  const stored = storedKey(dict, key)
  return stored === undefined ? undefined : dict.get(stored)
}

/** `dict[key]`, or Python's KeyError. */
export function getItem(dict: Dict, key: Value): Value {
  const value = lookUp(dict, key)
  if (value === undefined) throw new PythonError('KeyError', repr(key), key)
  return value
}

/** `dict[key] = value`: an equal key that is there keeps its place and its form. */
export function setItem(dict: Dict, key: Value, value: Value): void {
  dict.set(storedKey(dict, key) ?? key, value)
}

/** Python's `item in container`. */
export function contains(container: Value, item: Value): boolean {
  if (typeof container === 'string') {
    if (typeof item === 'string') return container.includes(item)
    throw typeError(`'in <string>' requires string as left operand, not ${typeName(item)}`)
  }
  if (Array.isArray(container)) return has(container, item)
  if (container instanceof Map) return hasKey(container, item)
  if (container instanceof Tuple) return has(container.items, item)
  if (container instanceof PySet) {
    assertHashable(item)
    return has(container.items, item)
  }
  if (container instanceof LazyItems) return has(container.values, item)
  if (container instanceof Bytes) {
    if (isInteger(item)) return container.bytes.includes(Number(item))
    if (item instanceof Bytes) return Buffer.from(container.bytes).includes(Buffer.from(item.bytes))
    throw typeError(`a bytes-like object is required, not '${typeName(item)}'`)
  }
  throw typeError(`argument of type '${typeName(container)}' is not iterable`)
}

/** Python's truth of a value. */
export function isTrue(value: Value): boolean {
  if (value === null) return false
  if (typeof value === 'boolean') return value
  if (typeof value === 'string') return value !== ''
  const number = exactNumber(value)
  // biome-ignore lint/suspicious/noDoubleEquals: 0n counts as zero too
  if (number !== undefined) return number != 0
  if (Array.isArray(value)) return value.length > 0
  if (value instanceof Map) return value.size > 0
  if (value instanceof Tuple || value instanceof PySet) return value.items.length > 0
  if (value instanceof Bytes) return value.bytes.length > 0
  if (value instanceof Complex) return value.real !== 0 || value.imaginary !== 0
  return value instanceof ComparableObject ? value.isTrue() : true
}

/** The order in which `sorted` puts items; JavaScript's sort is stable as Python's is. */
export function compareItemsForSort(a: Value, b: Value): number {
  if (compare(a, '<', b)) return -1
  return compare(b, '<', a) ? 1 : 0
}

/** `sorted(items, reverse=…)`: the other way round, the list is turned before and after, so that equal items keep their order. */
export function sortValues(items: readonly Value[], isReverse: boolean): Value[] {
  const sorted = isReverse ? [...items].reverse() : [...items]
  sorted.sort(compareItemsForSort)
  return isReverse ? sorted.reverse() : sorted
}
