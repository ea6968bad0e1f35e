// JSON and Python values that plain JavaScript cannot tell apart: int and float, tuple and list, key order.

/**
 * A value as Python sees it. Integers are `number` (or `bigint` beyond 2^53), floats with a fraction are
 * `number`, whole or non-finite floats are `Float`; dictionaries are `Map`s, so order and odd keys survive.
 */
export type Value =
  | null
  | boolean
  | number
  | bigint
  | string
  | Float
  | Tuple
  | PySet
  | Bytes
  | Complex
  | Ellipsis
  | PythonObject
  | Value[]
  | Dict

export type Dict = Map<Value, Value>

/** A float whose value is whole or not finite; every other float is a plain number with a fraction. */
export class Float {
  readonly value: number
  constructor(value: number) {
    this.value = value
  }
}

export class Tuple {
  readonly items: Value[]
  constructor(items: Value[]) {
    this.items = items
  }
}

export class PySet {
  readonly items: Value[]
  constructor(items: Value[]) {
    this.items = items
  }
}

export class Bytes {
  readonly bytes: Uint8Array
  constructor(bytes: Uint8Array) {
    this.bytes = bytes
  }
}

export class Complex {
  readonly real: number
  readonly imaginary: number
  constructor(real: number, imaginary: number) {
    this.real = real
    this.imaginary = imaginary
  }
}

/** Python's `...`; the one instance is `ELLIPSIS`. */
export class Ellipsis {}
export const ELLIPSIS = new Ellipsis()

/** Any other object (a number of a library, a function, a directory): known by its type's name and how it prints. */
export abstract class PythonObject {
  abstract readonly type: string
  abstract repr(): string
  str(): string {
    return this.repr()
  }
}

/** The value of a float literal or of float arithmetic: wrapped only where a plain number would look like an int. */
export function float(value: number): Value {
  return Number.isFinite(value) && !Number.isInteger(value) ? value : new Float(value)
}

/** The value of an integer: a `number` while that is exact, else a `bigint`. */
export function integer(value: bigint | number): Value {
  if (typeof value === 'number') return value
  return value >= BigInt(Number.MIN_SAFE_INTEGER) && value <= BigInt(Number.MAX_SAFE_INTEGER)
    ? Number(value)
    : value
}

export function isInteger(value: Value): value is number | bigint {
  return typeof value === 'bigint' || (typeof value === 'number' && Number.isInteger(value))
}

export function isFloat(value: Value): value is number | Float {
  return value instanceof Float || (typeof value === 'number' && !Number.isInteger(value))
}

/** The number inside an int, float or bool; a big integer is rounded. `undefined` for anything else. */
export function toNumber(value: Value): number | undefined {
  if (typeof value === 'number') return value
  if (value instanceof Float) return value.value
  if (typeof value === 'bigint') return Number(value)
  if (typeof value === 'boolean') return value ? 1 : 0
  return undefined
}

/** Python's name of a value's type. */
export function typeName(value: Value): string {
  if (value === null) return 'NoneType'
  if (typeof value === 'boolean') return 'bool'
  if (typeof value === 'string') return 'str'
  if (isInteger(value)) return 'int'
  if (isFloat(value)) return 'float'
  if (Array.isArray(value)) return 'list'
  if (value instanceof Map) return 'dict'
  if (value instanceof Tuple) return 'tuple'
  if (value instanceof PySet) return 'set'
  if (value instanceof Bytes) return 'bytes'
  if (value instanceof Complex) return 'complex'
  return value instanceof PythonObject ? value.type : 'ellipsis'
}

/** Plain JSON to a value: objects become `Map`s. A whole number is an int, as JSON text without a point is. */
export function fromJson(json: unknown): Value {
  if (Array.isArray(json)) return json.map(fromJson)
  if (json === null || typeof json !== 'object') return json as Value
  const dict: Dict = new Map()
  for (const key of Object.keys(json)) dict.set(key, fromJson((json as Record<string, unknown>)[key]))
  return dict
}
