// The built-in names of Python that texts of calls may use; all others are refused by name.
import { PythonError, typeError, valueError } from '../../../files/python-error.ts'
import { repr, str } from '../../../files/python-repr.ts'
import { type Dict, float, Tuple, typeName, type Value } from '../../../files/values.ts'
import { itemsOf } from './attributes.ts'
import { operate, wholeNumber } from './arithmetic.ts'
import { tooLarge } from './budget.ts'
import { type Arguments, Callable, Module, positionalOnly } from './callable.ts'
import { compareItemsForSort, isTrue, setItem } from './compare.ts'
import { formatValue } from './format.ts'
import { absolute, extreme, round, sum } from './numbers.ts'
import { LazyItems } from './lazy-items.ts'
import { iterate, length, makeSet } from './sequence.ts'
import { parseInteger, toFloatValue, toIntegerValue } from './text.ts'

/** The most items that a range may be walked over. */
const MAX_RANGE = 40_000

/** Names that Python has, but that reach files, code or the inside of objects. */
const REFUSED =
  'open exec eval compile input breakpoint help exit quit copyright credits license globals locals vars dir getattr setattr delattr hasattr memoryview object super property staticmethod classmethod id hash iter next callable issubclass frozenset bytes bytearray slice type isinstance aiter anext'.split(
    ' ',
  )

const MODULES = ['importlib', 'inspect', 'json', 're', 'copy']

type Table = {
  names: Map<string, Value>
  define(name: string, call: (given: Arguments) => Value, type?: string): void
  /** A function that takes its arguments by place alone: at least and at most so many. */
  definePlain(
    name: string,
    count: [least: number, most: number],
    run: (...values: Value[]) => Value,
    type?: string,
  ): void
}

let builtins: Map<string, Value> | undefined

/** What a built-in name stands for; `undefined` for a name that Python has not either. */
export function builtin(name: string): Value | undefined {
  builtins ??= makeBuiltins()
  return builtins.get(name)
}

function makeBuiltins(): Map<string, Value> {
  const names = new Map<string, Value>()
  const table: Table = {
    names,
    define: (name, call, type) => names.set(name, new Callable(name, call, type)),
    definePlain: (name, [least, most], run, type) =>
      table.define(name, given => run(...positionalOnly(name, given, least, most)), type),
  }
  defineRefused(table)
  defineConversions(table)
  defineNumbers(table)
  defineWalks(table)
  return names
}

function option(given: Arguments, name: string): Value | undefined {
  return given.keywords.find(([keyword]) => keyword === name)?.[1]
}

function defineRefused({ names, define }: Table): void {
  for (const name of REFUSED)
    define(name, () => {
      throw new PythonError('NameError', `the name '${name}' cannot be used in a call`)
    })
  for (const name of MODULES) names.set(name, new Module(name))
}

function defineConversions({ definePlain, define }: Table): void {
  definePlain('str', [0, 1], (value = '') => str(value), 'type')
  definePlain('repr', [1, 1], value => repr(value!))
  definePlain('bool', [0, 1], (value = false) => isTrue(value), 'type')
  definePlain('float', [0, 1], (value = 0) => float(toFloatValue(value)), 'type')
  definePlain('int', [0, 2], toInt, 'type')
  definePlain('list', [0, 1], (value = []) => itemsOf(value), 'type')
  definePlain('tuple', [0, 1], (value = []) => new Tuple(itemsOf(value)), 'type')
  definePlain('set', [0, 1], (value = []) => makeSet(iterate(value)), 'type')
  definePlain('range', [1, 3], makeRange, 'type')
  definePlain('chr', [1, 1], character)
  definePlain('ord', [1, 1], ordinal)
  definePlain('hex', [1, 1], value => basedText(value!, 16, '0x'))
  definePlain('oct', [1, 1], value => basedText(value!, 8, '0o'))
  definePlain('bin', [1, 1], value => basedText(value!, 2, '0b'))
  definePlain('format', [1, 2], (value, text = '') => formatValue(value!, str(text)))
  define('dict', makeDict, 'type')
  define('print', () => null)
}

function defineNumbers({ definePlain, define }: Table): void {
  definePlain('abs', [1, 1], value => absolute(value!))
  definePlain('divmod', [2, 2], (a, b) => new Tuple([operate(a!, '//', b!), operate(a!, '%', b!)]))
  define('pow', given => {
    const [base, exponent, modulus] = named(given, 'pow', ['base', 'exp', 'mod'])
    const power = operate(base ?? null, '**', exponent ?? null)
    return modulus === undefined || modulus === null ? power : operate(power, '%', modulus)
  })
  define('round', given => {
    const [number, places] = named(given, 'round', ['number', 'ndigits'])
    return round(number ?? null, places ?? null)
  })
  define('sum', given => {
    const [items = null] = given.positional
    return sum(items, given.positional[1] ?? option(given, 'start') ?? 0)
  })
  define('min', given => chooseExtreme(given, 'min'))
  define('max', given => chooseExtreme(given, 'max'))
}

function defineWalks({ definePlain, define }: Table): void {
  definePlain('len', [1, 1], value => length(value!))
  definePlain('any', [1, 1], items => iterate(items!).some(isTrue))
  definePlain('all', [1, 1], items => iterate(items!).every(isTrue))
  definePlain(
    'reversed',
    [1, 1],
    items => new LazyItems('list_reverseiterator', reversible(items!).reverse()),
    'type',
  )
  define('sorted', sorted)
  define('enumerate', enumerate, 'type')
  define('zip', zip, 'type')
  define('map', mapItems, 'type')
  define('filter', filterItems, 'type')
}

function reversible(value: Value): Value[] {
  const isSequence =
    typeof value === 'string' || Array.isArray(value) || value instanceof Map || value instanceof Tuple
  if (isSequence || value instanceof LazyItems) return itemsOf(value)
  throw typeError(`'${typeName(value)}' object is not reversible`)
}

function enumerate(given: Arguments): Value {
  const start = Number(given.positional[1] ?? option(given, 'start') ?? 0)
  const items = iterate(given.positional[0] ?? null)
  return new LazyItems(
    'enumerate',
    items.map((item, at) => new Tuple([start + at, item])),
  )
}

function zip(given: Arguments): Value {
  const lists = given.positional.map(iterate)
  const count = lists.length === 0 ? 0 : Math.min(...lists.map(list => list.length))
  const rows = Array.from({ length: count }, (_, at) => new Tuple(lists.map(list => list[at] as Value)))
  return new LazyItems('zip', rows)
}

function mapItems(given: Arguments): Value {
  const [callee, items] = positionalOnly('map', given, 2, 2)
  return new LazyItems(
    'map',
    iterate(items!).map(item => callOn(callee!, item)),
  )
}

function filterItems(given: Arguments): Value {
  const [callee, items] = positionalOnly('filter', given, 2, 2)
  const isKept = (item: Value) => isTrue(callee === null ? item : callOn(callee!, item))
  return new LazyItems('filter', iterate(items!).filter(isKept))
}

function callOn(callee: Value, item: Value): Value {
  if (!(callee instanceof Callable)) throw typeError(`'${typeName(callee)}' object is not callable`)
  return callee.call({ positional: [item], keywords: [] })
}

/** Arguments by place or by name. */
function named(given: Arguments, name: string, names: string[]): (Value | undefined)[] {
  for (const [keyword] of given.keywords)
    if (!names.includes(keyword)) throw typeError(`'${keyword}' is an invalid keyword argument for ${name}()`)
  if (given.positional.length > names.length)
    throw typeError(`${name}() takes at most ${names.length} arguments (${given.positional.length} given)`)
  const values = names.map((keyword, at) => given.positional[at] ?? option(given, keyword))
  if (values[0] === undefined) throw typeError(`${name}() missing required argument '${names[0]}' (pos 1)`)
  return values
}

function toInt(value: Value = 0, base?: Value): Value {
  if (base === undefined) return toIntegerValue(value)
  if (typeof value !== 'string') throw typeError("int() can't convert non-string with explicit base")
  if (base !== 2 && base !== 10) throw valueError('int() here reads base 2 and 10 only')
  return parseInteger(value, base as 2 | 10)
}

function makeRange(...values: Value[]): Value {
  const numbers = values.map(value => {
    const whole = wholeNumber(value)
    if (whole === undefined)
      throw typeError(`'${typeName(value)}' object cannot be interpreted as an integer`)
    return Number(whole)
  })
  const [start = 0, stop = 0, step = 1] = numbers.length === 1 ? [0, numbers[0]] : numbers
  if (step === 0) throw valueError('range() arg 3 must not be zero')
  const count = Math.max(0, Math.ceil((stop - start) / step))
  if (count > MAX_RANGE) throw tooLarge()
  const items = Array.from({ length: count }, (_, at) => start + at * step)
  return new LazyItems('range', items, `range(${start}, ${stop}${step === 1 ? '' : `, ${step}`})`)
}

function character(value: Value = null): Value {
  const code = wholeNumber(value)
  if (code === undefined) throw typeError(`'${typeName(value)}' object cannot be interpreted as an integer`)
  if (code < 0 || code > 0x10ffff) throw valueError('chr() arg not in range(0x110000)')
  return String.fromCodePoint(Number(code))
}

function ordinal(value: Value = null): Value {
  if (typeof value !== 'string')
    throw typeError(`ord() expected string of length 1, but ${typeName(value)} found`)
  const size = Array.from(value).length
  if (size !== 1) throw typeError(`ord() expected a character, but string of length ${size} found`)
  return value.codePointAt(0) as number
}

function basedText(value: Value, base: number, prefix: string): string {
  const whole = wholeNumber(value)
  if (whole === undefined) throw typeError(`'${typeName(value)}' object cannot be interpreted as an integer`)
  const digits = BigInt(whole).toString(base)
  return digits.startsWith('-') ? `-${prefix}${digits.slice(1)}` : prefix + digits
}

function chooseExtreme(given: Arguments, which: 'min' | 'max'): Value {
  if (given.positional.length === 0) throw typeError(`${which} expected at least 1 argument, got 0`)
  const items = given.positional.length === 1 ? iterate(given.positional[0] as Value) : given.positional
  const otherwise = option(given, 'default')
  if (items.length === 0 && otherwise !== undefined) return otherwise
  const key = option(given, 'key') ?? null
  if (key === null) return items.length === 0 ? emptyExtreme(which) : extreme(items, which)
  const keys = items.map(item => callOn(key, item))
  return items[keys.indexOf(extreme(keys, which))] as Value
}

function emptyExtreme(which: string): never {
  throw valueError(`${which}() arg is an empty sequence`)
}

function sorted(given: Arguments): Value {
  const [items = null] = given.positional
  const key = option(given, 'key') ?? null
  const keyed = iterate(items).map(item => ({ item, key: key === null ? item : callOn(key, item) }))
  const reverse = option(given, 'reverse') ?? false
  const isReverse = isTrue(reverse)
  if (isReverse) keyed.reverse()
  keyed.sort((a, b) => compareItemsForSort(a.key, b.key))
  if (isReverse) keyed.reverse()
  return keyed.map(({ item }) => item)
}

function pairOf(pair: Value, at: number): [Value, Value] {
  if (typeof pair !== 'string' && typeof pair !== 'object')
    throw typeError(`cannot convert dictionary update sequence element #${at} to a sequence`)
  const items = iterate(pair)
  if (items.length !== 2)
    throw valueError(`dictionary update sequence element #${at} has length ${items.length}; 2 is required`)
  return items as [Value, Value]
}

function makeDict(given: Arguments): Value {
  const dict: Dict = new Map()
  const [items] = given.positional
  if (items instanceof Map) for (const [key, item] of items) setItem(dict, key, item)
  else if (items !== undefined)
    for (const [at, pair] of iterate(items).entries()) {
      const [key, item] = pairOf(pair, at)
      setItem(dict, key, item)
    }
  for (const [name, value] of given.keywords) setItem(dict, name, value)
  return dict
}
