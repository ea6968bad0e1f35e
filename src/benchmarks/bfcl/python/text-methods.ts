// The methods of strings that texts of calls use.
import { PythonError, typeError, valueError } from '../../../files/python-error.ts'
import { str } from '../../../files/python-repr.ts'
import { Tuple, typeName, type Value } from '../../../files/values.ts'
import type { Arguments } from './callable.ts'
import { formatValue } from './format.ts'
import { iterate, textLength } from './sequence.ts'
import { join, lower, splitLines, splitWords, stripCharacters, strip } from './text.ts'

type TextMethod = (values: Value[], given: Arguments) => Value

/** `undefined` for a method that strings lack here. */
export function textMethod(text: string, name: string): TextMethod | undefined {
  return Object.hasOwn(METHODS, name) ? (values, given) => METHODS[name]!(text, values, given) : undefined
}

const METHODS: Record<string, (text: string, values: Value[], given: Arguments) => Value> = {
  upper: text => text.toUpperCase(),
  lower: text => lower(text),
  casefold: text => lower(text),
  title: text => text.replace(/\p{L}+/gu, word => word[0]!.toUpperCase() + word.slice(1).toLowerCase()),
  capitalize: text => text.slice(0, 1).toUpperCase() + text.slice(1).toLowerCase(),
  swapcase: text =>
    Array.from(text, one => (one === one.toUpperCase() ? one.toLowerCase() : one.toUpperCase())).join(''),
  strip: (text, [characters = null]) =>
    characters === null ? strip(text) : stripCharacters(text, argument(characters, 'strip'), 'both'),
  lstrip: (text, [characters = null]) => stripCharacters(text, optional(characters, 'lstrip'), 'start'),
  rstrip: (text, [characters = null]) => stripCharacters(text, optional(characters, 'rstrip'), 'end'),
  split: (text, values, given) => split(text, values, given),
  splitlines: text => splitLines(text),
  join: (text, [items = null]) => {
    if (items === null) throw typeError('can only join an iterable')
    return join(text, iterate(items))
  },
  replace: (text, [from = null, to = null, count = -1]) =>
    replace(text, argument(from, 'replace'), argument(to, 'replace'), Number(count)),
  startswith: (text, [prefix = null]) => prefixes(prefix, 'startswith').some(one => text.startsWith(one)),
  endswith: (text, [suffix = null]) => prefixes(suffix, 'endswith').some(one => text.endsWith(one)),
  find: (text, [part = null]) => codePointIndex(text, text.indexOf(argument(part, 'find'))),
  rfind: (text, [part = null]) => codePointIndex(text, text.lastIndexOf(argument(part, 'rfind'))),
  index: (text, [part = null]) => {
    const at = text.indexOf(argument(part, 'index'))
    if (at < 0) throw valueError('substring not found')
    return codePointIndex(text, at)
  },
  count: (text, [part = null]) => {
    const wanted = argument(part, 'count')
    return wanted === '' ? textLength(text) + 1 : text.split(wanted).length - 1
  },
  isdigit: text => /^\p{Nd}+$/u.test(text),
  isalpha: text => /^\p{L}+$/u.test(text),
  isalnum: text => /^[\p{L}\p{N}]+$/u.test(text),
  isupper: text => text === text.toUpperCase() && text !== text.toLowerCase(),
  islower: text => text === text.toLowerCase() && text !== text.toUpperCase(),
  zfill: (text, [width = 0]) => {
    const sign = /^[+-]/.exec(text)?.[0] ?? ''
    return sign + text.slice(sign.length).padStart(bounded(width) - sign.length, '0')
  },
  ljust: (text, [width = 0, fill = ' ']) => text.padEnd(bounded(width), str(fill)),
  rjust: (text, [width = 0, fill = ' ']) => text.padStart(bounded(width), str(fill)),
  format: (text, values, given) => format(text, values, given),
}

function bounded(width: Value): number {
  const wanted = Number(width)
  if (wanted > 1_000_000) throw new PythonError('MemoryError', 'the width is too large')
  return wanted
}

function argument(value: Value, name: string): string {
  if (typeof value === 'string') return value
  throw typeError(`${name} arg must be str, not ${typeName(value)}`)
}

function optional(value: Value, name: string): string | null {
  return value === null ? null : argument(value, name)
}

function prefixes(value: Value, name: string): string[] {
  if (typeof value === 'string') return [value]
  if (value instanceof Tuple) return value.items.filter(item => typeof item === 'string')
  throw typeError(`${name} first arg must be str or a tuple of str, not ${typeName(value)}`)
}

function codePointIndex(text: string, at: number): number {
  return at < 0 ? -1 : textLength(text.slice(0, at))
}

function split(text: string, values: Value[], given: Arguments): Value {
  const named = new Map(given.keywords)
  const separator = values[0] ?? named.get('sep') ?? null
  const most = Number(values[1] ?? named.get('maxsplit') ?? -1)
  if (separator === null) return most < 0 ? splitWords(text) : splitAtMost(text.trimStart(), /\s+/, most)
  if (typeof separator !== 'string') throw typeError(`must be str or None, not ${typeName(separator)}`)
  if (separator === '') throw valueError('empty separator')
  return most < 0 ? text.split(separator) : splitAtMost(text, separator, most)
}

function splitAtMost(text: string, separator: string | RegExp, most: number): string[] {
  const parts: string[] = []
  let rest = text
  while (parts.length < most) {
    const found = typeof separator === 'string' ? separator : separator.exec(rest)?.[0]
    const at = found === undefined ? -1 : rest.indexOf(found)
    if (at < 0) break
    parts.push(rest.slice(0, at))
    rest = rest.slice(at + found!.length)
  }
  return [...parts, rest]
}

function replace(text: string, from: string, to: string, count: number): string {
  const places = from === '' ? textLength(text) + 1 : text.split(from).length - 1
  const times = count < 0 ? places : Math.min(count, places)
  if (text.length + times * to.length > 20_000_000)
    throw new PythonError('MemoryError', 'the text grows too large')
  if (count < 0) return text.replaceAll(from, () => to)
  const parts = splitAtMost(text, from, from === '' ? 0 : times)
  return parts.join(to)
}

/** `{}`, `{0}`, `{name}` and their format texts. */
function format(text: string, values: Value[], given: Arguments): string {
  const named = new Map(given.keywords)
  let next = 0
  return text.replace(/\{\{|\}\}|\{(\w*)(?::([^{}]*))?\}/g, (whole, name: string | undefined, spec = '') => {
    if (whole === '{{' || whole === '}}') return whole[0]!
    const key = name === '' || name === undefined ? String(next++) : name
    const value = /^\d+$/.test(key) ? values[Number(key)] : named.get(key)
    if (value !== undefined) return formatValue(value, spec)
    if (!/^\d+$/.test(key)) throw new PythonError('KeyError', `'${key}'`, key)
    throw new PythonError('IndexError', `Replacement index ${key} out of range for positional args tuple`)
  })
}
