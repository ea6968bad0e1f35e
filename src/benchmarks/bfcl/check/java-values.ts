// Java literals as the official java_type_converter reads them (ast_eval/type_convertor/java_type_converter.py).
import { PythonError } from '../../../files/python-error.ts'
import type { Value } from '../../../files/values.ts'
import { finder, readFloat, readInteger, readNumberOrText, SPACE, strip } from './python-text.ts'

const WHOLE = /^-?\p{Nd}+(?=\n?$)/u
const LONG = /^-?\p{Nd}+[lL](?=\n?$)/u
const FLOAT = /^-?\p{Nd}+(\.\p{Nd}+)?([eE][+-]?\p{Nd}+)?[fF](?=\n?$)/u
const DOUBLE = /^-?\p{Nd}+(\.\p{Nd}+)?([eE][+-]?\p{Nd}+)?(?=\n?$)/u

/** The Python type that the official code expects of each Java type. */
export const JAVA_TYPES = new Map([
  ['byte', 'int'],
  ['short', 'int'],
  ['integer', 'int'],
  ['float', 'float'],
  ['double', 'float'],
  ['long', 'int'],
  ['boolean', 'bool'],
  ['char', 'str'],
  ['Array', 'list'],
  ['ArrayList', 'list'],
  ['Set', 'set'],
  ['HashMap', 'dict'],
  ['Hashtable', 'dict'],
  ['Queue', 'list'],
  ['Stack', 'list'],
  ['String', 'str'],
  ['any', 'str'],
])

/** A literal of another form than its type asks stays text. Throws a `PythonError` where the official code raises. */
export function javaValue(text: string, type: string, itemType?: string): Value {
  switch (type) {
    case 'byte':
    case 'short':
    case 'integer':
      return WHOLE.test(text) ? whole(text) : text
    case 'long':
      return LONG.test(text) ? whole(text.replace(/[lL](?=\n?$)/, '')) : text
    case 'float':
      return FLOAT.test(text) ? readFloat(text.replace(/[fF](?=\n?$)/, ''))! : text
    case 'double':
      return DOUBLE.test(text) ? readFloat(text)! : text
    case 'boolean':
      return text === 'true' ? true : text === 'false' ? false : text
    case 'Array':
      return readArray(text, itemType)
    case 'ArrayList':
      return readArrayList(text, itemType)
    case 'HashMap':
      return readHashMap(text)
    case 'Set':
    case 'Hashtable':
      throw new PythonError('NotImplementedError', 'Set conversion is not implemented')
    case 'Queue':
    case 'Stack':
      throw new PythonError('NotImplementedError', `${type} conversion is not implemented`)
    default:
      return text
  }
}

function whole(text: string): Value {
  return readInteger(text)!
}

function item(text: string, itemType: string | undefined): Value {
  return itemType ? javaValue(text, itemType) : untyped(text)
}

/** Items of an ArrayList lose their first and last character where they are strings; items of an array do not. */
function listItem(text: string, itemType: string | undefined): Value {
  return itemType === 'char' || itemType === 'String' ? [...text].slice(1, -1).join('') : item(text, itemType)
}

const AS_LIST = new RegExp(`new[${SPACE}]+ArrayList<[\\p{L}\\p{N}_]*>\\(Arrays\\.asList\\(`, 'gu')
const EMPTY_LIST = new RegExp(`new[${SPACE}]+ArrayList<[\\p{L}\\p{N}_]*>\\(\\)`, 'u')
const BRACES_LIST = new RegExp(
  `new[${SPACE}]+ArrayList<[\\p{L}\\p{N}_]*>\\(\\)[${SPACE}]*\\{\\{[${SPACE}]*`,
  'gu',
)

function readArrayList(text: string, itemType: string | undefined): Value {
  const listed = onOneLine(text, AS_LIST, '))', 1)
  if (listed !== undefined) return listed.split(',').map(part => listItem(strip(part), itemType))
  const body = bracesBody(text)
  if (body !== undefined) return addedItems(body).map(part => listItem(strip(part), itemType))
  return EMPTY_LIST.test(text) ? [] : text
}

const ARRAY = new RegExp(`new[${SPACE}]+[\\p{L}\\p{N}_]+\\[\\][${SPACE}]*\\{`, 'gu')

function readArray(text: string, itemType: string | undefined): Value {
  const body = onOneLine(text, ARRAY, '}', 0)
  if (body === undefined) return text
  return body
    .split(',')
    .map(strip)
    .filter(part => part !== '')
    .map(part => item(part, itemType))
}

/** What stands between the first `opening` and the next `closing` that share a line, with at least `least` characters. */
function onOneLine(text: string, opening: RegExp, closing: string, least: number): string | undefined {
  const [nextClosing, nextLine] = [finder(text, closing), finder(text, '\n')]
  for (const found of text.matchAll(opening)) {
    const start = found.index + found[0].length
    const end = nextClosing(start + least)
    if (end < 0) return undefined
    const line = nextLine(start)
    if (line < 0 || line >= end) return text.slice(start, end)
  }
  return undefined
}

/** The inside of `new ArrayList<>() {{ … }}`: at least one character, white space before the braces left out. */
function bracesBody(text: string): string | undefined {
  for (const found of text.matchAll(BRACES_LIST)) {
    const start = found.index + found[0].length
    const end = text.indexOf('}}', start + 1)
    if (end >= 0) {
      const body = text.slice(start, end)
      return body[0]! + trimEnd(body.slice(1))
    }
    // Only an empty pair of braces is left: the white space before it is then the body.
    if (text.startsWith('}}', start) && !text.endsWith('{{', start)) {
      const before = text[start - 1]!
      if (before !== '{') return before
    }
  }
  return undefined
}

function trimEnd(text: string): string {
  return strip(`|${text}`).slice(1)
}

function addedItems(body: string): string[] {
  return [...body.matchAll(/add\(([^\n]+?)\)/g)].map(found => found[1]!)
}

const MAP_OPENING = new RegExp(`new[${SPACE}]+HashMap<`, 'g')
const MAP_BODY = new RegExp(`>[${SPACE}]*\\(\\)[${SPACE}]*\\{[${SPACE}]*\\{?[${SPACE}]*`, 'g')
const MAP_END = new RegExp(`>[${SPACE}]*\\(\\)`, 'g')
const PUT = new RegExp(`put\\("([^\\n]*?)",[${SPACE}]*([^\\n]*?)\\)`, 'g')

function readHashMap(text: string): Value {
  const [first] = text.matchAll(MAP_OPENING)
  if (!first) return text
  MAP_BODY.lastIndex = first.index + first[0].length
  const opened = MAP_BODY.exec(text)
  const end = opened ? text.indexOf('}', MAP_BODY.lastIndex) : -1
  if (opened && end >= 0) return putEntries(text.slice(MAP_BODY.lastIndex, end))
  return isEmptyMap(text) ? new Map() : text
}

function putEntries(body: string): Value {
  const entries = [...body.matchAll(PUT)].map(([, key, value]): [Value, Value] => [
    key!,
    untyped(strip(value!)),
  ])
  return new Map(entries)
}

function isEmptyMap(text: string): boolean {
  const nextLine = finder(text, '\n')
  for (const found of text.matchAll(MAP_OPENING)) {
    const start = found.index + found[0].length
    MAP_END.lastIndex = start
    const end = MAP_END.exec(text)
    if (!end) return false
    const line = nextLine(start)
    if (line < 0 || line >= end.index) return true
  }
  return false
}

/** A literal whose type nothing tells. */
function untyped(text: string): Value {
  if (text === 'true') return true
  if (text === 'false') return false
  if (text.startsWith('"') && text.endsWith('"')) return text.slice(1, -1)
  if (LONG.test(text)) return whole([...text].slice(0, -1).join(''))
  if (FLOAT.test(text)) return readFloat(text.replace(/[fF](?=\n?$)/, ''))!
  return readNumberOrText(text)
}
