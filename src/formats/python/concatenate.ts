// String literals side by side are one: text, bytes, or an f-string where any of them is one.
import { Bytes } from '../../files/values.ts'
import { decodeBytes, decodeText, EscapeError } from './escapes.ts'
import { readFormatParts } from './format-string.ts'
import type { Token, Tokens } from './tokens.ts'
import type { Constant, Expression, Formatted } from './tree.ts'

type Literal = { isRaw: boolean; isBytes: boolean; isFormat: boolean; body: string }

/** Reads all string tokens in a row. */
export function joinStrings(tokens: Tokens): Expression {
  const row: Token[] = []
  while (tokens.current.kind === 'string') row.push(tokens.advance())
  try {
    return joinLiterals(row.map(takeApart), row[0]!.text.startsWith('u'))
  } catch (error) {
    if (error instanceof EscapeError) throw tokens.unexpected(error.message)
    throw error
  }
}

function takeApart({ text }: Token): Literal {
  const quoteAt = text.search(/['"]/)
  const prefix = text.slice(0, quoteAt).toLowerCase()
  const quotes =
    text.length - quoteAt >= 6 && text[quoteAt + 1] === text[quoteAt] && text[quoteAt + 2] === text[quoteAt]
      ? 3
      : 1
  return {
    isRaw: prefix.includes('r'),
    isBytes: prefix.includes('b'),
    isFormat: prefix.includes('f'),
    body: text.slice(quoteAt + quotes, text.length - quotes),
  }
}

function joinLiterals(literals: Literal[], isUnicode: boolean): Expression {
  const { isBytes } = literals[0]!
  const bytes: Uint8Array[] = []
  const parts: (Constant | Formatted)[] = []
  for (const literal of literals) {
    if (literal.isBytes !== isBytes) throw new EscapeError('cannot mix bytes and nonbytes literals')
    if (isBytes) bytes.push(decodeBytes(literal.body, literal.isRaw))
    else if (literal.isFormat) for (const part of readFormatParts(literal)) parts.push(part)
    else parts.push({ kind: 'constant', value: literal.isRaw ? literal.body : decodeText(literal.body) })
  }
  if (isBytes) return { kind: 'constant', value: new Bytes(Buffer.concat(bytes)) }
  const unicode = isUnicode ? { isUnicode } : {}
  if (literals.some(literal => literal.isFormat))
    return {
      kind: 'formatString',
      parts: mergeTexts(parts).map(part => (part.kind === 'constant' ? { ...part, ...unicode } : part)),
    }
  return { kind: 'constant', value: parts.map(part => (part as Constant).value).join(''), ...unicode }
}

/** Texts side by side become one, and empty ones go. */
export function mergeTexts(parts: (Constant | Formatted)[]): (Constant | Formatted)[] {
  const merged: (Constant | Formatted)[] = []
  let texts: string[] = []
  const flush = () => {
    const value = texts.join('')
    if (value !== '') merged.push({ kind: 'constant', value })
    texts = []
  }
  for (const part of parts) {
    if (part.kind === 'constant') texts.push(part.value as string)
    else {
      flush()
      merged.push(part)
    }
  }
  flush()
  return merged
}
