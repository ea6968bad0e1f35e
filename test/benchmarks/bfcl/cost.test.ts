// Cost and latency columns equal those of the official tool.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { addUsage, costColumns, noUsage } from '../../../src/benchmarks/bfcl/cost.ts'
import { factsOf } from '../../../src/benchmarks/bfcl/models.ts'
import { parsePythonJson } from '../../../src/files/python-json.ts'
import type { Dict, Value } from '../../../src/files/values.ts'

const golden = readFileSync(new URL('golden/costs.jsonl', import.meta.url), 'utf8')
  .trim()
  .split('\n')

test('cost and latency columns of invented counts', () => {
  for (const line of golden) {
    const sample = parsePythonJson(line) as Dict
    const usage = noUsage()
    for (const row of sample.get('rows') as Value[]) addUsage(usage, row as Dict)
    const facts = factsOf(sample.get('model') as string)!
    const columns = Object.values(costColumns(usage, facts))
    // One time has no deviation: the official tool stops there, here the column says N/A.
    if (sample.get('columns') === 'StatisticsError') assert.equal(columns[2], 'N/A')
    else assert.deepEqual(columns, sample.get('columns'), line)
  }
})
