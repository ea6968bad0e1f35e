// The partial ratio that matches state values and venue names: how alike the shorter text is to its best-aligned window.

type Block = { shorter: number; longer: number }

/** Which of the shorter text's characters are `code`, 32 to a word. */
type Masks = Map<number, Uint32Array>

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

function bestWindow(shorter: Uint32Array, longer: Uint32Array): number {
  const masks = masksOf(shorter)
  const tried = new Set<number>()
  let best = 0
  for (const block of matchingBlocks(shorter, longer)) {
    const start = Math.max(0, block.longer - block.shorter)
    if (tried.has(start)) continue
    tried.add(start)
    const window = longer.subarray(start, start + shorter.length)
    const ratio = similarity(shorter.length, masks, window)
    if (ratio > 0.995) return 100
    best = Math.max(best, ratio)
  }
  return roundHalfEven(100 * best)
}

/** 1 − insertions and deletions between the texts, as a share of both lengths. */
function similarity(length: number, masks: Masks, window: Uint32Array): number {
  const total = length + window.length
  const common = commonSubsequence(length, masks, window)
  return 1 - (total - 2 * common) / total
}

/** Length of the longest common subsequence, bit-parallel (Hyyrö 2004). */
function commonSubsequence(length: number, masks: Masks, window: Uint32Array): number {
  const words = Math.ceil(length / 32)
  const open = new Uint32Array(words).fill(0xffffffff)
  for (const code of window) {
    const mask = masks.get(code)
    if (!mask) continue
    let carry = 0
    for (let word = 0; word < words; word++) {
      const before = open[word]!
      const hit = (before & mask[word]!) >>> 0
      const sum = before + hit + carry
      carry = sum > 0xffffffff ? 1 : 0
      open[word] = sum | (before - hit)
    }
  }
  let common = 0
  for (let at = 0; at < length; at++) if (((open[at >>> 5]! >>> (at & 31)) & 1) === 0) common++
  return common
}

/** Begins of the runs of matches in the chosen alignment, and the empty block at the end. */
function matchingBlocks(shorter: Uint32Array, longer: Uint32Array): Block[] {
  let head = 0
  while (head < shorter.length && shorter[head] === longer[head]) head++
  let tail = 0
  const most = shorter.length - head
  while (tail < most && shorter.at(-1 - tail) === longer.at(-1 - tail)) tail++
  const a = shorter.subarray(head, shorter.length - tail)
  const b = longer.subarray(head, longer.length - tail)
  const matches: Block[] = []
  for (let at = 0; at < head; at++) matches.push({ shorter: at, longer: at })
  for (const match of alignment(a, b))
    matches.push({ shorter: match.shorter + head, longer: match.longer + head })
  for (let at = tail; at > 0; at--) matches.push({ shorter: shorter.length - at, longer: longer.length - at })
  matches.push({ shorter: shorter.length, longer: longer.length })
  return matches.filter((match, at) => {
    const before = matches[at - 1]
    const goesOn = before?.shorter === match.shorter - 1 && before.longer === match.longer - 1
    return !goesOn || match.shorter === shorter.length
  })
}

/**
 * The matches of one cheapest alignment: walking back from the end, a deletion where it costs one, else an insertion
 * where the column to the left is cheaper, else the diagonal.
 */
function alignment(a: Uint32Array, b: Uint32Array): Block[] {
  if (a.length === 0 || b.length === 0) return []
  const { rises, falls, words } = distanceSlopes(a, b)
  const matches: Block[] = []
  let [row, column] = [a.length, b.length]
  while (row > 0 && column > 0) {
    const [word, bit] = [(row - 1) >>> 5, (row - 1) & 31]
    if ((rises[(column - 1) * words + word]! >>> bit) & 1) row--
    else if (column > 1 && (falls[(column - 2) * words + word]! >>> bit) & 1) column--
    else {
      row--
      column--
      if (a[row] === b[column]) matches.push({ shorter: row, longer: column })
    }
  }
  return matches.reverse()
}

/** Where the edit distance rises or falls by one from row to row, per column: bits of Hyyrö's block algorithm (2003). */
function distanceSlopes(
  a: Uint32Array,
  b: Uint32Array,
): { rises: Uint32Array; falls: Uint32Array; words: number } {
  const words = Math.ceil(a.length / 32)
  const masks = masksOf(a)
  const none = new Uint32Array(words)
  const rises = new Uint32Array(words * b.length)
  const falls = new Uint32Array(words * b.length)
  const rise = new Uint32Array(words).fill(0xffffffff)
  const fall = new Uint32Array(words)
  for (let column = 0; column < b.length; column++) {
    const mask = masks.get(b[column]!) ?? none
    let [plus, minus] = [1, 0]
    for (let word = 0; word < words; word++) {
      const [up, down] = [rise[word]!, fall[word]!]
      const match = mask[word]! | minus
      const diagonal = ((((match & up) >>> 0) + up) ^ up) | match | down
      const right = down | ~(diagonal | up)
      const left = diagonal & up
      const shifted = (right << 1) | plus
      rise[word] = (left << 1) | minus | ~(diagonal | shifted)
      fall[word] = shifted & diagonal
      plus = right >>> 31
      minus = left >>> 31
    }
    rises.set(rise, column * words)
    falls.set(fall, column * words)
  }
  return { rises, falls, words }
}

function masksOf(text: Uint32Array): Masks {
  const words = Math.ceil(text.length / 32)
  const masks: Masks = new Map()
  for (let at = 0; at < text.length; at++) {
    const mask = masks.get(text[at]!) ?? new Uint32Array(words)
    mask[at >>> 5]! |= 1 << (at & 31)
    masks.set(text[at]!, mask)
  }
  return masks
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
