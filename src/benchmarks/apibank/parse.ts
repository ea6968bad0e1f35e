// The official call parser (api_call_extraction.py), quirks included: any quote closes any quote, lists run greedily.
import { PYTHON_SPACE } from './python-space.ts'

/** `call` is what get_api_call finds, null where there is none; the rest is what parse_api_call reads of it. */
export type ParsedCall = {
  call: string | null
  name?: string
  parameters?: Record<string, string>
  error?: string
}

/** A letter, digit or underscore as Python's \w takes it. */
const WORD = '[\\p{L}\\p{N}_]'
const HEAD = new RegExp(`\\[(${WORD}+)\\(`, 'gu')

/**
 * Reads the first call of a text: from the first `[Name(` to the last `)]` of that line. A call over several lines is
 * none. A parameter named twice keeps its later value.
 */
export function parseCall(text: string): ParsedCall {
  let lineEnd = -1
  let close = -1
  for (const { 0: head, 1: name = '', index } of text.matchAll(HEAD)) {
    const start = index + head.length
    if (start > lineEnd) {
      const found = text.indexOf('\n', start)
      lineEnd = found < 0 ? text.length : found
      close = text.lastIndexOf(')]', lineEnd - 1)
    }
    if (close < start) continue
    const parameters = readParameters(text.slice(start, close))
    return { call: text.slice(index, close + 2), name, parameters: Object.fromEntries(parameters) }
  }
  return { call: null, error: 'no call found' }
}

const RUN = new RegExp(`${WORD}+`, 'gu')
const EQUALS = new RegExp(`[${PYTHON_SPACE}]*=[${PYTHON_SPACE}]*`, 'y')

/**
 * Word, equals sign, value. A value is what lies between two quotes of any kind (at least one character), a list up to
 * the last bracket of all, or one word; where none of these follows, the search goes on after the word.
 */
function readParameters(text: string): Map<string, string> {
  const parameters = new Map<string, string>()
  const lastBracket = text.lastIndexOf(']')
  for (let at = 0; ; ) {
    RUN.lastIndex = at
    const word = RUN.exec(text)
    if (!word) return parameters
    at = RUN.lastIndex
    EQUALS.lastIndex = at
    if (!EQUALS.test(text)) continue
    const value = readValue(text, EQUALS.lastIndex, lastBracket)
    if (value === undefined) continue
    parameters.set(word[0], value.text)
    at = value.end
  }
}

function readValue(text: string, at: number, lastBracket: number): { text: string; end: number } | undefined {
  const sign = text[at]
  if (sign === "'" || sign === '"') {
    QUOTE.lastIndex = at + 2
    const close = QUOTE.exec(text)?.index
    return close === undefined ? undefined : { text: text.slice(at + 1, close), end: close + 1 }
  }
  if (sign === '[')
    return lastBracket > at ? { text: text.slice(at, lastBracket + 1), end: lastBracket + 1 } : undefined
  RUN.lastIndex = at
  const word = RUN.exec(text)
  return word?.index === at ? { text: word[0], end: at + word[0].length } : undefined
}

const QUOTE = /['"]/g
