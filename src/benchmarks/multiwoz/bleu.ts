// Corpus BLEU of responses against one reference each, as sacrebleu's defaults give it (13a, exponential smoothing).
import { words } from './python-text.ts'

const ORDERS = 4

/** sacrebleu's stand-in for the logarithm of nothing. */
const LOG_OF_NOTHING = -9999999999

/** BLEU from 0 to 100 (sacrebleu, `corpus_bleu(responses, [references])`); both lists go together. */
export function corpusBleu(responses: string[], references: string[]): number {
  const right = new Array<number>(ORDERS).fill(0)
  const all = new Array<number>(ORDERS).fill(0)
  let [said, wanted] = [0, 0]
  for (const [at, response] of responses.entries()) {
    const [tokens, other] = [tokenise(response), tokenise(references[at]!)]
    said += tokens.length
    wanted += other.length
    for (let order = 1; order <= ORDERS; order++) {
      all[order - 1]! += Math.max(0, tokens.length - order + 1)
      right[order - 1]! += matches(gramsOf(tokens, order), gramsOf(other, order))
    }
  }
  if (right.every(count => count === 0)) return 0
  const shortness = said < wanted ? Math.exp(1 - wanted / said) : 1
  const logs = precisions(right, all).map(value => (value === 0 ? LOG_OF_NOTHING : Math.log(value)))
  return shortness * Math.exp(logs.reduce((sum, log) => sum + log, 0) / ORDERS)
}

/** An order without matches counts as half a match, a quarter for the next one, and so on. */
function precisions(right: number[], all: number[]): number[] {
  const values = new Array<number>(ORDERS).fill(0)
  let halves = 1
  for (let at = 0; at < ORDERS; at++) {
    if (all[at] === 0) break
    if (right[at] === 0) halves *= 2
    values[at] = right[at] === 0 ? 100 / (halves * all[at]!) : (100 * right[at]!) / all[at]!
  }
  return values
}

function gramsOf(tokens: string[], order: number): Map<string, number> {
  const grams = new Map<string, number>()
  for (let at = 0; at + order <= tokens.length; at++) {
    // Tokens hold no blanks.
    const gram = tokens.slice(at, at + order).join(' ')
    grams.set(gram, (grams.get(gram) ?? 0) + 1)
  }
  return grams
}

function matches(grams: Map<string, number>, others: Map<string, number>): number {
  let count = 0
  for (const [gram, times] of grams) count += Math.min(times, others.get(gram) ?? 0)
  return count
}

/** mteval-v13a's tokens: most marks stand alone, points and commas unless inside a number. */
function tokenise(line: string): string[] {
  let text = line.trimEnd().replaceAll('<skipped>', '').replaceAll('-\n', '').replaceAll('\n', ' ')
  for (const [code, sign] of ENTITIES) text = text.replaceAll(code, sign)
  text = ` ${text} `
    .replace(/([{-~[-` -&(-+:-@/])/g, ' $1 ')
    .replace(/([^0-9])([.,])/gu, '$1 $2 ')
    .replace(/([.,])([^0-9])/gu, ' $1 $2')
    .replace(/([0-9])(-)/g, '$1 $2 ')
  return words(text)
}

const ENTITIES: [string, string][] = [
  ['&quot;', '"'],
  ['&amp;', '&'],
  ['&lt;', '<'],
  ['&gt;', '>'],
]
