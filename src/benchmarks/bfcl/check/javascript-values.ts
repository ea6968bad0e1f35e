// JavaScript literals as the official js_type_converter reads them (ast_eval/type_convertor/js_type_converter.py).
import { valueError } from '../../../files/python-error.ts'
import { reprString } from '../../../files/python-repr.ts'
import type { Value } from '../../../files/values.ts'
import { finder, readFloat, readInteger, readNumberOrText, SPACE, strip, stripOf } from './python-text.ts'

const WHOLE = /^-?\p{Nd}+(?=\n?$)/u
const FLOAT = /^-?\p{Nd}+(\.\p{Nd}+)?(?=\n?$)/u
const BIGINT = /^-?\p{Nd}+n(?=\n?$)/u

/** The Python type that the official code expects of each JavaScript type. */
export const JAVASCRIPT_TYPES = new Map([
  ['String', 'str'],
  ['integer', 'int'],
  ['float', 'float'],
  ['Bigint', 'int'],
  ['Boolean', 'bool'],
  ['dict', 'dict'],
  ['array', 'list'],
  ['any', 'str'],
])

/** A literal of another form than its type asks stays text. Throws a `PythonError` where the official code raises. */
export function javascriptValue(text: string, type: string, itemType?: string): Value {
  switch (type) {
    case 'String':
      return isQuoted(text) ? text.slice(1, -1) : text
    case 'integer':
      return WHOLE.test(text) ? readInteger(text)! : text
    case 'float':
      return FLOAT.test(text) ? readFloat(text)! : text
    case 'Bigint':
      return BIGINT.test(text) ? readBigint(text.slice(0, -1)) : text
    case 'Boolean':
      return text === 'true' ? true : text === 'false' ? false : text
    case 'array':
      return readArray(strip(text), itemType)
    case 'dict':
      return readDict(strip(text))
    default:
      return text
  }
}

/** Where a line end follows the `n`, the official code hands int() the `n` too, and that raises. */
function readBigint(text: string): Value {
  const value = readInteger(text)
  if (value === undefined) throw valueError(`invalid literal for int() with base 10: ${reprString(text)}`)
  return value
}

function isQuoted(text: string): boolean {
  return (text.startsWith('"') && text.endsWith('"')) || (text.startsWith("'") && text.endsWith("'"))
}

/** Lists of lists first, then plain ones; anything that raises inside leaves the text as it is. */
function readArray(text: string, itemType: string | undefined): Value {
  try {
    const nested = arrayOfArrays(text)
    if (nested !== undefined) return rowsOf(nested)
    const content = arrayContent(text)
    if (content === undefined) return text
    const inside = strip(content)
    if (inside === '') return []
    return inside
      .split(',')
      .map(part => (itemType ? javascriptValue(strip(part), itemType) : untyped(strip(part))))
  } catch {
    return text
  }
}

const NESTED_OPENINGS: [RegExp, string][] = [
  [new RegExp(`\\[[${SPACE}]*\\[`, 'y'), ']'],
  [new RegExp(`new[${SPACE}]+Array\\([${SPACE}]*\\[`, 'y'), ')'],
]

/** The part of the text that is a list of lists, as the official pattern matches it from the start. */
function arrayOfArrays(text: string): string | undefined {
  for (const [opening, closing] of NESTED_OPENINGS) {
    opening.lastIndex = 0
    if (!opening.test(text)) continue
    const end = endOfRows(text, opening.lastIndex, closing)
    if (end >= 0) return text.slice(0, end)
  }
  return undefined
}

/**
 * The official pattern takes each row up to the nearest bracket that lets the rest match. Going over the brackets from
 * the last to the first gives the same end without trying the rest anew for each.
 */
function endOfRows(text: string, start: number, closing: string): number {
  const brackets = positions(text, ']').filter(at => at >= start)
  const firstFrom = new Map<number, number>()
  let later = -1
  const nextLine = lineEnds(text)
  for (let index = brackets.length - 1; index >= 0; index--) {
    const at = brackets[index]!
    const after = skipSpace(text, at + 1)
    let end = -1
    if (text[after] === ',') {
      const row = skipSpace(text, after + 1)
      if (text[row] === '[') end = reach(row + 1, index + 1)
    } else if (text[after] === closing) end = after + 1
    const next = brackets[index + 1]
    if (end < 0 && next !== undefined && nextLine(at) >= next) end = later
    later = end
    firstFrom.set(index, end)
  }
  return reach(start, 0)

  /** Where a row that begins at `from` leads, its bracket being the one of `index` or a later one. */
  function reach(from: number, index: number): number {
    const at = brackets[index]
    if (at === undefined || at < from || nextLine(from) < at) return -1
    return firstFrom.get(index)!
  }
}

function positions(text: string, sign: string): number[] {
  const found: number[] = []
  for (let at = text.indexOf(sign); at >= 0; at = text.indexOf(sign, at + 1)) found.push(at)
  return found
}

/** The next line end at or after a place; infinite where there is none. Places may come in any order. */
function lineEnds(text: string): (from: number) => number {
  const ends = positions(text, '\n')
  return from => {
    let [low, high] = [0, ends.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if (ends[middle]! < from) low = middle + 1
      else high = middle
    }
    return ends[low] ?? Number.POSITIVE_INFINITY
  }
}

const SPACES = new RegExp(`[${SPACE}]*`, 'y')

function skipSpace(text: string, from: number): number {
  SPACES.lastIndex = from
  SPACES.test(text)
  return SPACES.lastIndex
}

/** The rows of a list of lists: from each bracket to the next closing one on its line, split at every comma. */
function rowsOf(text: string): Value[] {
  const rows: Value[] = []
  const [nextOpening, nextClosing, nextLine] = [finder(text, '['), finder(text, ']'), finder(text, '\n')]
  for (let at = nextOpening(0); at >= 0; ) {
    const end = nextClosing(at + 1)
    if (end < 0) break
    const line = nextLine(at + 1)
    if (line >= 0 && line < end) {
      at = nextOpening(at + 1)
      continue
    }
    let row = strip(text.slice(at + 1, end))
    if (rows.length === 0 && row.startsWith('[')) row = row.slice(1)
    rows.push(row.split(',').map(part => untyped(strip(part))))
    at = nextOpening(end + 1)
  }
  return rows
}

const ARRAY_CALL = new RegExp(`new[${SPACE}]+Array\\(`, 'y')

/** What stands in the brackets at the start of the text, or in `new Array(…)`, up to the first end on the same line. */
function arrayContent(text: string): string | undefined {
  if (text.startsWith('[')) return upTo(text, 1, ']')
  ARRAY_CALL.lastIndex = 0
  return ARRAY_CALL.test(text) ? upTo(text, ARRAY_CALL.lastIndex, ')') : undefined
}

function upTo(text: string, start: number, closing: string): string | undefined {
  const end = text.indexOf(closing, start)
  if (end < 0) return undefined
  const content = text.slice(start, end)
  return content.includes('\n') ? undefined : content
}

/** An object up to the first closing brace, which has to stand on the same line. */
function readDict(text: string): Value {
  if (text === '{}') return new Map()
  const content = text.startsWith('{') ? upTo(text, 1, '}') : undefined
  if (content === undefined) return text
  try {
    return new Map(pairs(content).map(([key, value]) => [stripOf(strip(key), `'"`), dictValue(strip(value))]))
  } catch {
    return text
  }
}

function dictValue(text: string): Value {
  if (text.startsWith('[') && text.endsWith(']')) return readArray(text, undefined)
  return untyped(stripOf(text, `'"`))
}

/** Key and value pairs; a value ends at the first comma after which a colon comes before the next comma. */
function pairs(content: string): [string, string][] {
  const found: [string, string][] = []
  for (let at = 0; at < content.length; ) {
    while (content[at] === ':') at++
    const colon = content.indexOf(':', at)
    if (colon < 0) break
    const start = skipSpace(content, colon + 1)
    const [end, next] = endOfValue(content, start)
    found.push([content.slice(at, colon), content.slice(start, end)])
    at = next
  }
  return found
}

function endOfValue(content: string, start: number): [end: number, next: number] {
  for (let comma = content.indexOf(',', start); comma >= 0; ) {
    const following = content.indexOf(',', comma + 1)
    const segment = content.slice(comma + 1, following < 0 ? content.length : following)
    const colon = segment.lastIndexOf(':')
    if (colon >= 1) return [comma, Math.min(skipSpace(content, comma + 1), comma + colon)]
    comma = following
  }
  return [content.length, content.length]
}

/** A literal whose type nothing tells. */
function untyped(text: string): Value {
  const trimmed = strip(text)
  if (trimmed === 'true') return true
  if (trimmed === 'false') return false
  return isQuoted(trimmed) ? trimmed.slice(1, -1) : readNumberOrText(trimmed)
}
