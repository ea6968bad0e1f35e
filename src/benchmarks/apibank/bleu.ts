// BLEU-4 of two texts by characters, as nltk's sentence_bleu with smoothing method 3 computes it.

const ORDERS = [1, 2, 3, 4]

/** Between 0 and 1. Characters are Unicode code points, as Python's list(text) gives them. */
export function bleu4(hypothesis: string, reference: string): number {
  const given = Array.from(hypothesis)
  const expected = Array.from(reference)
  const matches = ORDERS.map(order => commonGrams(given, expected, order))
  if (matches[0] === 0) return 0
  let smoothed = 0
  const logs = ORDERS.map((order, at) => {
    const total = Math.max(1, given.length - order + 1)
    if (matches[at]! > 0) return Math.log(matches[at]! / total) / 4
    smoothed++
    return Math.log(1 / (2 ** smoothed * total)) / 4
  })
  const brevity = given.length > expected.length ? 1 : Math.exp(1 - expected.length / given.length)
  return brevity * Math.exp(exactSum(logs))
}

/** How many n-grams the two have in common, each as often as it stands in both. */
function commonGrams(given: string[], expected: string[], order: number): number {
  const [short, long] = given.length <= expected.length ? [given, expected] : [expected, given]
  const left = new Map<string, number>()
  for (let at = 0; at + order <= short.length; at++) {
    const gram = gramAt(short, at, order)
    left.set(gram, (left.get(gram) ?? 0) + 1)
  }
  if (left.size === 0) return 0
  let common = 0
  for (let at = 0; at + order <= long.length; at++) {
    const gram = gramAt(long, at, order)
    const count = left.get(gram)
    if (!count) continue
    left.set(gram, count - 1)
    common++
  }
  return common
}

function gramAt(characters: string[], at: number, order: number): string {
  let gram = characters[at]!
  for (let next = at + 1; next < at + order; next++) gram += characters[next]!
  return gram
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
