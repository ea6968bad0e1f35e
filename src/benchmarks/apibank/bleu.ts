// BLEU-4 of two texts by characters, as nltk's sentence_bleu with smoothing method 3 computes it.
import { compensatedSum } from '../../files/compensated-sum.ts'

/** Between 0 and 1. Characters are Unicode code points, as Python's list(text) gives them. */
export function bleu4(hypothesis: string, reference: string): number {
  const alphabet = { size: 0, ascii: new Int32Array(128).fill(-1), others: new Map<number, number>() }
  const expected = lettersOf(reference, alphabet, true)
  const given = lettersOf(hypothesis, alphabet, false)
  const matches =
    hypothesis === reference
      ? [0, 1, 2, 3].map(shorter => Math.max(0, given.length - shorter))
      : commonGrams(given, expected, alphabet.size)
  if (matches[0] === 0) return 0
  let smoothed = 0
  const logs = matches.map((count, at) => {
    const total = Math.max(1, given.length - at)
    if (count > 0) return Math.log(count / total) / 4
    smoothed++
    return Math.log(1 / (2 ** smoothed * total)) / 4
  })
  const brevity = given.length > expected.length ? 1 : Math.exp(1 - expected.length / given.length)
  return brevity * Math.exp(compensatedSum(logs))
}

/** The characters of a text by number: those of the reference get the next free one, others of the hypothesis -1. */
function lettersOf(text: string, alphabet: Alphabet, grows: boolean): Int32Array {
  const letters = new Int32Array(text.length)
  let length = 0
  for (let at = 0; at < text.length; at++) {
    const code = text.codePointAt(at)!
    if (code > 0xffff) at++
    let letter = code < 128 ? alphabet.ascii[code]! : (alphabet.others.get(code) ?? -1)
    if (letter < 0 && grows) {
      letter = alphabet.size++
      if (code < 128) alphabet.ascii[code] = letter
      else alphabet.others.set(code, letter)
    }
    letters[length++] = letter
  }
  return letters.subarray(0, length)
}

type Alphabet = { size: number; ascii: Int32Array; others: Map<number, number> }

/**
 * How many n-grams of one to four characters the two have in common, each as often as it stands in both. An n-gram of
 * the reference has a number, made of the number of its beginning and its last character; one of the hypothesis that has
 * no number ends the search for longer ones at its place.
 */
function commonGrams(given: Int32Array, expected: Int32Array, alphabet: number): number[] {
  const begun = new Int32Array(expected.length)
  const reached = new Int32Array(given.length)
  const common = [0, 0, 0, 0]
  let beginnings = 1
  for (let order = 1; order <= 4; order++) {
    const numbers = numbering(beginnings * alphabet)
    const left = new Int32Array(expected.length + 1)
    let count = 0
    for (let at = 0; at + order <= expected.length; at++) {
      const key = begun[at]! * alphabet + expected[at + order - 1]!
      const known = numbers.get(key) ?? 0
      const number = known === 0 ? ++count : known
      if (known === 0) numbers.set(key, number)
      left[number]!++
      begun[at] = number - 1
    }
    for (let at = 0; at + order <= given.length; at++) {
      const letter = given[at + order - 1]!
      const isKnown = reached[at]! >= 0 && letter >= 0
      const number = isKnown ? (numbers.get(reached[at]! * alphabet + letter) ?? 0) : 0
      reached[at] = number - 1
      if (number === 0 || left[number] === 0) continue
      left[number]!--
      common[order - 1]!++
    }
    beginnings = count
  }
  return common
}

/** Numbers by key: a plain table while that is small. */
function numbering(size: number): Numbering {
  return size <= 1 << 20 ? new Table(size) : new Map()
}

type Numbering = { get(key: number): number | undefined; set(key: number, number: number): unknown }

class Table {
  private readonly numbers: Int32Array

  constructor(size: number) {
    this.numbers = new Int32Array(size)
  }

  get(key: number): number {
    return this.numbers[key]!
  }

  set(key: number, number: number): void {
    this.numbers[key] = number
  }
}
