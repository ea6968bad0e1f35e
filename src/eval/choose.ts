// Which cases are asked: all, or a fixed number spread evenly over each split.
import type { BenchmarkCase } from './benchmark.ts'

/** At most so many cases of each split; one number for all, or one a split (a split without a number gives none). */
export type PerSplit = number | Record<string, number>

/** The chosen cases are evenly spread over their split's order: the same ones every time. */
export function chooseCases(cases: BenchmarkCase[], perSplit?: PerSplit): BenchmarkCase[] {
  if (perSplit === undefined) return cases
  const splits = new Map<string, BenchmarkCase[]>()
  for (const item of cases) {
    const own = splits.get(item.split)
    if (own) own.push(item)
    else splits.set(item.split, [item])
  }
  const kept = new Set(
    [...splits].flatMap(([split, own]) => {
      const count = typeof perSplit === 'number' ? perSplit : (perSplit[split] ?? 0)
      if (own.length <= count) return own
      return Array.from(
        { length: count },
        (_, i) => own[Math.floor((i * own.length) / count)] as BenchmarkCase,
      )
    }),
  )
  // The benchmark's own order is kept: neighbours share their prompts' beginnings.
  return cases.filter(item => kept.has(item))
}
