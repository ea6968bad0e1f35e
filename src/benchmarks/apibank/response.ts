// ROUGE-L of responses as the official evaluators take it: PyPI rouge 1.0.1, sets of words over sentences cut at periods.
import { PythonError, valueError } from '../../files/python-error.ts'
import { splitWords, strip } from './python-space.ts'

/** Beyond this many cells the official recursion has long broken off. */
const MOST_CELLS = 1 << 26

/**
 * F1 between 0 and 1 (`scores[0]['rouge-l']['f']`). Throws a `PythonError` where the package raises: a text without any
 * sentence, that is, empty or of periods alone.
 */
export function rougeL(hypothesis: string, reference: string): number {
  const given = sentencesOf(hypothesis)
  const expected = sentencesOf(reference)
  if (given.length === 0) throw valueError('Hypothesis is empty.')
  if (expected.length === 0) throw valueError('Reference is empty.')
  const common = new Set<string>()
  for (const sentence of expected)
    for (const other of given) for (const word of commonWords(sentence, other)) common.add(word)
  const recall = common.size / new Set(expected.flat()).size
  const precision = common.size / new Set(given.flat()).size
  return 2 * ((precision * recall) / (precision + recall + 1e-8))
}

/** A blank sentence is one empty word. */
function sentencesOf(text: string): string[][] {
  return text
    .split('.')
    .filter(sentence => sentence !== '')
    .map(sentence => {
      const words = splitWords(sentence)
      return words.length === 0 ? [''] : words
    })
}

/** The words of one longest common subsequence; of several the one that the package walks back to. */
function commonWords(left: string[], right: string[]): string[] {
  const width = right.length + 1
  if ((left.length + 1) * width > MOST_CELLS)
    throw new PythonError('RecursionError', 'maximum recursion depth exceeded')
  const table = lengths(left, right, width)
  const words: string[] = []
  let [i, j] = [left.length, right.length]
  while (i > 0 && j > 0) {
    if (left[i - 1] === right[j - 1]) {
      words.push(left[i - 1]!)
      i--
      j--
    } else if (table[(i - 1) * width + j]! > table[i * width + j - 1]!) i--
    else j--
  }
  return words
}

function lengths(left: string[], right: string[], width: number): Uint32Array {
  const table = new Uint32Array((left.length + 1) * width)
  for (let i = 1; i <= left.length; i++)
    for (let j = 1; j < width; j++) {
      const at = i * width + j
      table[at] =
        left[i - 1] === right[j - 1]
          ? table[at - width - 1]! + 1
          : Math.max(table[at - width]!, table[at - 1]!)
    }
  return table
}

/** Levels 1 and 2 (evaluator.py): an empty prediction counts 0, every score is rounded to four places. */
export function scoreResponse(prediction: string, said: string): number {
  return prediction === '' ? 0 : Number(rougeL(prediction, said).toFixed(4))
}

/** Level 3 (lv3_evaluator.py): the speakers' labels are taken out of the prediction, nothing is rounded. */
export function scorePlanResponse(prediction: string, said: string): number {
  const text = strip(prediction.replaceAll('User:', '').replaceAll('AI:', ''))
  return text === '' ? 0 : rougeL(text, said)
}
