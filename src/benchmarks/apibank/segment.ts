// Words as jieba 0.42.1 cuts them (accurate mode with HMM), the dictionary left out while no Chinese character occurs.
import { cutChinese } from './segment-chinese.ts'
import { PYTHON_SPACE } from './python-space.ts'

/** What jieba cuts by dictionary: runs of Chinese characters, letters, digits and + # & . _ % -. */
const BLOCK = /[\u4e00-\u9fd5a-zA-Z0-9+#&._%-]+/g
const CHINESE = /[\u4e00-\u9fd5]/

/** The only words of jieba's dictionary that are written in ASCII and are longer than one character. */
const ASCII_WORDS = /AT&T|[cC](?:\+\+|#)/
const ASCII_WORD_SPLIT = /(AT&T|C\+\+|c\+\+|C#|c#)/

const OUTSIDE = new RegExp(`\\r\\n|[${PYTHON_SPACE}]|[^]`, 'gu')
const NUMBER_OR_NAME = /[a-zA-Z0-9]+(?:\.\d+)?%?/g

/**
 * The tokens of `text`; joined they give the text back. Chinese characters need the optional package
 * `@node-rs/jieba` for its dictionary and emission table: without it an error says so.
 */
export function segment(text: string): string[] {
  const tokens: string[] = []
  let at = 0
  for (const { 0: block, index } of text.matchAll(BLOCK)) {
    pushOutside(tokens, text.slice(at, index))
    if (CHINESE.test(block)) pushAll(tokens, cutChinese(block))
    else pushAscii(tokens, block)
    at = index + block.length
  }
  pushOutside(tokens, text.slice(at))
  return tokens
}

/** Outside of blocks every character is a token of its own, but for a line break of two characters. */
function pushOutside(tokens: string[], text: string): void {
  if (text.length === 1) tokens.push(text)
  else if (text !== '') pushAll(tokens, text.match(OUTSIDE)!)
}

function pushAscii(tokens: string[], block: string): void {
  const pieces = ASCII_WORDS.test(block) ? block.split(ASCII_WORD_SPLIT) : [block]
  for (const [at, piece] of pieces.entries())
    if (at % 2 === 1) tokens.push(piece)
    else pushRuns(tokens, piece)
}

/** Numbers and names of letters and digits, and the rest between them as it stands. */
export function pushRuns(tokens: string[], text: string): void {
  let at = 0
  for (const { 0: run, index } of text.matchAll(NUMBER_OR_NAME)) {
    if (index > at) tokens.push(text.slice(at, index))
    tokens.push(run)
    at = index + run.length
  }
  if (at < text.length) tokens.push(text.slice(at))
}

function pushAll(tokens: string[], more: Iterable<string>): void {
  for (const token of more) tokens.push(token)
}
