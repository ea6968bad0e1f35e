// Which cases are asked: all, or a fixed number spread evenly over each split.
import type { BenchmarkCase } from './benchmark.ts'

/** At most `count` cases of each split, evenly spread over its order: the same ones every time. */
export function chooseCases(cases: BenchmarkCase[], count?: number): BenchmarkCase[] {
  if (count === undefined) return cases
  const splits = new Map<string, BenchmarkCase[]>()
  for (const item of cases) {
    const own = splits.get(item.split)
    if (own) own.push(item)
    else splits.set(item.split, [item])
  }
  return [...splits.values()].flatMap(own => {
    if (own.length <= count) return own
    return Array.from({ length: count }, (_, i) => own[Math.floor((i * own.length) / count)] as BenchmarkCase)
  })
}
