// Words as jieba 0.42.1 cuts them (accurate mode with HMM), the dictionary left out while no Chinese character occurs.
import { cutChinese } from './segment-chinese.ts'

/** The only words of jieba's dictionary that are written in ASCII and are longer than one character. */
const ASCII_WORD = /AT&T|[cC](?:\+\+|#)/
const ASCII_WORD_SPLIT = /(AT&T|C\+\+|c\+\+|C#|c#)/

/** Kinds of ASCII characters: what a run of letters and digits is made of, and what else stands in a block. */
const OUTSIDE = 0
const RUN = 1
const SIGN = 2
const KINDS = Uint8Array.from({ length: 128 }, (_, code) => {
  const character = String.fromCharCode(code)
  if (/[a-zA-Z0-9]/.test(character)) return RUN
  return '+#&._%-'.includes(character) ? SIGN : OUTSIDE
})

const DOT = 46
const PERCENT = 37

/**
 * The tokens of `text`; joined they give the text back. jieba cuts blocks (runs of Chinese characters, letters, digits
 * and + # & . _ % -) by its dictionary; outside of blocks every character is a token, but for a line break of two.
 * Chinese characters need the optional package `@node-rs/jieba`: without it an error says so.
 */
export function segment(text: string): string[] {
  const tokens: string[] = []
  for (let at = 0; at < text.length; ) {
    const code = text.charCodeAt(at)
    if (!isBlock(code)) {
      const length = outsideLength(text, at, code)
      tokens.push(length === 1 ? text[at]! : text.slice(at, at + length))
      at += length
      continue
    }
    const start = at
    let hasChinese = false
    for (let next = code; at < text.length && isBlock(next); next = text.charCodeAt(++at))
      if (next > 127) hasChinese = true
    pushBlock(tokens, text.slice(start, at), hasChinese)
  }
  return tokens
}

function isBlock(code: number): boolean {
  return code < 128 ? KINDS[code] !== OUTSIDE : code >= 0x4e00 && code <= 0x9fd5
}

function outsideLength(text: string, at: number, code: number): number {
  if (code === 13) return text.charCodeAt(at + 1) === 10 ? 2 : 1
  return code >= 0xd800 && code < 0xdc00 && text.codePointAt(at)! > 0xffff ? 2 : 1
}

function pushBlock(tokens: string[], block: string, hasChinese: boolean): void {
  if (hasChinese) for (const word of cutChinese(block)) tokens.push(word)
  else if (ASCII_WORD.test(block)) pushWithWords(tokens, block)
  else pushRuns(tokens, block)
}

function pushWithWords(tokens: string[], block: string): void {
  for (const [at, piece] of block.split(ASCII_WORD_SPLIT).entries())
    if (at % 2 === 1) tokens.push(piece)
    else pushRuns(tokens, piece)
}

/** Numbers and names of letters and digits, with a fraction and a per cent sign, and the signs between them. */
export function pushRuns(tokens: string[], text: string): void {
  for (let at = 0; at < text.length; ) {
    const start = at
    if (KINDS[text.charCodeAt(at)] === RUN) at = runEnd(text, at)
    else while (at < text.length && KINDS[text.charCodeAt(at)] !== RUN) at++
    tokens.push(text.slice(start, at))
  }
}

function runEnd(text: string, start: number): number {
  let at = start
  while (KINDS[text.charCodeAt(at)] === RUN) at++
  if (text.charCodeAt(at) === DOT && isDigit(text.charCodeAt(at + 1))) {
    at += 2
    while (isDigit(text.charCodeAt(at))) at++
  }
  return text.charCodeAt(at) === PERCENT ? at + 1 : at
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57
}
