// Saved results of a full official run: the same score files and tables come out, byte for byte.
import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { documentsOf } from '../../../src/benchmarks/bfcl/check/documents.ts'
import { bfcl } from '../../../src/benchmarks/bfcl/bfcl.ts'
import { readCases, VERSIONS } from '../../../src/benchmarks/bfcl/cases.ts'
import { SINGLE_TURN } from '../../../src/benchmarks/bfcl/categories.ts'
import { dialectOf } from '../../../src/benchmarks/bfcl/dialects.ts'
import { judgeReply } from '../../../src/benchmarks/bfcl/score-file.ts'
import { verdictOf } from '../../../src/benchmarks/bfcl/verdict.ts'
import { fromTagged, toTagged } from '../../../src/files/tagged.ts'
import { dataRoot } from '../../real-data.ts'
import { freshFolder } from './own-data.ts'

const model = 'Team-ACE_ToolACE-2-8B'
const saved = join(dataRoot, 'examples', 'bfcl-v3-results')
/** Written by the official tool from the same results. */
const tables = new URL('golden/tables/', import.meta.url)

test('score files and tables of a full run', async () => {
  const out = freshFolder()
  const report = await bfcl.published!.score({
    paths: [join(saved, 'result', model)],
    data: dataRoot,
    out,
    partial: false,
    options: {},
  })
  assert.deepEqual(report.problems, [])
  const files = readdirSync(join(saved, 'score', model))
  assert.equal(files.length, 13)
  for (const file of files) {
    const [ours, official] = [join(out, 'score', model, file), join(saved, 'score', model, file)].map(path =>
      readFileSync(path, 'utf8').split('\n'),
    ) as [string[], string[]]
    for (const [at, line] of official.entries()) assert.equal(ours[at], line, `${file}:${at + 1}`)
    assert.equal(ours.length, official.length)
  }
  for (const name of readdirSync(tables))
    assert.equal(
      readFileSync(join(out, 'score', name), 'utf8'),
      readFileSync(new URL(name, tables), 'utf8'),
      name,
    )
})

test('verify says the same, case by case', async () => {
  const { rows } = await bfcl.published!.verify({ folder: saved, data: dataRoot })
  const single = rows.filter(({ name }) => name.startsWith(model))
  assert.equal(
    single.reduce((sum, { equal }) => sum + equal, 0),
    3641,
  )
  assert.ok(single.every(({ different }) => different === 0))
})

for (const version of VERSIONS)
  test(`a document read alone is the one in the whole line, ${version}`, async () => {
    const cases = await readCases({ folder: join(dataRoot, 'bfcl'), version, categories: SINGLE_TURN })
    for (const item of cases) {
      const whole = documentsOf(item.functions)
      const alone = item.documents!
      // Whole floats are ints in what a check looks at: it looks at names and types alone.
      const plain = (value: unknown) => JSON.stringify(value).replace(/\{"\$float":"(-?\d+)\.0"\}/g, '$1')
      assert.equal(plain(toTagged(alone.first()!)), plain(toTagged(whole.first()!)), item.id)
      for (const name of whole.names())
        assert.equal(plain(toTagged(alone.named(name)!)), plain(toTagged(whole.named(name)!)), item.id)
      assert.equal(alone.named(fromTagged('no such function')), undefined)
    }
  })

test("the case of the paper's Figure 3 is judged by the real checker", async () => {
  const cases = await readCases({ folder: join(dataRoot, 'bfcl'), categories: ['live_parallel'] })
  const item = cases.find(({ id }) => id === 'live_parallel_11-7-0')!
  const log = (food: string, amount: number, unit: string) =>
    `log_food(food_name="${food}", portion_amount=${amount}, portion_unit="${unit}")`
  const others = [log('chai tea', 1, 'cup'), log('pepperoni pizza', 2, 'slice'), log('coffee', 1, 'cup')]
  const { decode } = dialectOf('prompting')
  const judge = (calls: string[]) => verdictOf(judgeReply({ item, result: `[${calls.join(', ')}]`, decode }))
  const shown = judge([log('mango', 8, 'piece'), ...others])
  assert.deepEqual(
    [shown.errorType, shown.errorClass],
    ['parallel_function_checker_no_order:cannot_find_match', 'wrong value'],
  )
  assert.ok(judge([log('frozen mango', 8, 'piece'), ...others]).correct)
  assert.equal(judge(others.slice(0, 2)).errorClass, 'missing function')
  assert.equal(
    judge([log('frozen mango', 8, 'piece').replace(' portion_unit', " 'portion_unit")]).errorClass,
    'wrong syntax',
  )
})
