// ToolSearcher with a retriever of our own: the official one embeds sentences with a downloaded model, this one weighs words.
import type { Json } from '../../dialogue/dialogue.ts'
import { agree, type Api, failure, textFor } from './apis/api.ts'
import type { ToolDocument } from './documents.ts'

/**
 * Finds the tool whose name and description are nearest to the keywords. Official: cosine of sentence embeddings
 * (paraphrase-MiniLM-L3-v2) over the same text; here: cosine of weighted word stems and letter triples. Which tool is
 * found can differ; what is reported of it, and the login tool put before one that takes a token, does not.
 */
export function toolSearcher(read: () => ToolDocument[]): Api {
  let index: ToolIndex | undefined
  return {
    name: 'ToolSearcher',
    parameters: { keywords: 'str' },
    run(_databases, { keywords }) {
      index ??= indexTools(read())
      const found = nearest(index, textFor(keywords!, 'encode'))
      if (found === undefined) throw failure("'NoneType' object has no attribute 'pop'")
      return withLogin(index, found)
    },
    check: (given, expected) => agree(given, expected, ['output', 'exception']),
  }
}

type ToolIndex = { documents: ToolDocument[]; vectors: Map<string, number>[]; weights: Map<string, number> }

/** The text that is searched: the name split at its capitals, then the description, without a blank between them. */
export function searchText({ name, description }: ToolDocument): string {
  return name.replace(/[A-Z]/g, capital => ` ${capital.toLowerCase()}`).trim() + description
}

export function indexTools(documents: ToolDocument[]): ToolIndex {
  // The blank that the official text lacks would glue the name's last word to the description's first.
  const features = documents.map(document =>
    countFeatures(`${splitName(document.name)} ${splitName(document.name)} ${document.description}`),
  )
  const weights = new Map<string, number>()
  for (const feature of new Set(features.flatMap(counts => [...counts.keys()]))) {
    const number = features.filter(counts => counts.has(feature)).length
    weights.set(feature, Math.log(1 + documents.length / number))
  }
  return { documents, weights, vectors: features.map(counts => weigh(counts, weights)) }
}

function splitName(name: string): string {
  return name.replace(/[A-Z]/g, capital => ` ${capital.toLowerCase()}`).trim()
}

/** The document with the highest cosine above zero; the first of equals. */
export function nearest(index: ToolIndex, keywords: string): ToolDocument | undefined {
  const query = weigh(countFeatures(splitName(keywords)), index.weights)
  let best = 0
  let found: ToolDocument | undefined
  for (const [at, vector] of index.vectors.entries()) {
    let product = 0
    for (const [feature, weight] of query) product += weight * (vector.get(feature) ?? 0)
    if (product <= best) continue
    best = product
    found = index.documents[at]
  }
  return found
}

function countFeatures(text: string): Map<string, number> {
  const counts = new Map<string, number>()
  const add = (feature: string, count: number) => counts.set(feature, (counts.get(feature) ?? 0) + count)
  for (const word of text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []) {
    if (STOP_WORDS.has(word)) continue
    add(stem(word), 1)
    const padded = `^${word}$`
    for (let at = 0; at + 3 <= padded.length; at++) add(`#${padded.slice(at, at + 3)}`, 0.2)
  }
  return counts
}

const STOP_WORDS = new Set(
  'a an and api be by for from given in includes including is it like of on or parameter parameters that the this to user users with'.split(
    ' ',
  ),
)

function stem(word: string): string {
  return word.replace(/(?:ations?|ation|ings?|ies|ing|ers?|ed|es|s|y|e)$/, '') || word
}

/** A vector of length one; features that no document has are left out. */
function weigh(counts: Map<string, number>, weights: Map<string, number>): Map<string, number> {
  const known = [...counts].flatMap(([feature, count]): [string, number][] => {
    const weight = weights.get(feature)
    return weight === undefined ? [] : [[feature, count * weight]]
  })
  const length = Math.hypot(...known.map(([, weight]) => weight)) || 1
  return new Map(known.map(([feature, weight]) => [feature, weight / length]))
}

/** A tool that takes a token comes with the tool that gives one, which keeps the text it is searched by. */
function withLogin({ documents }: ToolIndex, found: ToolDocument): Json {
  const document = found as unknown as Json
  if (!Object.hasOwn(found.input_parameters, 'token')) return document
  const login = documents.find(({ name }) => name === 'GetUserToken')
  if (login === undefined) return document
  return [{ ...login, desc_for_search: searchText(login) } as unknown as Json, document]
}
