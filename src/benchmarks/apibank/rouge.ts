// ROUGE-1, ROUGE-2 and ROUGE-L as rouge_chinese 1.0.3 computes them: sets of n-grams, and one plain LCS over all words.
import { splitWords, stripEnd } from './python-space.ts'

/** F1 between 0 and 1; never quite 1, since the package adds 1e-8 below the line. */
export type Rouge = { 'rouge-1': number; 'rouge-2': number; 'rouge-l': number }

/** Scores two texts whose words are separated by white space (`Rouge().get_scores` with its default settings). */
export function rouge(hypothesis: string, reference: string): Rouge {
  const numbers = new Map<string, number>()
  const given = wordNumbers(hypothesis, numbers)
  const expected = wordNumbers(reference, numbers)
  const longest = commonLength(expected, given)
  return {
    'rouge-1': overlap(new Set(given), new Set(expected)),
    'rouge-2': overlap(pairs(given, numbers.size), pairs(expected, numbers.size)),
    'rouge-l': f1(longest / given.length, longest / expected.length),
  }
}

/** Sentences are split off only to be joined again, but a blank sentence leaves one empty word behind. */
function wordNumbers(text: string, numbers: Map<string, number>): Uint32Array {
  const words = cutSentences(text).flatMap(sentence => {
    const found = splitWords(sentence)
    return found.length === 0 ? [''] : found
  })
  return Uint32Array.from(words, word => {
    const number = numbers.get(word) ?? numbers.size
    if (number === numbers.size) numbers.set(word, number)
    return number
  })
}

function cutSentences(text: string): string[] {
  const cut = text
    .replace(/([。！？?])([^”’])/gu, '$1\n$2')
    .replace(/(\.{6})([^”’])/gu, '$1\n$2')
    .replace(/(…{2})([^”’])/gu, '$1\n$2')
    .replace(/([。！？?][”’])([^，。！？?])/gu, '$1\n$2')
  return stripEnd(cut)
    .split('\n')
    .filter(sentence => sentence !== '')
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
