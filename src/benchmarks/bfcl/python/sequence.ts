// Python's sequences: length, iteration, indexing and slicing of strings, lists, tuples and dictionaries.
import { PythonError, typeError } from '../../../files/python-error.ts'
import { Bytes, type Dict, isInteger, PySet, Tuple, typeName, type Value } from '../../../files/values.ts'
import { assertHashable, has, lookUp } from './compare.ts'
import { LazyItems } from './lazy-items.ts'
import { repr } from '../../../files/python-repr.ts'

/** What `for … in value` walks over. Throws Python's TypeError. */
export function iterate(value: Value): Value[] {
  if (Array.isArray(value)) return value
  if (typeof value === 'string') return Array.from(value)
  if (value instanceof Map) return [...value.keys()]
  if (value instanceof Tuple || value instanceof PySet) return value.items
  if (value instanceof Bytes) return [...value.bytes]
  if (value instanceof LazyItems) return value.values
  throw typeError(`'${typeName(value)}' object is not iterable`)
}

/** Code points of a string; a string without surrogates needs no walk. */
export function textLength(text: string): number {
  if (!/[\ud800-\udbff]/.test(text)) return text.length
  let count = 0
  for (const _ of text) count++
  return count
}

export function length(value: Value): number {
  if (typeof value === 'string') return textLength(value)
  if (Array.isArray(value)) return value.length
  if (value instanceof Map) return value.size
  if (value instanceof Tuple || value instanceof PySet) return value.items.length
  if (value instanceof Bytes) return value.bytes.length
  if (value instanceof LazyItems && value.hasLength) return value.values.length
  throw typeError(`object of type '${typeName(value)}' has no len()`)
}

/** `value[key]`. */
export function subscript(value: Value, key: Value): Value {
  if (value instanceof Map) {
    const item = lookUp(value, key)
    if (item === undefined) throw new PythonError('KeyError', repr(key), key)
    return item
  }
  if (Array.isArray(value)) return itemAt(value, key, 'list')
  if (value instanceof Tuple) return itemAt(value.items, key, 'tuple')
  if (value instanceof LazyItems && value.type === 'range') return itemAt(value.values, key, 'range')
  if (typeof value === 'string') return characterAt(value, key)
  throw typeError(`'${typeName(value)}' object is not subscriptable`)
}

function itemAt(items: Value[], key: Value, type: string): Value {
  const index = indexOf(key, () => `${type} indices must be integers or slices, not ${typeName(key)}`)
  const item = items.at(index)
  if (item === undefined || index < -items.length)
    throw new PythonError(
      'IndexError',
      type === 'range' ? 'range object index out of range' : `${type} index out of range`,
    )
  return item
}

function characterAt(text: string, key: Value): Value {
  const index = indexOf(key, () => `string indices must be integers, not '${typeName(key)}'`)
  const character = Array.from(text).at(index)
  if (character === undefined) throw new PythonError('IndexError', 'string index out of range')
  return character
}

function indexOf(key: Value, otherwise: () => string): number {
  if (typeof key === 'boolean') return key ? 1 : 0
  if (!isInteger(key)) throw typeError(otherwise())
  if (typeof key === 'bigint')
    throw new PythonError('IndexError', "cannot fit 'int' into an index-sized integer")
  return key
}

export type Slice = { start: Value; stop: Value; step: Value }

/** `value[start:stop:step]` of strings, lists and tuples. */
export function slice(value: Value, { start, stop, step }: Slice): Value {
  if (value instanceof Map) throw typeError("unhashable type: 'slice'")
  if (value instanceof LazyItems && value.type === 'range') return sliceRange(value, { start, stop, step })
  const isText = typeof value === 'string'
  if (!isText && !Array.isArray(value) && !(value instanceof Tuple))
    throw typeError(`'${typeName(value)}' object is not subscriptable`)
  const items = isText ? Array.from(value) : Array.isArray(value) ? value : value.items
  const picked = pick(items, [start, stop, step].map(sliceIndex))
  if (isText) return picked.join('')
  return Array.isArray(value) ? picked : new Tuple(picked)
}

function sliceRange(range: LazyItems, { start, stop, step }: Slice): Value {
  const picked = pick(range.values, [start, stop, step].map(sliceIndex)) as number[]
  const [first = 0, second = first + 1] = picked
  const by = second - first
  const end = picked.length === 0 ? 0 : picked.at(-1)! + by
  return new LazyItems('range', picked, `range(${first}, ${end}${by === 1 ? '' : `, ${by}`})`)
}

function sliceIndex(value: Value): number | null {
  if (value === null) return null
  if (typeof value === 'boolean') return value ? 1 : 0
  if (!isInteger(value)) throw typeError('slice indices must be integers or None or have an __index__ method')
  return Number(value)
}

function pick<T>(items: T[], [start = null, stop = null, step = null]: (number | null)[]): T[] {
  const by = step ?? 1
  if (by === 0) throw new PythonError('ValueError', 'slice step cannot be zero')
  const size = items.length
  const clamp = (index: number, low: number, high: number) =>
    Math.min(Math.max(index < 0 ? index + size : index, low), high)
  const from =
    start === null ? (by > 0 ? 0 : size - 1) : clamp(start, by > 0 ? 0 : -1, by > 0 ? size : size - 1)
  const to = stop === null ? (by > 0 ? size : -1) : clamp(stop, by > 0 ? 0 : -1, by > 0 ? size : size - 1)
  if (by === 1) return items.slice(from, Math.max(from, to))
  const picked: T[] = []
  for (let index = from; by > 0 ? index < to : index > to; index += by) picked.push(items[index] as T)
  return picked
}

/** A set of the items, each once, in the order they came. */
export function makeSet(items: Value[]): PySet {
  const kept: Value[] = []
  for (const item of items) {
    assertHashable(item)
    if (!has(kept, item)) kept.push(item)
  }
  return new PySet(kept)
}

/** A shallow copy of a dictionary. */
export function copyDict(dict: Dict): Dict {
  return new Map(dict)
}

/** Appends in place, as `list.extend` does with what can be walked. */
export function extend(list: Value[], more: Value): void {
  for (const item of [...iterate(more)]) list.push(item)
}
