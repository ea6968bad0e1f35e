// Paired comparison: the difference, its interval over clusters, the flips, and "tied" said where it is so.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { compare } from '../../src/eval/compare.ts'
import { percentile } from '../../src/eval/intervals.ts'
import type { VerdictRow } from '../../src/eval/judge.ts'
import { sayComparison } from '../../src/eval/words.ts'

function rows(right: (i: number) => boolean, many = 200): VerdictRow[] {
  return Array.from({ length: many }, (_, i) => ({
    benchmark: 'b',
    split: 's',
    id: `case_${i}`,
    attempt: 0,
    cluster: `dialogue_${Math.floor(i / 4)}`,
    title: '',
    correct: right(i),
    metrics: { f1: right(i) ? 1 : 0.5 },
  }))
}

test('a clear gain is better, with its flips listed', () => {
  const [correct, f1] = compare(
    rows(i => i % 2 === 0),
    rows(i => i % 2 === 0 || i % 5 === 0),
  )
  assert.equal(correct?.difference, 10)
  assert.equal(correct?.verdict, 'better')
  assert.equal(correct?.flips.length, 20)
  assert.equal(correct?.clusters, 50)
  assert.ok((correct?.interval[0] ?? 0) > 5 && (correct?.interval[1] ?? 0) < 16, String(correct?.interval))
  assert.equal(f1?.metric, 'f1')
  assert.equal(f1?.difference, 5)
})

test('no difference is tied, and said so', () => {
  const [correct] = compare(
    rows(i => i % 2 === 0),
    rows(i => i % 4 === 0 || i % 4 === 1),
  )
  assert.equal(correct?.difference, 0)
  assert.equal(correct?.verdict, 'tied')
  assert.match(
    sayComparison(correct as NonNullable<typeof correct>),
    /^\+0\.0 points \[.*\], 200 pairs: tied/,
  )
})

test('cases that only one run answered are left out and counted', () => {
  const [correct] = compare(
    rows(() => true, 10),
    rows(() => true, 12),
  )
  assert.equal(correct?.pairs, 10)
  assert.equal(correct?.unpaired, 2)
})

test('percentile interpolates between neighbours', () => {
  assert.equal(percentile([1, 2, 3, 4], 0.5), 2.5)
  assert.ok(Math.abs(percentile([1, 2, 3, 4, 10], 0.95) - 8.8) < 1e-12)
})

test('where all clusters differ alike, the interval is as wide as so few of them leave it', () => {
  const [correct] = compare(
    rows(() => false, 4),
    rows(() => true, 4),
  )
  assert.equal(correct?.clusters, 1)
  assert.equal(correct?.verdict, 'tied')
  const [low, high] = correct?.interval ?? []
  assert.ok((low ?? 0) < -50 && high === 100)
  const [many] = compare(
    rows(() => false),
    rows(() => true),
  )
  assert.equal(many?.verdict, 'better')
})
