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
  let begun = new Int32Array(letters.length)
  let reached = new Int32Array(asked.length)
  return [1, 2, 3, 4].map(order => {
    const numbers = new Map<number, number>()
    const left: number[] = []
    const next = new Int32Array(Math.max(0, letters.length - order + 1))
    for (let at = 0; at < next.length; at++) {
      const key = begun[at]! * alphabet.size + letters[at + order - 1]!
      const number = numbers.get(key) ?? left.length
      if (number === left.length) {
        numbers.set(key, number)
        left.push(0)
      }
      left[number]!++
      next[at] = number
    }
    begun = next
    let common = 0
    const found = new Int32Array(Math.max(0, asked.length - order + 1))
    for (let at = 0; at < found.length; at++) {
      const letter = asked[at + order - 1]!
      const known =
        reached[at]! < 0 || letter < 0 ? undefined : numbers.get(reached[at]! * alphabet.size + letter)
      found[at] = known ?? -1
      if (known === undefined || left[known] === 0) continue
      left[known]!--
      common++
    }
    reached = found
    return common
  })
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
