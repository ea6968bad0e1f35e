// The partial ratio that matches state values and venue names: how alike the shorter text is to its best-aligned window.

/** Which of a text's characters are a given one, 32 to a word: the bits of character `code` begin at `rows.get(code)`. */
type Masks = { words: number; rows: Map<number, number>; bits: Uint32Array }

/**
 * Similarity of two texts from 0 to 100, equal to fuzzywuzzy 0.18.0 `fuzz.partial_ratio` over python-Levenshtein.
 * The candidate windows start where the shorter text would begin if one of its matching blocks stood in place, so the
 * best window can be missed; that is part of the published numbers.
 */
export function partialRatio(first: string | null, second: string | null): number {
  if (first === null || second === null) return 0
  if (first === second) return 100
  if (first === '' || second === '') return 0
  const [a, b] = [codePoints(first), codePoints(second)]
  const [shorter, longer] = a.length <= b.length ? [a, b] : [b, a]
  return bestWindow(shorter, longer)
}

/** Whether `partialRatio` is at least `least` (above 1); texts that have too few letters in common are not aligned. */
export function isAtLeast(first: string | null, second: string | null, least: number): boolean {
  if (first !== null && second !== null && mostPossible(first, second) < least) return false
  return partialRatio(first, second) >= least
}

const BUCKETS = 128
const counts = new Int32Array(BUCKETS)

/** No window can hold more of the shorter text than the letters that both texts have, and none is better than just these. */
function mostPossible(first: string, second: string): number {
  const [shorter, longer] = first.length <= second.length ? [first, second] : [second, first]
  counts.fill(0)
  let common = 0
  for (let at = 0; at < longer.length; at++) {
    const code = longer.charCodeAt(at)
    // Characters of two units would be counted twice.
    if (code >= 0xd800 && code < 0xe000) return 100
    counts[code % BUCKETS]!++
  }
  for (let at = 0; at < shorter.length; at++) {
    const code = shorter.charCodeAt(at)
    if (code >= 0xd800 && code < 0xe000) return 100
    if (counts[code % BUCKETS]!-- > 0) common++
  }
  // Half a point for the rounding, and a little for the sums.
  return (200 * common) / (shorter.length + common) + 0.51
}

function bestWindow(shorter: Uint32Array, longer: Uint32Array): number {
  const masks = masksOf(shorter, 0, shorter.length)
  let best = 0
  for (const start of windowStarts(shorter, longer, masks)) {
    const end = Math.min(longer.length, start + shorter.length)
    const common = commonSubsequence(shorter.length, masks, longer, start, end)
    const total = shorter.length + end - start
    // 1 − insertions and deletions between the texts, as a share of both lengths.
    const ratio = 1 - (total - 2 * common) / total
    if (ratio > 0.995) return 100
    best = Math.max(best, ratio)
  }
  return roundHalfEven(100 * best)
}

/** Scratch space, kept from call to call: most texts are a few words long, and there are many of them. */
let open = new Uint32Array(4)
let fallen = new Uint32Array(4)
let rises = new Uint32Array(256)
let falls = new Uint32Array(256)

/** Length of the longest common subsequence with `text` from `start` to `end`, bit-parallel (Hyyrö 2004). */
function commonSubsequence(
  length: number,
  masks: Masks,
  text: Uint32Array,
  start: number,
  end: number,
): number {
  const { words, rows, bits } = masks
  if (open.length < words) open = new Uint32Array(2 * words)
  open.fill(0xffffffff, 0, words)
  for (let at = start; at < end; at++) {
    const row = rows.get(text[at]!)
    if (row === undefined) continue
    let carry = 0
    for (let word = 0; word < words; word++) {
      const before = open[word]!
      const hit = (before & bits[row + word]!) >>> 0
      const sum = before + hit + carry
      carry = sum > 0xffffffff ? 1 : 0
      open[word] = sum | (before - hit)
    }
  }
  let common = 0
  for (let at = 0; at < length; at++) if (((open[at >>> 5]! >>> (at & 31)) & 1) === 0) common++
  return common
}

/**
 * Where the shorter text would begin if one of its matches stood in place: the same for all of a run of matches, so that
 * these need not be told apart. The empty block at the end counts as a match.
 */
function windowStarts(shorter: Uint32Array, longer: Uint32Array, masks: Masks): Set<number> {
  const starts = new Set([longer.length - shorter.length])
  let head = 0
  while (head < shorter.length && shorter[head] === longer[head]) head++
  if (head > 0) starts.add(0)
  let tail = 0
  const most = shorter.length - head
  while (tail < most && shorter[shorter.length - 1 - tail] === longer[longer.length - 1 - tail]) tail++
  const [end, otherEnd] = [shorter.length - tail, longer.length - tail]
  if (head === end || head === otherEnd) return starts
  const inner = head + tail === 0 ? masks : masksOf(shorter, head, end)
  measureSlopes(longer, { from: head, to: otherEnd, masks: inner })
  let [row, column] = [end - head, otherEnd - head]
  // Back along one cheapest alignment: a deletion where it costs one, else an insertion where the column to the left is
  // cheaper, else the diagonal.
  while (row > 0 && column > 0) {
    const [word, bit] = [(row - 1) >>> 5, (row - 1) & 31]
    if ((rises[(column - 1) * inner.words + word]! >>> bit) & 1) row--
    else if (column > 1 && (falls[(column - 2) * inner.words + word]! >>> bit) & 1) column--
    else {
      row--
      column--
      if (shorter[head + row] === longer[head + column]) starts.add(Math.max(0, column - row))
    }
  }
  return starts
}

/** Notes where the edit distance rises or falls by one from row to row, per column: Hyyrö's block algorithm (2003). */
function measureSlopes(
  text: Uint32Array,
  { from, to, masks }: { from: number; to: number; masks: Masks },
): void {
  const { words, rows, bits } = masks
  const size = words * (to - from)
  if (rises.length < size) {
    rises = new Uint32Array(size)
    falls = new Uint32Array(size)
  }
  if (open.length < words) open = new Uint32Array(2 * words)
  if (fallen.length < words) fallen = new Uint32Array(2 * words)
  open.fill(0xffffffff, 0, words)
  fallen.fill(0, 0, words)
  for (let column = 0; column < to - from; column++) {
    const mask = rows.get(text[from + column]!)
    let [plus, minus] = [1, 0]
    for (let word = 0; word < words; word++) {
      const [up, down] = [open[word]!, fallen[word]!]
      const match = (mask === undefined ? 0 : bits[mask + word]!) | minus
      const diagonal = ((((match & up) >>> 0) + up) ^ up) | match | down
      const right = down | ~(diagonal | up)
      const left = diagonal & up
      const shifted = (right << 1) | plus
      const rise = (left << 1) | minus | ~(diagonal | shifted)
      const fall = shifted & diagonal
      open[word] = rise
      fallen[word] = fall
      rises[column * words + word] = rise
      falls[column * words + word] = fall
      plus = right >>> 31
      minus = left >>> 31
    }
  }
}

function masksOf(text: Uint32Array, from: number, to: number): Masks {
  const words = Math.ceil((to - from) / 32)
  const rows = new Map<number, number>()
  const bits = new Uint32Array(words * (to - from))
  for (let at = 0; at < to - from; at++) {
    const code = text[from + at]!
    const row = rows.get(code) ?? rows.size * words
    rows.set(code, row)
    bits[row + (at >>> 5)]! |= 1 << (at & 31)
  }
  return { words, rows, bits }
}

function codePoints(text: string): Uint32Array {
  const codes = new Uint32Array(text.length)
  let length = 0
  for (let at = 0; at < text.length; length++) {
    const code = text.codePointAt(at)!
    codes[length] = code
    at += code > 0xffff ? 2 : 1
  }
  return codes.subarray(0, length)
}

/** Python's `round`: halves go to the even neighbour. */
function roundHalfEven(value: number): number {
  const low = Math.floor(value)
  const rest = value - low
  if (rest !== 0.5) return Math.round(value)
  return low % 2 === 0 ? low : low + 1
}
