// Calls in their plainest form, `f(a=1, b='x'), g(c=[1.5])`, read in one pass; whatever else stands there is left to the parser.
import { KEYWORDS } from '../../../formats/python/tokens.ts'
import { type Dict, float, type Value } from '../../../files/values.ts'

const NAME = /[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*(?=\()/y
const PARAMETER = /([A-Za-z_]\w*)=/y
const COMMA = /, ?/y
const STRING = /'[^'\\\n\r\0\ud800-\udfff]*'|"[^"\\\n\r\0\ud800-\udfff]*"/y
const NUMBER = /-?(?:[1-9]\d{0,14}|0)(\.\d{1,15})?(?=[,)\]}])/y
const WORD = /(?:True|False|None)(?=[,)\]}])/y
const ENDING = /[,)\]}]/

const WORDS: Record<string, Value> = { True: true, False: false, None: null }

/** Deeper values are left to the parser, which knows Python's limits. */
const DEEPEST = 20

/** `undefined` where any part of the text is not plain. */
export function readPlainCalls(text: string): Dict[] | undefined {
  const reader: Reader = { text, at: 0 }
  const calls: Dict[] = []
  do {
    const call = readCall(reader)
    if (call === undefined) return undefined
    calls.push(call)
  } while (take(reader, COMMA) !== undefined)
  return reader.at === text.length ? calls : undefined
}

type Reader = { text: string; at: number }

/** What the pattern finds here, behind which the reader then stands. */
function take(reader: Reader, pattern: RegExp): string | undefined {
  pattern.lastIndex = reader.at
  if (!pattern.test(reader.text)) return undefined
  const found = reader.text.slice(reader.at, pattern.lastIndex)
  reader.at = pattern.lastIndex
  return found
}

function skip(reader: Reader, character: string): boolean {
  if (reader.text[reader.at] !== character) return false
  reader.at++
  return true
}

function readCall(reader: Reader): Dict | undefined {
  const name = take(reader, NAME)
  const parts = name?.split('.') ?? []
  if (name === undefined || parts.length > DEEPEST || parts.some(part => KEYWORDS.has(part))) return undefined
  reader.at++
  const given: Dict = new Map()
  if (!skip(reader, ')')) {
    do {
      const parameter = take(reader, PARAMETER)?.slice(0, -1)
      if (parameter === undefined || KEYWORDS.has(parameter)) return undefined
      const value = readValue(reader, 0)
      if (value === undefined) return undefined
      given.set(parameter, value)
    } while (take(reader, COMMA) !== undefined)
    if (!skip(reader, ')')) return undefined
  }
  return new Map([[name, given]])
}

function readValue(reader: Reader, depth: number): Value | undefined {
  const character = reader.text[reader.at]
  if (character === "'" || character === '"') return readString(reader)
  if (depth > DEEPEST) return undefined
  if (character === '[') return readList(reader, depth)
  if (character === '{') return readDict(reader, depth)
  const word = take(reader, WORD)
  return word === undefined ? readNumber(reader) : WORDS[word]
}

/** A string that nothing follows which would go on with it. */
function readString(reader: Reader, ending = ENDING): string | undefined {
  const string = take(reader, STRING)
  return string !== undefined && ending.test(reader.text[reader.at] ?? '') ? string.slice(1, -1) : undefined
}

/** A negative zero is an int without a sign in Python, and a float with one: the parser tells them apart. */
function readNumber(reader: Reader): Value | undefined {
  const number = take(reader, NUMBER)
  if (number === undefined) return undefined
  const value = Number(number)
  if (value === 0 && number.startsWith('-')) return undefined
  return number.includes('.') ? float(value) : value
}

function readList(reader: Reader, depth: number): Value[] | undefined {
  reader.at++
  const items: Value[] = []
  if (skip(reader, ']')) return items
  do {
    const item = readValue(reader, depth + 1)
    if (item === undefined) return undefined
    items.push(item)
  } while (take(reader, COMMA) !== undefined)
  return skip(reader, ']') ? items : undefined
}

function readDict(reader: Reader, depth: number): Dict | undefined {
  reader.at++
  const dict: Dict = new Map()
  if (skip(reader, '}')) return dict
  do {
    const key = readString(reader, /:/)
    if (key === undefined) return undefined
    reader.at++
    skip(reader, ' ')
    const value = readValue(reader, depth + 1)
    if (value === undefined) return undefined
    dict.set(key, value)
  } while (take(reader, COMMA) !== undefined)
  return skip(reader, '}') ? dict : undefined
}
