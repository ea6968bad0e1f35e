// Cost and latency columns of the official table from the counts in result files (eval_checker/eval_runner_helper.py).
import { compensatedSum } from '../../files/compensated-sum.ts'
import { pythonFloat } from '../../files/tagged.ts'
import { type Dict, isInteger, toNumber, type Value } from '../../files/values.ts'
import type { ModelFacts } from './models.ts'

/** Tokens of all answers of a model, and the seconds that each took; zeros are left out. */
export type Usage = { input: Value[]; output: Value[]; latency: Value[] }

export type CostColumns = {
  cost: string
  latencyMean: string
  latencyDeviation: string
  latency95: string
}

/** Dollars an hour of the eight H100 on which the official tool takes open models to run, a hundred answers at a time. */
const MACHINE_PRICE = 23.92

export function noUsage(): Usage {
  return { input: [], output: [], latency: [] }
}

/** Adds what a line of a result file says of its tokens and its time. */
export function addUsage(usage: Usage, row: Dict): void {
  addNumbers(usage.latency, row.get('latency'))
  addNumbers(usage.input, row.get('input_token_count'))
  addNumbers(usage.output, row.get('output_token_count'))
}

/** One number, or for several turns lists of them. */
function addNumbers(list: Value[], value: Value | undefined): void {
  const isNested = Array.isArray(value) && value.every(Array.isArray)
  for (const item of isNested ? (value as Value[][]).flat() : [value ?? null]) {
    const number = toNumber(item)
    if (number !== undefined && number !== 0) list.push(item)
  }
}

/** `N/A` where the files have no numbers. The deviation needs two answers; the official tool stops at one. */
export function costColumns(usage: Usage, facts: ModelFacts): CostColumns {
  const latency = numbersOf(usage.latency)
  const cost = costOf(numbersOf(usage.input), numbersOf(usage.output), latency, facts)
  const columns = { cost: cost === undefined ? 'N/A' : hundredths(cost) }
  if (latency.length === 0)
    return { ...columns, latencyMean: 'N/A', latencyDeviation: 'N/A', latency95: 'N/A' }
  const mean = compensatedSum(latency) / latency.length
  // Python's mean of ints is an int where it is whole, and prints without a point.
  const isPlain = Number.isInteger(mean) && usage.latency.every(isInteger)
  return {
    ...columns,
    latencyMean: isPlain ? String(mean) : hundredths(mean),
    latencyDeviation: latency.length < 2 ? 'N/A' : hundredths(deviation(latency, mean)),
    latency95: pythonFloat(roundAsNumpy(percentile95(latency))),
  }
}

function numbersOf(values: Value[]): number[] {
  return values.map(value => toNumber(value)!)
}

function costOf(
  input: number[],
  output: number[],
  latency: number[],
  { inputPrice, outputPrice }: ModelFacts,
): number | undefined {
  if (inputPrice !== null && outputPrice !== null) {
    if (input.length === 0 || output.length === 0) return undefined
    return (
      (compensatedSum(input) * inputPrice) / 1_000_000 + (compensatedSum(output) * outputPrice) / 1_000_000
    )
  }
  return latency.length === 0 ? undefined : ((compensatedSum(latency) / 3600) * MACHINE_PRICE) / 100
}

function deviation(numbers: number[], mean: number): number {
  return Math.sqrt(compensatedSum(numbers.map(number => (number - mean) ** 2)) / (numbers.length - 1))
}

/** numpy's linear interpolation. */
function percentile95(numbers: number[]): number {
  const sorted = Float64Array.from(numbers).sort()
  const at = 0.95 * (sorted.length - 1)
  const low = Math.floor(at)
  const [below, above] = [sorted[low]!, sorted[Math.min(low + 1, sorted.length - 1)]!]
  const share = at - low
  return share >= 0.5 ? above - (above - below) * (1 - share) : below + (above - below) * share
}

/** numpy rounds what it has multiplied by a hundred, where Python rounds the exact value. */
function roundAsNumpy(value: number): number {
  const times = value * 100
  const down = Math.floor(times)
  const isHalf = times - down === 0.5
  return (isHalf ? down + (down % 2) : Math.round(times)) / 100
}

/** Python's str(round(value, 2)). */
function hundredths(value: number): string {
  return pythonFloat(Number(roundHalfEven(value)))
}

/** Two digits after the point; exact halves, which only multiples of 1/8 can be, go to the even digit. */
export function roundHalfEven(value: number): string {
  const text = value.toFixed(2)
  const eighths = value * 8
  if (!Number.isInteger(eighths) || Math.abs(eighths) > Number.MAX_SAFE_INTEGER) return text
  const thousandths = BigInt(eighths) * 125n
  if (thousandths % 10n !== 5n) return text
  const down = thousandths / 10n
  const even = down % 2n === 0n ? down : down + 1n
  return `${even / 100n}.${String(even % 100n).padStart(2, '0')}`
}
