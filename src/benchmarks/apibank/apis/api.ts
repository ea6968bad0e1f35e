// What a simulated API is: its parameters, what a call does to the databases, and how the official class judges a result.
import type { Json } from '../../../dialogue/dialogue.ts'
import { PythonError } from '../../../files/python-error.ts'
import { str } from '../../../files/python-repr.ts'
import { fromJson } from '../../../files/values.ts'
import type { CallResult } from '../cases.ts'
import { strip } from '../python-space.ts'

export type ParameterType = 'str' | 'int' | 'float' | 'bool' | 'list' | 'list(str)'

/** A record of a database. */
export type Row = Record<string, Json>

/** A database by its keys: texts, and whole numbers where the official code adds one with a number as key. */
export type Table<Item = Row> = Map<string | number, Item>

/** What a call works on. Nothing of it reaches the machine or the network. */
export type Databases = {
  /** A database of the official `init_database`, this world's own copy. Empty where its file is missing. */
  table<Item = Row>(name: string): Table<Item>
  /** A database that is only read, as the file holds it. */
  document(name: string): Json
  /** What a class keeps between its calls, made when it is first asked for. */
  keep<Kept>(name: string, make: () => Kept): Kept
}

export type Given = Record<string, Json>

/** `run` throws a `PythonError` where the class would report an exception; its message is the exception's text. */
export type Api = {
  name: string
  /** In the order of the class's `call`, which is the order of the reported input. */
  parameters: Record<string, ParameterType>
  /** Parameters that may be left out; they are reported as null. */
  optional?: string[]
  /** The parameters after the first are keywords, reported only where they are given. */
  keywords?: true
  /** The class leaves its name out of its results. */
  unnamed?: true
  /** The reported input, where it is not simply what was given. */
  input?: null
  /** Errors that the class does not turn into a result. */
  letsOut?(error: PythonError): boolean
  run(databases: Databases, given: Given): Json
  check(given: CallResult, expected: CallResult): boolean
}

/** An exception of the class itself, `raise Exception(text)`. */
export function failure(message: string): PythonError {
  return new PythonError('Exception', message)
}

/** `value[key]` of Python on what JSON can hold. */
export function item(value: Json | undefined, key: string): Json {
  // Only a result that lacks its input is undefined here.
  if (value === undefined) throw new PythonError('KeyError', "'input'")
  if (value === null) throw new PythonError('TypeError', "'NoneType' object is not subscriptable")
  if (typeof value === 'string')
    throw new PythonError('TypeError', "string indices must be integers, not 'str'")
  if (Array.isArray(value))
    throw new PythonError('TypeError', 'list indices must be integers or slices, not str')
  if (typeof value !== 'object')
    throw new PythonError('TypeError', `'${typeOf(value)}' object is not subscriptable`)
  if (!Object.hasOwn(value, key)) throw new PythonError('KeyError', `'${key}'`)
  return value[key]!
}

/** Python's name of a JSON value's type. */
export function typeOf(value: Json): string {
  if (value === null) return 'NoneType'
  if (typeof value === 'boolean') return 'bool'
  if (typeof value === 'number') return Number.isInteger(value) ? 'int' : 'float'
  if (typeof value === 'string') return 'str'
  return Array.isArray(value) ? 'list' : 'dict'
}

/** A text whose method is about to be called; anything else has none. */
export function textFor(value: Json, method: string): string {
  if (typeof value === 'string') return value
  throw new PythonError('AttributeError', `'${typeOf(value)}' object has no attribute '${method}'`)
}

/** A value as an f-string prints it. */
export function say(value: Json): string {
  return str(fromJson(value))
}

/** A value about to be looked up in a dictionary; lists and dictionaries cannot be keys. */
export function keyOf(value: Json): string {
  if (typeof value === 'object' && value !== null)
    throw new PythonError('TypeError', `unhashable type: '${typeOf(value)}'`)
  return value as string
}

/** What Python's `for one in value` walks over: a text's characters, a list's items, a dictionary's keys. */
export function walk(value: Json): Json[] {
  if (typeof value === 'string') return [...value]
  if (Array.isArray(value)) return value
  if (value !== null && typeof value === 'object') return Object.keys(value)
  throw new PythonError('TypeError', `'${typeOf(value)}' object is not iterable`)
}

/** `key in value` of Python: in a text, a list, or the keys of a dictionary. */
export function contains(value: Json, key: string): boolean {
  if (typeof value === 'string' || Array.isArray(value)) return value.includes(key)
  if (value !== null && typeof value === 'object') return Object.hasOwn(value, key)
  throw new PythonError('TypeError', `argument of type '${typeOf(value)}' is not iterable`)
}

/** Python's `==` of JSON values: true equals 1, keys in any order. */
export function isEqual(left: Json, right: Json): boolean {
  if (left === right) return true
  if (Array.isArray(left))
    return (
      Array.isArray(right) &&
      left.length === right.length &&
      left.every((one, at) => isEqual(one, right[at]!))
    )
  if (left !== null && typeof left === 'object')
    return right !== null && typeof right === 'object' && !Array.isArray(right) && isEqualObject(left, right)
  return isNumeric(left) && isNumeric(right) && Number(left) === Number(right)
}

function isNumeric(value: Json): value is number | boolean {
  return typeof value === 'number' || typeof value === 'boolean'
}

function isEqualObject(left: Row, right: Row): boolean {
  const keys = Object.keys(left)
  return (
    keys.length === Object.keys(right).length &&
    keys.every(key => Object.hasOwn(right, key) && isEqual(left[key]!, right[key]!))
  )
}

/** A field of a result, which may lack it. */
export function field(result: CallResult, key: string): Json {
  return item(result as unknown as Json, key)
}

/** Whether the named fields of two results are equal. */
export function agree(given: CallResult, expected: CallResult, keys: string[]): boolean {
  return keys.every(key => isEqual(field(given, key), field(expected, key)))
}

/** The rule of most classes. */
export function sameResult(given: CallResult, expected: CallResult): boolean {
  return agree(given, expected, ['input', 'output', 'exception'])
}

/** Whether the named inputs of two results are equal. */
export function sameInputs(given: CallResult, expected: CallResult, keys: string[]): boolean {
  return keys.every(key => isEqual(item(given.input, key), item(expected.input, key)))
}

/** `assert response['api_name'] == groundtruth['api_name']`. */
export function requireSameName(given: CallResult, expected: CallResult): void {
  if (!isEqual(field(given, 'api_name'), field(expected, 'api_name')))
    throw new PythonError('AssertionError', 'The API name is not correct.')
}

/** Whether two texts of the input share more than half of their words, as sets of what lies between blanks. */
export function similarText(given: CallResult, expected: CallResult, key: string, fold = false): boolean {
  const [left, right] = [given, expected].map(({ input }) => {
    const text = textFor(item(input, key), fold ? 'lower' : 'split')
    return new Set((fold ? text.toLowerCase() : text).split(' '))
  }) as [Set<string>, Set<string>]
  const common = [...left].filter(word => right.has(word)).length
  return common / (left.size + right.size - common) > 0.5
}

/** An input without one of its keys, which must be there. */
export function inputWithout(result: CallResult, key: string): Json {
  const input = field(result, 'input')
  if (input === null) throw new PythonError('AttributeError', "'NoneType' object has no attribute 'pop'")
  item(input, key)
  const { [key]: _dropped, ...rest } = result.input as Row
  return rest
}

/** An input text without outer white space, of the given and the expected result. */
export function stripped(given: CallResult, expected: CallResult, key: string): [string, string] {
  return [given, expected].map(({ input }) => strip(textFor(item(input, key), 'strip'))) as [string, string]
}

/** Whether an input text is the same without outer white space, and in lower case where `fold` is set. */
export function sameStripped(given: CallResult, expected: CallResult, key: string, fold = false): boolean {
  const [left, right] = stripped(given, expected, key)
  return fold ? left.toLowerCase() === right.toLowerCase() : left === right
}
