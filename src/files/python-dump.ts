// Writes values as Python's json.dumps does: ", " and ": ", ASCII only, NaN and Infinity, floats with their point.
import { typeError } from './python-error.ts'
import { repr, reprFloat } from './python-repr.ts'
import { type Dict, Float, isInteger, Tuple, typeName, type Value } from './values.ts'

/** JSON of values that do not change, by the value itself, so that long ones are written once. */
export type KnownJson = ReadonlyMap<Value, string>

const NONE: KnownJson = new Map()
const LONG = 1000

/** Throws a `PythonError` for what json.dumps cannot write. */
export function dumpJson(value: Value, known: KnownJson = NONE): string {
  return dump(value, [], known)
}

/** Every token as json.dumps writes it, none of its separators missing; floats of more than 15 digits are left out. */
const DUMPED = new RegExp(
  `^(?:${[
    String.raw`"(?:[ !#-[\]-~]|\\["\\nrtbf]|\\u(?:00(?:0[0-7bef]|1[\da-f]|7f|[89a-f][\da-f])|0[1-9a-f][\da-f]{2}|[1-9a-f][\da-f]{3}))*"(?:: )?`,
    String.raw`[[\]{}]|, |true|false|null`,
    String.raw`(?:-?[1-9]\d{0,14}|0)(?![\d.])`,
    String.raw`-?(?:[1-9]\d{0,7}\.(?:0|\d{0,5}[1-9])|0\.(?:0|0{0,3}[1-9]|0{0,3}[1-9]\d{0,5}[1-9]))(?!\d)`,
  ].join('|')})*$`,
)

/** Whether a JSON text is written as json.dumps writes it, so that it can stand for its value as it is. */
export function isDumped(json: string): boolean {
  return DUMPED.test(json)
}

function dump(value: Value, inside: Value[], known: KnownJson): string {
  if (typeof value === 'string') return (value.length > LONG ? known.get(value) : undefined) ?? quote(value)
  if (value === null) return 'null'
  if (typeof value === 'boolean') return value ? 'true' : 'false'
  if (isInteger(value)) return repr(value)
  if (typeof value === 'number') return dumpFloat(value)
  if (value instanceof Float) return dumpFloat(value.value)
  const written = known.get(value)
  if (written !== undefined) return written
  if (inside.includes(value)) throw typeError('Circular reference detected')
  inside.push(value)
  const text = dumpContainer(value, inside, known)
  inside.pop()
  return text
}

function dumpContainer(value: Value, inside: Value[], known: KnownJson): string {
  if (Array.isArray(value)) return dumpList(value, inside, known)
  if (value instanceof Tuple) return dumpList(value.items, inside, known)
  if (value instanceof Map) return dumpDict(value, inside, known)
  throw typeError(`Object of type ${typeName(value)} is not JSON serializable`)
}

function dumpList(items: Value[], inside: Value[], known: KnownJson): string {
  let text = ''
  for (const item of items) text += text === '' ? dump(item, inside, known) : `, ${dump(item, inside, known)}`
  return `[${text}]`
}

function dumpDict(dict: Dict, inside: Value[], known: KnownJson): string {
  let text = ''
  for (const [key, item] of dict) {
    if (text !== '') text += ', '
    text += `${quote(keyText(key))}: ${dump(item, inside, known)}`
  }
  return `{${text}}`
}

function keyText(key: Value): string {
  if (typeof key === 'string') return key
  if (key === null) return 'null'
  if (typeof key === 'boolean') return key ? 'true' : 'false'
  if (isInteger(key)) return repr(key)
  if (typeof key === 'number') return dumpFloat(key)
  if (key instanceof Float) return dumpFloat(key.value)
  throw typeError(`keys must be str, int, float, bool or None, not ${typeName(key)}`)
}

function dumpFloat(value: number): string {
  if (Number.isNaN(value)) return 'NaN'
  if (!Number.isFinite(value)) return value > 0 ? 'Infinity' : '-Infinity'
  return reprFloat(value)
}

const PLAIN = /^[ !#-[\]-~]*$/

/** A JSON string in printable ASCII; JSON.stringify differs only in what lies beyond, DEL included. */
function quote(text: string): string {
  if (PLAIN.test(text)) return `"${text}"`
  return JSON.stringify(text).replace(
    /[\u007f-\uffff]/g,
    unit => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}
