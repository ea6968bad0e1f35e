// Tagged JSON: values that JSON cannot tell apart, written as plain JSON with `$` tags, and read back.
import type { Json } from '../dialogue/dialogue.ts'
import {
  Bytes,
  Complex,
  type Dict,
  ELLIPSIS,
  Float,
  PySet,
  PythonObject,
  Tuple,
  type Value,
} from './values.ts'

/**
 * A value as plain JSON. Untagged: null, booleans, strings, exact integers, floats with a fraction, lists, and
 * dictionaries whose keys are strings that do not begin with `$`.
 * Tags: `{"$float":"5.0"|"inf"|"-inf"|"nan"}`, `{"$int":"…"}` beyond 2^53, `{"$tuple":[…]}`, `{"$set":[…]}`,
 * `{"$bytes":"hex"}`, `{"$complex":[re,im]}`, `{"$ellipsis":true}`, `{"$dict":[[key,value],…]}`.
 */
export function toTagged(value: Value): Json {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return value
  if (typeof value === 'number') return value
  if (typeof value === 'bigint') return { $int: value.toString() }
  if (Array.isArray(value)) return value.map(toTagged)
  if (value instanceof Float) return { $float: floatTag(value.value) }
  if (value instanceof Map) return taggedDict(value)
  if (value instanceof Tuple) return { $tuple: value.items.map(toTagged) }
  if (value instanceof PySet) return { $set: value.items.map(toTagged) }
  if (value instanceof Bytes) return { $bytes: Buffer.from(value.bytes).toString('hex') }
  if (value instanceof Complex) return { $complex: [value.real, value.imaginary] }
  if (value instanceof PythonObject)
    throw new TypeError(`tagged JSON: expected a plain value, found a ${value.type}`)
  return { $ellipsis: true }
}

function floatTag(value: number): string {
  if (Number.isNaN(value)) return 'nan'
  if (!Number.isFinite(value)) return value > 0 ? 'inf' : '-inf'
  return pythonFloat(value)
}

/** A finite float as Python prints it: `5.0`, `1e+16`, `1e-05`, `-0.0`. */
export function pythonFloat(value: number): string {
  if (Object.is(value, -0)) return '-0.0'
  const magnitude = Math.abs(value)
  if (magnitude !== 0 && (magnitude >= 1e16 || magnitude < 1e-4)) {
    const [mantissa = '', exponent = ''] = value.toExponential().split('e')
    const sign = exponent.startsWith('-') ? '-' : '+'
    return `${mantissa}e${sign}${exponent.replace(/^[+-]/, '').padStart(2, '0')}`
  }
  const text = String(value)
  return text.includes('.') ? text : `${text}.0`
}

function taggedDict(dict: Dict): Json {
  const isPlain = [...dict.keys()].every(key => typeof key === 'string' && !key.startsWith('$'))
  if (!isPlain) return { $dict: [...dict].map(([key, item]) => [toTagged(key), toTagged(item)]) }
  const plain: { [key: string]: Json } = {}
  for (const [key, item] of dict) define(plain, key as string, toTagged(item))
  return plain
}

/** Sets an own property whatever its name, `__proto__` included. */
function define(target: object, key: string, value: unknown): void {
  Object.defineProperty(target, key, { value, writable: true, enumerable: true, configurable: true })
}

/** Reads tagged JSON back. Throws a `TypeError` on an unknown or malformed tag. */
export function fromTagged(json: unknown): Value {
  if (Array.isArray(json)) return json.map(fromTagged)
  if (json === null || typeof json !== 'object') return json as Value
  const entries = Object.entries(json)
  const [first] = entries
  if (entries.length === 1 && first?.[0].startsWith('$')) return fromTag(first[0], first[1])
  return new Map(entries.map(([key, item]) => [key, fromTagged(item)]))
}

/** A value as it is, or from the plain objects of tagged JSON, wherever in it they stand. */
export function asValue(given: unknown): Value {
  if (Array.isArray(given)) return given.map(asValue)
  const isPlain = given !== null && typeof given === 'object' && isPlainObject(given)
  return isPlain ? fromTagged(given) : (given as Value)
}

function isPlainObject(given: object): boolean {
  const prototype = Object.getPrototypeOf(given)
  return prototype === Object.prototype || prototype === null
}

function fromTag(tag: string, content: unknown): Value {
  if (tag === '$float' && typeof content === 'string') return new Float(parseFloatTag(content))
  if (tag === '$int' && typeof content === 'string') return BigInt(content)
  if (tag === '$tuple' && Array.isArray(content)) return new Tuple(content.map(fromTagged))
  if (tag === '$set' && Array.isArray(content)) return new PySet(content.map(fromTagged))
  if (tag === '$bytes' && typeof content === 'string') return new Bytes(Buffer.from(content, 'hex'))
  if (tag === '$complex' && Array.isArray(content)) return new Complex(Number(content[0]), Number(content[1]))
  if (tag === '$ellipsis') return ELLIPSIS
  if (tag === '$dict' && Array.isArray(content))
    return new Map(content.map(([key, item]) => [fromTagged(key), fromTagged(item)]))
  throw new TypeError(`tagged JSON: expected a known tag, found "${tag}" with ${JSON.stringify(content)}`)
}

function parseFloatTag(text: string): number {
  if (text === 'inf') return Number.POSITIVE_INFINITY
  if (text === '-inf') return Number.NEGATIVE_INFINITY
  return Number(text === 'nan' ? Number.NaN : text)
}
