// The inside of an f-string, as CPython up to 3.11 reads it: texts, and expressions in braces.
import { PythonError } from '../../files/python-error.ts'
import { decodeText, EscapeError } from './escapes.ts'
import { mergeTexts } from './concatenate.ts'
import { parseStarredOrPlain, parseTuple } from './parse.ts'
import { KEYWORDS, Tokens } from './tokens.ts'
import type { Constant, Expression, Formatted, FormatString } from './tree.ts'

type Part = Constant | Formatted
type Place = { body: string; at: number; isRaw: boolean; depth: number }

/** Throws an `EscapeError` with CPython's message. */
export function readFormatParts({ body, isRaw }: { body: string; isRaw: boolean }): Part[] {
  return readParts({ body, at: 0, isRaw, depth: 0 })
}

/** Reads up to the end, or inside of a format up to its closing brace; leaves `place.at` there. */
function readParts(place: Place): Part[] {
  const parts: Part[] = []
  const { body } = place
  for (;;) {
    const text = readText(place)
    if (text.value !== '') parts.push({ kind: 'constant', value: text.value })
    if (text.goesOn) continue
    if (place.at >= body.length || body[place.at] === '}') return parts
    parts.push(...readExpression(place))
  }
}

function readText(place: Place): { value: string; goesOn: boolean } {
  const { body, isRaw, depth } = place
  const start = place.at
  let at = start
  const value = (end: number) => {
    const text = body.slice(start, end)
    return isRaw ? text : decodeText(text)
  }
  while (at < body.length) {
    let character = body[at++]
    if (!isRaw && character === '\\' && at < body.length) {
      character = body[at++]
      if (character === 'N') {
        if (body[at++] === '{') at = after(body, '}', at)
        continue
      }
    }
    if (character !== '{' && character !== '}') continue
    if (depth === 0 && body[at] === character) {
      place.at = at + 1
      return { value: value(at), goesOn: true }
    }
    if (depth === 0 && character === '}') throw new EscapeError("f-string: single '}' is not allowed")
    at--
    break
  }
  place.at = Math.min(at, body.length)
  return { value: value(place.at), goesOn: false }
}

function after(body: string, mark: string, from: number): number {
  const found = body.indexOf(mark, from)
  return found < 0 ? body.length : found + 1
}

/** `{expression}`, with `=`, `!r` and `:format`; `=` puts the text of the expression before its value. */
function readExpression(place: Place): Part[] {
  const { body, depth } = place
  if (depth >= 2) throw new EscapeError('f-string: expressions nested too deeply')
  const start = ++place.at
  place.at = expressionEnd(body, start)
  assertMore(place)
  const value = compile(body.slice(start, place.at), body[place.at] as string)
  let shown: Constant | undefined
  if (body[place.at] === '=') {
    do place.at++
    while (/[ \t\n\r\f\v]/.test(body[place.at] ?? ''))
    shown = { kind: 'constant', value: body.slice(start, place.at) }
    assertMore(place)
  }
  let conversion = readConversion(place)
  let format: FormatString | null = null
  assertMore(place)
  if (body[place.at] === ':') {
    place.at++
    assertMore(place)
    const inner = { ...place, depth: depth + 1 }
    format = { kind: 'formatString', parts: mergeTexts(readParts(inner)) }
    place.at = inner.at
  }
  if (body[place.at] !== '}') throw new EscapeError("f-string: expecting '}'")
  place.at++
  if (shown && format === null) conversion ??= 'r'
  const formatted: Formatted = { kind: 'formatted', value, conversion, format }
  return shown ? [shown, formatted] : [formatted]
}

function assertMore({ body, at }: Place): void {
  if (at >= body.length) throw new EscapeError("f-string: expecting '}'")
}

function readConversion(place: Place): Formatted['conversion'] {
  if (place.body[place.at] !== '!') return null
  place.at++
  assertMore(place)
  const letter = place.body[place.at++]
  if (letter !== 's' && letter !== 'r' && letter !== 'a')
    throw new EscapeError("f-string: invalid conversion character: expected 's', 'r', or 'a'")
  return letter
}

const OPENING = new Map([
  [')', '('],
  [']', '['],
  ['}', '{'],
])

/** Where the expression that begins at `from` ends: at `!`, `:`, `=` or `}` outside of brackets and strings. */
function expressionEnd(body: string, from: number): number {
  const open: string[] = []
  let quote: string | undefined
  let at = from
  for (; at < body.length; at++) {
    const character = body[at] as string
    if (character === '\\') throw new EscapeError('f-string expression part cannot include a backslash')
    if (quote !== undefined) {
      if (!body.startsWith(quote, at)) continue
      at += quote.length - 1
      quote = undefined
    } else if (character === "'" || character === '"') {
      quote = body.startsWith(character.repeat(3), at) ? character.repeat(3) : character
      at += quote.length - 1
    } else if (character === '(' || character === '[' || character === '{') {
      if (open.length >= 200) throw new EscapeError('f-string: too many nested parenthesis')
      open.push(character)
    } else if (character === '#') throw new EscapeError("f-string expression part cannot include '#'")
    else if (open.length === 0 && '!:}=<>'.includes(character)) {
      if ('!=<>'.includes(character) && body[at + 1] === '=') at++
      else if (character !== '<' && character !== '>') break
    } else if (OPENING.has(character)) close(open, character)
  }
  if (quote !== undefined) throw new EscapeError('f-string: unterminated string')
  if (open.length > 0) throw new EscapeError(`f-string: unmatched '${open.at(-1)}'`)
  return at
}

function close(open: string[], character: string): void {
  const last = open.pop()
  if (last === undefined) throw new EscapeError(`f-string: unmatched '${character}'`)
  if (last !== OPENING.get(character))
    throw new EscapeError(
      `f-string: closing parenthesis '${character}' does not match opening parenthesis '${last}'`,
    )
}

/** CPython reads the expression in parentheses, so that it may go over several lines. */
function compile(text: string, next: string): Expression {
  if (/^[ \t\n\f]*$/.test(text))
    throw new EscapeError(
      '!:='.includes(next)
        ? `f-string: expression required before '${next}'`
        : 'f-string: empty expression not allowed',
    )
  // Plain names are by far the most, and a text may hold millions.
  if (/^[A-Za-z]\w*$/.test(text) && !KEYWORDS.has(text)) return { kind: 'name', id: text }
  const tokens = tokensOf(`(${text})`)
  try {
    return parseTuple(tokens, parseStarredOrPlain)
  } catch (error) {
    if (!(error instanceof PythonError)) throw error
    throw new EscapeError(`${tokens.isBrokenBy(error) ? '' : 'f-string: '}${withoutPlace(error)}`)
  }
}

function tokensOf(text: string): Tokens {
  try {
    return new Tokens(text)
  } catch (error) {
    throw error instanceof PythonError ? new EscapeError(withoutPlace(error)) : error
  }
}

/** The string around it says where. */
function withoutPlace(error: PythonError): string {
  return error.message.replace(/ \(<unknown>, line \d+\)$/, '')
}
