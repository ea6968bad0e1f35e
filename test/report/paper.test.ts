// The published tables: their shape, the contradictions that are known, and our scores in their columns.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createStats } from '../../src/data/stats.ts'
import { table1 } from '../../src/data/table1.ts'
import { renderDataPage } from '../../src/report/data-page.ts'
import { findContradictions, printedValue } from '../../src/report/paper/contradictions.ts'
import { rowsBeside } from '../../src/report/paper/beside.ts'
import { PAPER_TABLES, PRINTED_CHANGES } from '../../src/report/paper/tables.ts'

test('every row has a value or a gap for each column', () => {
  assert.deepEqual(
    PAPER_TABLES.map(({ number, rows }) => [number, rows.length]),
    [
      [2, 15],
      [3, 12],
      [4, 11],
      [5, 5],
    ],
  )
  for (const { columns, rows } of PAPER_TABLES)
    for (const row of rows) assert.equal(row.length, columns.length + 1)
  assert.equal(printedValue(4, 'CoALM 405B *', 'Overall'), 63.34)
})

test('all printed changes but two follow from the values beside them', () => {
  const found = findContradictions().filter(({ place }) => place.includes('against'))
  assert.equal(PRINTED_CHANGES.length, 15)
  assert.deepEqual(
    found.map(({ printed, recomputed }) => [printed, recomputed]),
    [
      ['+13.7', '+3.7'],
      ['+10.6', '+6.8'],
    ],
  )
})

test('the known contradictions are found again', () => {
  const found = findContradictions().map(({ printed, recomputed }) => `${printed} → ${recomputed}`)
  for (const known of [
    '760.90 → 677.78',
    'ToolAce 202500 → Hammer 202500',
    '53.7 → 54.11 (Table 4)',
    '11.7 → 1.6',
  ])
    assert.ok(found.includes(known), known)
})

test("a run's scores stand in the columns that they answer to", () => {
  const score = (benchmark: string, split: string, metric: string, value: number) =>
    ({ benchmark, split, metric, value, n: 1, scorer: 's' }) as Parameters<typeof rowsBeside>[1][number]
  const rows = rowsBeside('mine', [
    score('apibank', 'level-2', 'rouge-l', 81.94),
    score('multiwoz', 'test', 'jga', 30.4),
    score('multiwoz', 'test', 'success', 51.6),
  ])
  assert.deepEqual(
    rows.map(({ table, row }) => [table.number, ...row]),
    [
      [2, 'mine', 51.6, 30.4],
      [3, 'mine', null, 81.94, null, null, null, null, null, null],
      [5, 'mine', 51.6, 30.4, null, 81.94, null],
    ],
  )
})

test('the page about a data set holds its table, draws its spreads, and loads nothing', () => {
  const stats = createStats({ count: text => text.length, wrap: 'bare' })
  const texts = { instruction: 'i', input: 'User: <b>', output: 'o' }
  for (const calls of [0, 1, 1, 2])
    stats.add({ id: '1', source: '<mine>', task: 'LA', ...texts, meta: { kind: 'calls', calls } })
  const sources = stats.result()
  const html = renderDataPage({ title: 'a & b', rows: table1(sources), notes: ['x < y'], sources })
  assert.match(html, /<td>&lt;mine&gt;<\/td><td>4<\/td>/)
  assert.match(html, /<title>1: 2 samples<\/title>/)
  assert.ok(!/<script|https?:/.test(html))
})
