// The search engine's ranking: BM25 as rank_bm25's BM25Okapi computes it, over the documents of the database.
import type { Json } from '../../../dialogue/dialogue.ts'
import { failure, type Row } from './api.ts'

const K1 = 1.5
const B = 0.75
const EPSILON = 0.25

/** The two best documents for a text in lower case. */
export function searchDocuments(database: Json, text: string): Json {
  if (database === null) throw failure("'tokenized_documents'")
  const { raw_documents: documents, tokenized_documents: tokenized } = database as Row
  const scores = rank(tokenized as string[][], splitQuery(text))
  const order = [...scores.keys()].sort((left, right) => scores[right]! - scores[left]! || left - right)
  return order.slice(0, 2).map(at => (documents as Json[])[at]!)
}

/**
 * Words of a query as nltk's word_tokenize gives them for one sentence: signs stand alone, a comma or colon unless a
 * digit follows, a period only at the end; n't and 's and their like are split off.
 */
function splitQuery(text: string): string[] {
  const spaced = text
    .replace(/\.\.\.|--|[;@#$%&?!\][(){}<>"«»“”„‘’]|[:,](?!\p{Nd})/gu, ' $& ')
    .replace(/(?<!\.)\.(?=[\])}>"'»”’ ]*$)/u, ' . ')
    .replace(/'(?:s|m|d|ll|re|ve)?(?=\s|$)|n't(?=\s|$)/gu, ' $&')
  return spaced.split(/\s+/).filter(word => word !== '')
}

function rank(corpus: string[][], query: string[]): number[] {
  const average = corpus.reduce((sum, words) => sum + words.length, 0) / corpus.length
  const counts = corpus.map(countWords)
  const weights = inverseFrequencies(counts)
  return counts.map((count, at) =>
    query.reduce((score, word) => {
      const frequency = count.get(word) ?? 0
      const length = 1 - B + (B * corpus[at]!.length) / average
      return score + (weights.get(word) ?? 0) * ((frequency * (K1 + 1)) / (frequency + K1 * length))
    }, 0),
  )
}

function countWords(words: string[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1)
  return counts
}

/** Words that stand in more than half of the documents get a share of the average weight instead of a negative one. */
function inverseFrequencies(counts: Map<string, number>[]): Map<string, number> {
  const documents = new Map<string, number>()
  for (const count of counts)
    for (const word of count.keys()) documents.set(word, (documents.get(word) ?? 0) + 1)
  const weights = new Map<string, number>()
  for (const [word, number] of documents)
    weights.set(word, Math.log(counts.length - number + 0.5) - Math.log(number + 0.5))
  const average = [...weights.values()].reduce((sum, weight) => sum + weight, 0) / weights.size
  for (const [word, weight] of weights) if (weight < 0) weights.set(word, EPSILON * average)
  return weights
}
