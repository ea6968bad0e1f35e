// Cuts blocks with Chinese characters as jieba does: the likeliest path through the dictionary, the rest by its HMM.
import { createRequire } from 'node:module'
import { cutPlain } from './segment.ts'

/** The likeliest cut of a block; single characters in a row go to the hidden Markov model together. */
export function cutChinese(block: string): string[] {
  const dictionary = theDictionary()
  const ends = likeliestEnds(block, dictionary)
  const tokens: string[] = []
  let singles = ''
  for (let at = 0; at < block.length; at = ends[at]!) {
    const word = block.slice(at, ends[at])
    if (word.length === 1) singles += word
    else {
      pushSingles(tokens, singles, dictionary)
      singles = ''
      tokens.push(word)
    }
  }
  pushSingles(tokens, singles, dictionary)
  return tokens
}

/** `frequencies` holds every word, and every beginning of a word with 0, as jieba's prefix dictionary does. */
type Dictionary = {
  frequencies: Map<string, number>
  logTotal: number
  /** Cuts a run of Chinese characters by the hidden Markov model alone. */
  cutByModel(run: string): string[]
}

/** For each position the end of its best word; of equally likely words the longer one. */
function likeliestEnds(block: string, { frequencies, logTotal }: Dictionary): Int32Array {
  const best = new Float64Array(block.length + 1)
  const ends = new Int32Array(block.length)
  for (let start = block.length - 1; start >= 0; start--) {
    best[start] = Number.NEGATIVE_INFINITY
    for (const end of wordEnds(block, start, frequencies)) {
      const likelihood = Math.log(frequencies.get(block.slice(start, end)) || 1) - logTotal + best[end]!
      if (likelihood < best[start]!) continue
      best[start] = likelihood
      ends[start] = end
    }
  }
  return ends
}

/** Where the dictionary's words that begin at `start` end; the single character where there is none. */
function wordEnds(block: string, start: number, frequencies: Map<string, number>): number[] {
  const ends: number[] = []
  for (let end = start + 1; end <= block.length; end++) {
    const frequency = frequencies.get(block.slice(start, end))
    if (frequency === undefined) break
    if (frequency > 0) ends.push(end)
  }
  return ends.length > 0 ? ends : [start + 1]
}

const CHINESE_RUN = /([\u4e00-\u9fd5]+)/

function pushSingles(tokens: string[], singles: string, { frequencies, cutByModel }: Dictionary): void {
  if (singles.length < 2) {
    if (singles !== '') tokens.push(singles)
    return
  }
  if (frequencies.get(singles)) {
    tokens.push(...singles)
    return
  }
  for (const [at, piece] of singles.split(CHINESE_RUN).entries())
    if (at % 2 === 1) tokens.push(...(piece.length === 1 ? [piece] : cutByModel(piece)))
    else tokens.push(...cutPlain(piece))
}

type JiebaPackage = {
  Jieba: new () => { cut(text: string, hmm: boolean): string[] }
}

let loaded: Dictionary | undefined

function theDictionary(): Dictionary {
  loaded ??= loadDictionary()
  return loaded
}

/** The package brings jieba's own dictionary; a segmenter without a dictionary cuts by the model alone. */
function loadDictionary(): Dictionary {
  const require = createRequire(import.meta.url)
  let jieba: JiebaPackage
  let words: Buffer
  try {
    jieba = require('@node-rs/jieba') as JiebaPackage
    words = (require('@node-rs/jieba/dict') as { dict: Buffer }).dict
  } catch (error) {
    throw new Error(
      'apibank: expected the package @node-rs/jieba, since a text holds Chinese characters; install it with "npm install @node-rs/jieba"',
      { cause: error },
    )
  }
  const model = new jieba.Jieba()
  const { frequencies, total } = readFrequencies(words.toString('utf8'))
  return { frequencies, logTotal: Math.log(total), cutByModel: run => model.cut(run, true) }
}

function readFrequencies(text: string): { frequencies: Map<string, number>; total: number } {
  const frequencies = new Map<string, number>()
  let total = 0
  for (const line of text.split('\n')) {
    const [word = '', frequency = ''] = line.split(' ')
    if (word === '') continue
    frequencies.set(word, Number(frequency))
    total += Number(frequency)
    for (let end = 1; end < word.length; end++) {
      const beginning = word.slice(0, end)
      if (!frequencies.has(beginning)) frequencies.set(beginning, 0)
    }
  }
  return { frequencies, total }
}
