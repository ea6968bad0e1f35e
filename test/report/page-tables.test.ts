// The paper's tables on the page: only where a run has a score, with who judged it and on how many cases.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { RangedScore } from '../../src/eval/judge.ts'
import { pageTables } from '../../src/report/paper/page-tables.ts'

function score(benchmark: string, split: string, metric: string, value: number): RangedScore {
  const known = { n: 399, scorer: 'a scorer', dataVersion: '1', interval: null, unanswered: 0, range: null }
  return { benchmark, split, metric, value, ...known } as unknown as RangedScore
}

test('a run with scores of API-Bank stands in its table and in none of another benchmark', () => {
  const scores = [score('apibank', 'level-1', 'rouge-l', 80.5), score('starter', 'calls-seen', 'calls', 10)]
  const tables = pageTables([
    { label: 'mine', scores },
    { label: 'other', scores: [] },
  ])
  const third = tables.find(({ number }) => number === 3)
  assert.equal(third?.ours, 1)
  assert.deepEqual(third?.rows.at(-1)?.slice(0, 3), ['ours: mine', 80.5, null])
  assert.deepEqual(third?.notes, ['mine: cases of level-1 (399); judged by a scorer.'])
  assert.ok(tables.every(({ number }) => number === 3 || number === 5))
})

test('without scores of a published benchmark there is no table', () => {
  assert.deepEqual(pageTables([{ label: 'mine', scores: [score('starter', 'calls-seen', 'calls', 10)] }]), [])
})
