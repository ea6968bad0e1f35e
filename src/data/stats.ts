// What a set of samples holds: how many of each source, their tokens, and how lengths, calls, tools, turns and slots spread.
import type { Sample } from './source.ts'

/** What is counted: the three texts alone, or with the words that Alpaca puts around them. */
export type Wrap = 'bare' | 'alpaca'

export type Spread = {
  mean: number
  least: number
  median: number
  most: number
  p10: number
  p90: number
  p99: number
}

export type SourceStats = {
  source: string
  tasks: string[]
  samples: number
  tokens: number
  kinds: Record<string, number>
  tokensASample: Spread
  /** How many samples have so many, as [number, samples], the numbers rising. */
  calls: [number, number][]
  tools: [number, number][]
  turns: [number, number][]
  slots: [number, number][]
  /** The share of different n-grams among all n-grams of the first thoughts; none where nothing is thought. */
  thoughts?: { thoughts: number; distinct: [number, number, number] }
}

export type Stats = { add(sample: Sample): void; result(): SourceStats[] }

/** `count` gives the tokens of a text. */
export function createStats({ count, wrap }: { count: (text: string) => number; wrap: Wrap }): Stats {
  const bySource = new Map<string, Collected>()
  return {
    add(sample) {
      const known = bySource.get(sample.source) ?? emptyCollection()
      bySource.set(sample.source, known)
      collect(known, sample, tokensOf(sample, count, wrap))
    },
    result: () => [...bySource].map(([source, collected]) => summarise(source, collected)),
  }
}

/** As oumi's AlpacaDataset, with which the published recipes read the data set, puts it. */
const ALPACA =
  'Below is an instruction that describes a task, paired with an input that provides further context. ' +
  'Write a response that appropriately completes the request.'
const ALPACA_WITHOUT_INPUT =
  'Below is an instruction that describes a task. Write a response that appropriately completes the request.'

export function tokensOf(
  { instruction, input, output }: Pick<Sample, 'instruction' | 'input' | 'output'>,
  count: (text: string) => number,
  wrap: Wrap,
): number {
  if (wrap === 'bare') return count(instruction) + count(input) + count(output)
  if (input === '') return count(ALPACA_WITHOUT_INPUT) + count(instruction) + count(output)
  return count(ALPACA) + count(`${instruction}\n\n### Input:\n${input}`) + count(output)
}

type Numbers = Map<number, number>

type Collected = {
  tasks: Set<string>
  lengths: number[]
  tokens: number
  kinds: Map<string, number>
  calls: Numbers
  tools: Numbers
  turns: Numbers
  slots: Numbers
  thoughts: string[]
}

function emptyCollection(): Collected {
  return {
    tasks: new Set(),
    lengths: [],
    tokens: 0,
    kinds: new Map(),
    calls: new Map(),
    tools: new Map(),
    turns: new Map(),
    slots: new Map(),
    thoughts: [],
  }
}

/** N-grams are looked at in so many thoughts, so that memory does not grow with the data. */
const THOUGHTS = 5000

function collect(known: Collected, sample: Sample, tokens: number): void {
  const { kind = '', calls, tools, turn, slots } = sample.meta
  known.tasks.add(sample.task)
  known.lengths.push(tokens)
  known.tokens += tokens
  known.kinds.set(kind, (known.kinds.get(kind) ?? 0) + 1)
  tally(known.calls, calls)
  tally(known.tools, tools)
  tally(known.turns, turn)
  tally(known.slots, slots)
  const thought = thoughtOf(sample)
  if (thought !== undefined && known.thoughts.length < THOUGHTS) known.thoughts.push(thought)
}

function tally(numbers: Numbers, value: number | undefined): void {
  if (value !== undefined) numbers.set(value, (numbers.get(value) ?? 0) + 1)
}

/** The thought that belongs to the sample itself: the last before the output, or in it. */
function thoughtOf({ input, output }: Sample): string | undefined {
  const own = /^Thought: (.*)$/m.exec(output)?.[1]
  if (own !== undefined) return own
  const at = input.lastIndexOf('\nThought: ')
  return at < 0 ? undefined : input.slice(at + '\nThought: '.length).split('\n', 1)[0]
}

function summarise(source: string, known: Collected): SourceStats {
  return {
    source,
    tasks: [...known.tasks].sort(),
    samples: known.lengths.length,
    tokens: known.tokens,
    kinds: Object.fromEntries([...known.kinds].sort(([a], [b]) => (a < b ? -1 : 1))),
    tokensASample: spread(known.lengths),
    calls: rising(known.calls),
    tools: rising(known.tools),
    turns: rising(known.turns),
    slots: rising(known.slots),
    ...(known.thoughts.length > 0 && {
      thoughts: { thoughts: known.thoughts.length, distinct: distinctRatios(known.thoughts) },
    }),
  }
}

function rising(numbers: Numbers): [number, number][] {
  return [...numbers].sort(([a], [b]) => a - b)
}

/** The nearest value for each share, none between two. */
export function spread(values: number[]): Spread {
  const sorted = Float64Array.from(values).sort()
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0
  const mean = values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length)
  return { mean, least: at(0), p10: at(0.1), median: at(0.5), p90: at(0.9), p99: at(0.99), most: at(1) }
}

/** For n = 1, 2, 3: different n-grams of words over all n-grams (Li et al. 2016, arXiv 1510.03055). */
export function distinctRatios(texts: string[]): [number, number, number] {
  const ratio = (size: number) => {
    const seen = new Set<string>()
    let all = 0
    for (const text of texts) {
      const words = text.toLowerCase().split(/\s+/)
      for (let at = 0; at + size <= words.length; at++) {
        seen.add(words.slice(at, at + size).join(' '))
        all++
      }
    }
    return all === 0 ? 0 : seen.size / all
  }
  return [ratio(1), ratio(2), ratio(3)]
}
