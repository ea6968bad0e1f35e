// The scorers over the real databases, goals and gold states, against golden cases of the official code.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { gunzipSync } from 'node:zlib'
import { multiwoz } from '../../../src/benchmarks/multiwoz/multiwoz.ts'
import { loadEvaluationData } from '../../../src/benchmarks/multiwoz/score.ts'
import { differencesOfData, type Golden } from './golden.ts'
import { differencesOfFiles, type GoldenFiles } from './golden-files.ts'

const data = process.env.COALM_DATA as string
const folder = join(data, 'multiwoz')
const read = (name: string) =>
  JSON.parse(gunzipSync(readFileSync(`test/benchmarks/multiwoz/golden/${name}.json.gz`)).toString())

test('venue queries and single dialogues equal the official code', async () => {
  const golden = read('scorers') as Golden
  assert.ok(golden.queries.length > 100 && golden.dialogues.length > 20)
  assert.deepEqual(await differencesOfData(golden, await loadEvaluationData({ folder })), [])
})

test('mutated files equal the official code, dialogue by dialogue', async () => {
  assert.deepEqual(await differencesOfFiles(read('files') as GoldenFiles, data), [])
})

test('saved predictions score as their reference says, to the last digit', async () => {
  const report = await multiwoz.published!.verify({ folder: join(data, multiwoz.published!.examples), data })
  assert.deepEqual(report.problems, [])
  assert.ok(report.rows.length >= 5)
  for (const row of report.rows) assert.equal(row.different, 0, row.name)
})

test('score: Inform, Success, joint goal accuracy under both matchers, and what is left out', async () => {
  const path = join(data, 'examples/multiwoz-predictions/damd.json')
  const report = await multiwoz.published!.score({ paths: [path], data, partial: true, options: {} })
  const value = (split: string, metric: string) =>
    report.scores.find(row => row.split === split && row.metric === metric)
  assert.equal(value('hotel', 'inform')?.value, 52.7)
  // multiwoz-helper, `evaluate.py -v 2.4 -d`.
  assert.equal(value('total', 'jga-fuzzy')?.value, 27.469387755101664)
  assert.equal(value('total', 'jga-fuzzy')?.n, 7350)
  assert.equal(value('total', 'slot-f1-fuzzy')?.value, 73.45696779807385)
  assert.ok(value('total', 'jga')!.value! < value('total', 'jga-fuzzy')!.value!)
  assert.equal(report.problems.length, 1)
  assert.match(report.problems[0]!, /damd\.json: scored without 1 test dialogues \(\w+\)/)
})
