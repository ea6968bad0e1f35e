// Words as jieba 0.42.1 cuts them (accurate mode with HMM), the dictionary left out while no Chinese character occurs.
import { PYTHON_SPACE } from './python-space.ts'
import { cutChinese } from './segment-chinese.ts'

/** What jieba cuts by dictionary: runs of Chinese characters, letters, digits and + # & . _ % -. */
const BLOCK = /([\u4e00-\u9fd5a-zA-Z0-9+#&._%-]+)/

/** What only the dictionary can cut: Chinese characters, and its few words of ASCII that are longer than one character. */
const NEEDS_WORDS = /[\u4e00-\u9fd5]|AT&T|[cC](?:\+\+|#)/
const CHINESE = /[\u4e00-\u9fd5]/
const ASCII_WORDS = /(AT&T|C\+\+|c\+\+|C#|c#)/

/** Numbers and names with a fraction and a per cent sign, the signs between them, a line break, any other character. */
const TOKENS = /[a-zA-Z0-9]+(?:\.\d+)?%?|[+#&._%-]+|\r\n|[\s\S]/gu

/**
 * The tokens of `text`; joined they give the text back. Chinese characters need the optional package
 * `@node-rs/jieba` for its dictionary and emission table: without it an error says so.
 */
export function segment(text: string): string[] {
  if (!NEEDS_WORDS.test(text)) return cutPlain(text)
  const tokens: string[] = []
  for (const [at, piece] of text.split(BLOCK).entries()) {
    const isBlock = at % 2 === 1
    const cut = !isBlock ? cutPlain(piece) : CHINESE.test(piece) ? cutChinese(piece) : cutAscii(piece)
    for (const token of cut) tokens.push(token)
  }
  return tokens
}

/** A text without words of the dictionary. */
export function cutPlain(text: string): string[] {
  return text.match(TOKENS) ?? []
}

/** The tokens of a text that are no white space, where the dictionary is not needed; else undefined. */
export function plainWords(text: string): string[] | undefined {
  return NEEDS_WORDS.test(text) ? undefined : (text.match(PLAIN_WORDS) ?? [])
}

const PLAIN_WORDS = new RegExp(`[a-zA-Z0-9]+(?:\\.\\d+)?%?|[+#&._%-]+|[^${PYTHON_SPACE}]`, 'gu')

function cutAscii(block: string): string[] {
  return block.split(ASCII_WORDS).flatMap((piece, at) => (at % 2 === 1 ? [piece] : cutPlain(piece)))
}
