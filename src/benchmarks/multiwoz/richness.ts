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

/** The marks that lexical_diversity 0.1.1 deletes, in its order. */
const DELETED = "`` '' ' . , ? ! ) ( % / - _ -LRB- -RRB- SYM : ;".split(' ')

const WINDOW = 50

/** The columns of one file, over the normalised responses of its turns in order. */
export function measureRichness(responses: string[]): Richness {
  const all: string[] = []
  const grams = [new Map<string, number>(), new Map<string, number>(), new Map<string, number>()] as const
  const heads = new Map<string, string>()
  for (const response of responses) {
    const tokens = tokensOf(response)
    for (const [at, token] of tokens.entries()) {
      all.push(token)
      count(grams[0], token)
      if (at >= 1) {
        const pair = `${tokens[at - 1]} ${token}`
        count(grams[1], pair)
        heads.set(pair, tokens[at - 1]!)
      }
      if (at >= 2) count(grams[2], `${tokens[at - 2]} ${tokens[at - 1]} ${token}`)
    }
  }
  const total = all.length
  let entropy = 0
  for (const times of grams[0].values()) entropy += (times / total) * log2(times / total)
  let conditional = 0
  for (const [pair, times] of grams[1])
    conditional += (times / total) * log2(times / grams[0].get(heads.get(pair)!)!)
  return {
    entropy: -entropy,
    cond_entropy: -conditional,
    avg_lengths: total / responses.length,
    msttr: meanTypeTokenRatio(all),
    num_unigrams: grams[0].size,
    num_bigrams: grams[1].size,
    num_trigrams: grams[2].size,
  }
}

/** Words between single spaces: an empty response is one empty word, and outer blanks count. */
function tokensOf(response: string): string[] {
  let text = response
  for (const mark of DELETED) text = text.replaceAll(mark, '')
  return text.replace(SPACES, ' ').toLowerCase().split(' ')
}

function count(counts: Map<string, number>, gram: string): void {
  counts.set(gram, (counts.get(gram) ?? 0) + 1)
}

/** Python's `math.log(x, 2)` is a quotient of logarithms. */
function log2(value: number): number {
  return Math.log(value) / Math.LN2
}

/** Mean over whole windows of fifty tokens; the plain ratio of a shorter text. */
function meanTypeTokenRatio(tokens: string[]): number {
  if (tokens.length < WINDOW + 1) return new Set(tokens).size / tokens.length
  const windows = Math.floor(tokens.length / WINDOW)
  let sum = 0
  for (let at = 0; at < windows; at++)
    sum += new Set(tokens.slice(at * WINDOW, (at + 1) * WINDOW)).size / WINDOW
  return sum / windows
}
