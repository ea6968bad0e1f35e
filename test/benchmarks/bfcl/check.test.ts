// The single-turn checker gives the official verdicts, types and messages on invented functions and mutated calls.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { difference, readRows } from '../../reference/bfcl-check-compare.ts'

test('4,000 mutated answers are judged as the official checker judges them', () => {
  const rows = readRows(fileURLToPath(new URL('./golden/checks.jsonl.gz', import.meta.url)))
  assert.equal(rows.length, 4000)
  const different = rows.flatMap((row, at) => {
    const found = difference(row)
    return found ? [`${at}: ${found}`] : []
  })
  assert.deepEqual(different, [])
})
