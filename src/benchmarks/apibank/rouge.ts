// ROUGE-1, ROUGE-2 and ROUGE-L as rouge_chinese 1.0.3 computes them: sets of n-grams, and one plain LCS over all words.
import { isSpace, PYTHON_SPACE } from './python-space.ts'
import { plainWords, segment } from './segment.ts'

/** F1 between 0 and 1; never quite 1, since the package adds 1e-8 below the line. */
export type Rouge = { 'rouge-1': number; 'rouge-2': number; 'rouge-l': number }

/**
 * Scores two texts by their tokens as `Rouge().get_scores` scores these joined with blanks, in its default settings; all
 * 0 where a side has no word, as LLaMA-Factory has it.
 */
export function rouge(hypothesis: string, reference: string): Rouge {
  const numbers = new Map<string, number>()
  if (hypothesis === reference) return rougeOfSame(wordsOf(reference).length)
  const given = numberWords(wordsOf(hypothesis), numbers)
  const expected = numberWords(wordsOf(reference), numbers)
  if (given.length === 0 || expected.length === 0) return { 'rouge-1': 0, 'rouge-2': 0, 'rouge-l': 0 }
  const longest = commonLength(expected, given)
  return {
    'rouge-1': overlap(new Set(given), new Set(expected)),
    'rouge-2': overlap(pairs(given, numbers.size), pairs(expected, numbers.size)),
    'rouge-l': f1(longest / given.length, longest / expected.length),
  }
}

function rougeOfSame(words: number): Rouge {
  return {
    'rouge-1': words > 0 ? f1(1, 1) : 0,
    'rouge-2': words > 1 ? f1(1, 1) : 0,
    'rouge-l': words > 0 ? f1(1, 1) : 0,
  }
}

function numberWords(words: string[], numbers: Map<string, number>): Uint32Array {
  const numbered = new Uint32Array(words.length)
  for (let at = 0; at < words.length; at++) {
    const known = numbers.get(words[at]!)
    numbered[at] = known ?? numbers.size
    if (known === undefined) numbers.set(words[at]!, numbers.size)
  }
  return numbered
}

/** Texts in which sentences matter: they end within a line, or one of them may be blank. */
const SENTENCES = new RegExp(`[。！？?]|\\.{6}|\\n[${PYTHON_SPACE}]*\\n|^[${PYTHON_SPACE}]+\\n`)

/**
 * The words of a text's joined tokens. The package cuts the text into sentences, at line breaks and after 。！？? and six
 * dots, only to join them again; but a sentence of blanks alone leaves one empty word behind. Its rules for quotation
 * marks and for …… never apply, since a blank follows every token.
 */
function wordsOf(text: string): string[] {
  if (SENTENCES.test(text)) return wordsOfSentences(segment(text))
  return plainWords(text) ?? segment(text).filter(token => !isSpace(token))
}

function wordsOfSentences(tokens: string[]): string[] {
  const words: string[] = []
  const last = tokens.findLastIndex(token => !isSpace(token))
  let hasCharacter = false
  let hasWord = false
  function endSentence(): void {
    if (hasCharacter && !hasWord) words.push('')
    hasCharacter = false
    hasWord = false
  }
  for (let at = 0; at <= last; at++) {
    const token = tokens[at]!
    if (token === '\n' || token === '\r\n') {
      hasCharacter ||= token.length === 2
      endSentence()
    } else if (!isSpace(token)) {
      const pieces = token.includes('......') ? splitDots(token) : [token]
      for (const piece of pieces) if (piece !== '') words.push(piece)
      hasWord = true
      if (at < last && (ENDS.has(token) || (pieces.length > 1 && pieces.at(-1) === ''))) endSentence()
    }
    // The blank that follows, or the white space that the token is.
    hasCharacter = true
  }
  return words
}

const ENDS = new Set(['。', '！', '？', '?'])

/** A token cut after every six dots that another character follows, be it the blank behind the token: then the last piece is empty. */
function splitDots(token: string): string[] {
  const cut = `${token} `.replace(/(\.{6})([\s\S])/gu, '$1\n$2').split('\n')
  return [...cut.slice(0, -1), cut.at(-1)!.slice(0, -1)]
}

function pairs(words: Uint32Array, size: number): Set<number> {
  const found = new Set<number>()
  for (let at = 1; at < words.length; at++) found.add(words[at - 1]! * size + words[at]!)
  return found
}

function overlap(given: Set<number>, expected: Set<number>): number {
  let common = 0
  for (const one of given) if (expected.has(one)) common++
  return f1(given.size === 0 ? 0 : common / given.size, expected.size === 0 ? 0 : common / expected.size)
}

function f1(precision: number, recall: number): number {
  return 2 * ((precision * recall) / (precision + recall + 1e-8))
}

/**
 * The length of the longest common subsequence, 32 columns of the usual table at once (Hyyrö 2004); equal ends are
 * taken off first.
 */
export function commonLength(left: Uint32Array, right: Uint32Array): number {
  const [short, long] = left.length <= right.length ? [left, right] : [right, left]
  let start = 0
  while (start < short.length && short[start] === long[start]) start++
  let tail = 0
  while (tail < short.length - start && short.at(-1 - tail) === long.at(-1 - tail)) tail++
  const inner = short.subarray(start, short.length - tail)
  return start + tail + commonInner(inner, long.subarray(start, long.length - tail))
}

function commonInner(short: Uint32Array, long: Uint32Array): number {
  if (short.length === 0) return 0
  const size = Math.ceil(short.length / 32)
  const places = placesOf(short, size)
  const row = new Uint32Array(size).fill(0xffffffff)
  for (const word of long) {
    const match = places.get(word)
    if (match) step(row, match)
  }
  return countZeros(row, short.length)
}

/** For each word of the shorter text the places where it stands, a bit each. */
function placesOf(words: Uint32Array, size: number): Map<number, Uint32Array> {
  const places = new Map<number, Uint32Array>()
  for (const [at, word] of words.entries()) {
    const bits = places.get(word) ?? new Uint32Array(size)
    bits[at >>> 5]! |= 1 << (at & 31)
    places.set(word, bits)
  }
  return places
}

/** One row of the table: V = (V + (V & M)) | (V & ~M), with the carry handed from word to word. */
function step(row: Uint32Array, match: Uint32Array): void {
  let carry = 0
  for (let at = 0; at < row.length; at++) {
    const value = row[at]!
    const meet = (value & match[at]!) >>> 0
    const sum = value + meet + carry
    carry = sum > 0xffffffff ? 1 : 0
    row[at] = (sum | (value & ~match[at]!)) >>> 0
  }
}

function countZeros(row: Uint32Array, length: number): number {
  let zeros = 0
  for (let at = 0; at < length; at++) if (((row[at >>> 5]! >>> (at & 31)) & 1) === 0) zeros++
  return zeros
}
