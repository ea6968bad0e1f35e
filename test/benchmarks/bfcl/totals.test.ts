// The four official tables of August 2025, byte for byte, from accuracies with categories left out.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import {
  liveRow,
  type ModelColumns,
  multiTurnRow,
  nonLiveRow,
  overall,
  overallRow,
  type PerCategory,
  percent,
  writeTable,
} from '../../../src/benchmarks/bfcl/totals.ts'

type Sample = { given: PerCategory; tables: Record<string, string> }

const samples = JSON.parse(readFileSync(new URL('./golden/totals.json', import.meta.url), 'utf8')) as Sample[]
const ROWS = { overall: overallRow, non_live: nonLiveRow, live: liveRow, multi_turn: multiTurnRow }

const model: ModelColumns = {
  model: 'CoALM-8B',
  link: 'https://huggingface.co/uiuc-convai/CoALM-8B',
  organization: 'UIUC + Oumi',
  license: 'Meta Llama 3 Community',
  cost: 'N/A',
  latencyMean: 'N/A',
  latencyDeviation: 'N/A',
  latency95: 'N/A',
}

test('tables are written as the official tool writes them', () => {
  for (const { given, tables } of samples)
    for (const [name, row] of Object.entries(ROWS)) {
      const [header, line] = tables[name]!.split('\n')
      const [ourHeader, ourLine] = writeTable([row(given, '2025-08', model)]).split('\n')
      assert.equal(ourHeader, header)
      assert.equal(ourLine, line)
    }
})

test('the February formula counts the executable categories, left out ones as zero', () => {
  const simple = { simple: { accuracy: 1, total: 400 } }
  const columns = overall(simple, { formula: '2025-02' })
  assert.equal(columns['Non-Live Exec Acc'], 'N/A')
  assert.equal(columns['Overall Acc'], percent(1 / 3 / 9 / 3))
  assert.equal(overall(simple, { formula: '2025-08' })['Overall Acc'], percent(1 / 3 / 5 / 3))
})

test('exact halves go to the even digit', () => {
  assert.equal(percent(0.03125), '3.12%')
  assert.equal(percent(0.09375), '9.38%')
  assert.equal(percent(1), '100.00%')
})
