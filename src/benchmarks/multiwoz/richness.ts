// How rich the wording of a system is: n-gram types, entropies, turn length, type–token ratio (mwzeval/metrics.py, `get_richness`).
import { PYTHON_SPACE } from './python-text.ts'

export type Richness = {
  entropy: number
  cond_entropy: number
  avg_lengths: number
  msttr: number
  num_unigrams: number
  num_bigrams: number
  num_trigrams: number
}

const SPACES = new RegExp(`[${PYTHON_SPACE}]+`, 'g')

/** The marks that lexical_diversity 0.1.1 deletes before and after the word `SYM`, in its order. */
const MARKS = /``|['.,?!)(%/_-]/g
const LATER_MARKS = /[:;]/g

const WINDOW = 50

/** So many different words fit into the number of a pair. */
const MOST_WORDS = 2 ** 21

/** The columns of one file, over the normalised responses of its turns in order. */
export function measureRichness(responses: string[]): Richness {
  const [words, pairs, triples] = [numbering<string>(), numbering<number>(), numbering<number>()]
  const heads: number[] = []
  const all: number[] = []
  const known = new Map<string, number[]>()
  for (const response of responses) {
    const tokens = known.get(response) ?? tokensOf(response).map(words.numberOf)
    known.set(response, tokens)
    let pair = -1
    for (let at = 0; at < tokens.length; at++) {
      const token = tokens[at]!
      all.push(token)
      words.count(token)
      if (at === 0) continue
      const before = pair
      pair = pairs.numberOf(tokens[at - 1]! * MOST_WORDS + token)
      pairs.count(pair)
      heads[pair] = tokens[at - 1]!
      if (at > 1) triples.numberOf(before * MOST_WORDS + token)
    }
  }
  const total = all.length
  let entropy = 0
  for (const times of words.times) entropy += (times / total) * log2(times / total)
  let conditional = 0
  for (const [pair, times] of pairs.times.entries())
    conditional += (times / total) * log2(times / words.times[heads[pair]!]!)
  return {
    entropy: -entropy,
    cond_entropy: -conditional,
    avg_lengths: total / responses.length,
    msttr: meanTypeTokenRatio(all),
    num_unigrams: words.times.length,
    num_bigrams: pairs.times.length,
    num_trigrams: triples.times.length,
  }
}

/** Numbers things in the order they come, and counts them. */
function numbering<Thing>() {
  const numbers = new Map<Thing, number>()
  const times: number[] = []
  return {
    times,
    count(number: number): void {
      times[number]!++
    },
    numberOf(thing: Thing): number {
      const known = numbers.get(thing)
      if (known !== undefined) return known
      numbers.set(thing, times.length)
      times.push(0)
      return times.length - 1
    },
  }
}

/** Words between single spaces: an empty response is one empty word, and outer blanks count. */
function tokensOf(response: string): string[] {
  const text = response.replace(MARKS, '').replaceAll('SYM', '').replace(LATER_MARKS, '')
  return text.replace(SPACES, ' ').toLowerCase().split(' ')
}

/** Python's `math.log(x, 2)` is a quotient of logarithms. */
function log2(value: number): number {
  return Math.log(value) / Math.LN2
}

/** Mean over whole windows of fifty tokens; the plain ratio of a shorter text. */
function meanTypeTokenRatio(tokens: number[]): number {
  if (tokens.length < WINDOW + 1) return new Set(tokens).size / tokens.length
  const windows = Math.floor(tokens.length / WINDOW)
  let sum = 0
  for (let at = 0; at < windows; at++)
    sum += new Set(tokens.slice(at * WINDOW, (at + 1) * WINDOW)).size / WINDOW
  return sum / windows
}
