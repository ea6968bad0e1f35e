// Byte-level byte-pair encoding: words of a text to token ids, each word worked out once.
import { toAlphabet } from './alphabet.ts'
import type { WordCutter } from './words.ts'

export type BpeOptions = {
  /** Token text in GPT-2's alphabet → id. */
  vocabulary: ReadonlyMap<string, number>
  /**
   * Which pairs merge first. A list of merges ("left right"), lowest index first; or `'ranks'`: any pair whose join
   * is in the vocabulary, lowest id first, as tiktoken does.
   */
  merges: readonly string[] | 'ranks'
  /** A word that is in the vocabulary as a whole is taken so, whatever the merges say (`ignore_merges`). */
  ignoreMerges: boolean
  cutWords: WordCutter
}

export type Bpe = {
  /** The ids of an ordinary text: special tokens in it are ordinary characters. */
  encode(text: string): Uint32Array
  /** How many ids `encode` gives. */
  count(text: string): number
}

const CACHED_WORDS = 200_000
const LONGEST_CACHED = 64
/** Position and rank share one number in the heap: positions stay below 2^30, ranks below 2^23. */
const POSITIONS = 2 ** 30

/** Makes an encoder. It keeps up to 200,000 short words in memory. */
export function createBpe({ vocabulary, merges, ignoreMerges, cutWords }: BpeOptions): Bpe {
  const ranks = merges === 'ranks' ? undefined : new Map(merges.map((merge, rank) => [merge, rank]))
  const rankOf = ranks
    ? (left: string, right: string) => ranks.get(`${left} ${right}`)
    : (left: string, right: string) => vocabulary.get(left + right)
  const cache = new Map<string, readonly number[]>()

  function wordIds(word: string): readonly number[] {
    const known = cache.get(word)
    if (known) return known
    const ids = newWordIds(word)
    if (word.length <= LONGEST_CACHED) {
      if (cache.size >= CACHED_WORDS) cache.clear()
      cache.set(word, ids)
    }
    return ids
  }

  function newWordIds(word: string): number[] {
    const characters = toAlphabet(word)
    const whole = ignoreMerges ? vocabulary.get(characters.join('')) : undefined
    if (whole !== undefined) return [whole]
    const ids: number[] = []
    for (const piece of mergePairs(characters, rankOf)) {
      const id = vocabulary.get(piece)
      if (id !== undefined) ids.push(id)
      else pushBytes(piece, ids)
    }
    return ids
  }

  /** A join that has no token of its own falls back to its bytes; a byte without a token is left out, as in llama.cpp. */
  function pushBytes(piece: string, ids: number[]): void {
    for (const character of piece) {
      const id = vocabulary.get(character)
      if (id !== undefined) ids.push(id)
    }
  }

  return {
    encode(text) {
      let ids = new Uint32Array(Math.max(16, text.length >> 1))
      let length = 0
      const wordEnd = cutWords(text)
      for (let start = 0; start < text.length; ) {
        const end = wordEnd(start)
        const word = wordIds(text.slice(start, end))
        if (length + word.length > ids.length) ids = grown(ids, length + word.length)
        for (let i = 0; i < word.length; i++) ids[length++] = word[i] as number
        start = end
      }
      return ids.slice(0, length)
    },
    count(text) {
      let length = 0
      const wordEnd = cutWords(text)
      for (let start = 0; start < text.length; ) {
        const end = wordEnd(start)
        length += wordIds(text.slice(start, end)).length
        start = end
      }
      return length
    },
  }
}

function grown(ids: Uint32Array<ArrayBuffer>, length: number): Uint32Array<ArrayBuffer> {
  const larger = new Uint32Array(Math.max(length, ids.length * 2))
  larger.set(ids)
  return larger
}

/**
 * Joins neighbours, always the pair of lowest rank and of these the leftmost, until none has a rank. A heap keeps
 * this at n log n, so that a word of ten million letters is no trap.
 */
function mergePairs(
  characters: string[],
  rankOf: (left: string, right: string) => number | undefined,
): string[] {
  const count = characters.length
  const pieces = characters.slice()
  const next = Int32Array.from({ length: count }, (_, i) => i + 1)
  const previous = Int32Array.from({ length: count }, (_, i) => i - 1)
  const pairRanks = new Int32Array(count).fill(-1)
  const heap: number[] = []

  function refreshPair(left: number): void {
    const right = next[left] as number
    const rank = right < count ? rankOf(pieces[left] as string, pieces[right] as string) : undefined
    pairRanks[left] = rank ?? -1
    if (rank !== undefined) pushHeap(heap, rank * POSITIONS + left)
  }

  for (let i = 0; i + 1 < count; i++) refreshPair(i)
  while (heap.length > 0) {
    const entry = popHeap(heap)
    const left = entry % POSITIONS
    if (pairRanks[left] !== (entry - left) / POSITIONS) continue
    const right = next[left] as number
    pieces[left] = (pieces[left] as string) + (pieces[right] as string)
    pieces[right] = ''
    pairRanks[right] = -1
    const after = next[right] as number
    next[left] = after
    if (after < count) previous[after] = left
    refreshPair(left)
    const before = previous[left] as number
    if (before >= 0) refreshPair(before)
  }
  return pieces.filter(piece => piece !== '')
}

function pushHeap(heap: number[], entry: number): void {
  let at = heap.length
  heap.push(entry)
  while (at > 0) {
    const parent = (at - 1) >> 1
    if ((heap[parent] as number) <= entry) break
    heap[at] = heap[parent] as number
    at = parent
  }
  heap[at] = entry
}

function popHeap(heap: number[]): number {
  const least = heap[0] as number
  const moved = heap.pop() as number
  if (heap.length === 0) return least
  let at = 0
  for (let child = 1; child < heap.length; child = 2 * at + 1) {
    if (child + 1 < heap.length && (heap[child + 1] as number) < (heap[child] as number)) child++
    if ((heap[child] as number) >= moved) break
    heap[at] = heap[child] as number
    at = child
  }
  heap[at] = moved
  return least
}
