// Accuracies with intervals: of a category, of a group by its weights, and where all cases agree.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { totals } from '../../../src/benchmarks/bfcl/accuracy.ts'
import { SCORED } from '../../../src/benchmarks/bfcl/categories.ts'
import type { JudgedCase } from '../../../src/eval/benchmark.ts'

function judged(isRight: (at: number) => boolean, each = 50): JudgedCase[] {
  return SCORED.flatMap(split =>
    Array.from({ length: each }, (_, at) => ({
      id: `${split}_${at}`,
      split,
      cluster: `${split}_${at}`,
      attempt: 0,
      verdict: { correct: isRight(at), metrics: {} },
    })),
  )
}

test('a group is as sure as the cases behind it, also where all of them are wrong', () => {
  for (const isRight of [() => false, () => true, (at: number) => at % 2 === 0]) {
    for (const { split, n, value, interval } of totals(judged(isRight))) {
      const [low, high] = interval as [number, number]
      assert.ok(low <= (value as number) + 1e-9 && (value as number) <= high + 1e-9, split)
      const width = high - low
      assert.ok(width > 0 && width < (n > 50 ? 22 : 30), `${split}: ${low} to ${high}`)
    }
  }
})
