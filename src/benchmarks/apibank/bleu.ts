// BLEU-4 of two texts by characters, as nltk's sentence_bleu with smoothing method 3 computes it.

/** Between 0 and 1. Characters are Unicode code points, as Python's list(text) gives them. */
export function bleu4(hypothesis: string, reference: string): number {
  const given = codePoints(hypothesis)
  const expected = codePoints(reference)
  const matches = commonGrams(given, expected)
  if (matches[0] === 0) return 0
  let smoothed = 0
  const logs = matches.map((count, at) => {
    const total = Math.max(1, given.length - at)
    if (count > 0) return Math.log(count / total) / 4
    smoothed++
    return Math.log(1 / (2 ** smoothed * total)) / 4
  })
  const brevity = given.length > expected.length ? 1 : Math.exp(1 - expected.length / given.length)
  return brevity * Math.exp(exactSum(logs))
}

function codePoints(text: string): Uint32Array {
  const points = new Uint32Array(text.length)
  let length = 0
  for (let at = 0; at < text.length; at++) {
    const code = text.codePointAt(at)!
    points[length++] = code
    if (code > 0xffff) at++
  }
  return points.subarray(0, length)
}

/**
 * How many n-grams of one to four characters the two have in common, each as often as it stands in both. An n-gram of
 * the reference has a number, made of the number of its beginning and its last character; one of the hypothesis that has
 * no number ends the search for longer ones at its place.
 */
function commonGrams(given: Uint32Array, expected: Uint32Array): number[] {
  const alphabet = new Map<number, number>()
  const letters = numberLetters(expected, alphabet)
  const asked = Int32Array.from(given, code => alphabet.get(code) ?? -1)
  let beginnings = 1
  const begun = new Int32Array(letters.length)
  const reached = new Int32Array(asked.length)
  return [1, 2, 3, 4].map(order => {
    const numbers = numbering(beginnings * alphabet.size)
    const left = new Int32Array(letters.length + 1)
    let count = 0
    for (let at = 0; at + order <= letters.length; at++) {
      const key = begun[at]! * alphabet.size + letters[at + order - 1]!
      const known = numbers.get(key)
      const number = known === 0 ? ++count : known
      if (known === 0) numbers.set(key, number)
      left[number]!++
      begun[at] = number - 1
    }
    beginnings = count
    let common = 0
    for (let at = 0; at + order <= asked.length; at++) {
      const letter = asked[at + order - 1]!
      const isKnown = reached[at]! >= 0 && letter >= 0
      const number = isKnown ? numbers.get(reached[at]! * alphabet.size + letter) : 0
      reached[at] = number - 1
      if (number === 0 || left[number] === 0) continue
      left[number]!--
      common++
    }
    return common
  })
}

/** Numbers by key, 0 for none yet: a plain table while that is small. */
function numbering(size: number): { get(key: number): number; set(key: number, number: number): void } {
  if (size <= 1 << 20) {
    const table = new Int32Array(size)
    return {
      get: key => table[key]!,
      set: (key, number) => {
        table[key] = number
      },
    }
  }
  const map = new Map<number, number>()
  return { get: key => map.get(key) ?? 0, set: (key, number) => void map.set(key, number) }
}

function numberLetters(codes: Uint32Array, alphabet: Map<number, number>): Int32Array {
  return Int32Array.from(codes, code => {
    const known = alphabet.get(code)
    if (known !== undefined) return known
    alphabet.set(code, alphabet.size)
    return alphabet.size - 1
  })
}

/** A sum whose rounding errors are carried along (Neumaier); four terms come out as math.fsum gives them. */
function exactSum(values: number[]): number {
  let sum = 0
  let lost = 0
  for (const value of values) {
    const next = sum + value
    lost += Math.abs(sum) >= Math.abs(value) ? sum - next + value : value - next + sum
    sum = next
  }
  return sum + lost
}
