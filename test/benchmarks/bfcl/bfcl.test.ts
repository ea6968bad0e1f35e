// The benchmark end to end on cases of our own: asked in both modes, scored from official files, written back.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { bfcl } from '../../../src/benchmarks/bfcl/bfcl.ts'
import type { Prompt, Said } from '../../../src/dialogue/prompt.ts'
import { choose, runSession } from '../../../src/eval/session.ts'
import type { Judgement } from '../../../src/eval/judge.ts'
import { coalm } from '../../../src/formats/coalm.ts'
import { scripted } from '../../../src/models/scripted.ts'
import { freshFolder, ownData, writeLines } from './own-data.ts'

const data = ownData()
const folder = join(data, 'bfcl')

async function run(
  script: (prompt: Prompt) => string | Said,
  options: Record<string, string> = {},
): Promise<{ judgement: Judgement; run: string }> {
  const place = freshFolder()
  const chosen = await choose(bfcl, folder, { splits: ['simple', 'irrelevance'], options })
  const steps = runSession({
    folder: place,
    chosen: [chosen],
    model: scripted('uiuc-convai/CoALM-8B', script),
    format: coalm,
    provenance: { command: 'test', versions: {}, machine: {} },
  })
  for (;;) {
    const step = await steps.next()
    if (step.done) return { judgement: step.value[0] as Judgement, run: place }
  }
}

function said(prompt: Prompt): string {
  const text = prompt.messages.at(-1)!.content
  if (text.includes('two eggs')) return '[kitchen.boil(eggs=2, minutes=4.5)]'
  if (text.includes('six eggs')) return '[kitchen.boil(eggs=6, minutes=5.0, style="hard", salt=True)]'
  if (text.includes('One egg')) return 'I would boil it for three minutes.'
  return 'That is not about eggs.'
}

test('prompt mode: the official system message, verdicts with type, class and reason', async () => {
  const { judgement } = await run(said)
  assert.deepEqual(
    judgement.verdicts.map(({ id, correct, errorType, errorClass }) => [id, correct, errorType, errorClass]),
    [
      ['simple_0', true, undefined, undefined],
      ['simple_1', false, 'value_error:string', 'wrong value'],
      ['simple_2', false, 'ast_decoder:decoder_failed', 'wrong syntax'],
      ['irrelevance_0', true, undefined, undefined],
      ['irrelevance_1', true, undefined, undefined],
    ],
  )
  assert.equal(
    judgement.verdicts[1]!.given,
    "kitchen.boil(\n  eggs=6,\n  minutes=5.0,\n  style='hard',\n  salt=True\n)",
  )
  assert.equal(
    judgement.verdicts[0]!.expected,
    "kitchen.boil(\n  eggs=2,\n  minutes=4.5,\n  style=nothing or 'hard'\n)",
  )
  const [simple] = judgement.scores
  assert.equal(Math.round(simple!.value!), 33)
  assert.deepEqual(simple!.interval!.map(Math.round), [6, 79])
})

test('fc mode: tools with underscores go out, native calls come back', async () => {
  const seen: Prompt[] = []
  const { judgement, run: place } = await run(
    prompt => {
      seen.push(prompt)
      if (!prompt.messages.at(-1)!.content.includes('two eggs')) return 'no'
      return { text: '', calls: [{ name: 'kitchen_boil', arguments: '{"eggs": 2, "minutes": 4.5}' }] }
    },
    { mode: 'fc' },
  )
  assert.equal((seen[0]!.tools as { function: { name: string } }[])[0]!.function.name, 'kitchen_boil')
  assert.ok(seen.every(({ messages }) => messages.every(({ role }) => role === 'user')))
  assert.deepEqual(
    judgement.verdicts.map(({ correct }) => correct),
    [true, false, false, true, true],
  )
  const out = freshFolder()
  const written = await bfcl.published!.write!({ run: place, out })
  const lines = readFileSync(written[0]!, 'utf8').trim().split('\n')
  assert.equal(written[0], join(out, 'result/uiuc-convai_CoALM-8B/BFCL_v3_simple_result.json'))
  assert.ok(
    lines[0]!.startsWith(
      '{"id": "simple_0", "result": [{"kitchen_boil": "{\\"eggs\\": 2, \\"minutes\\": 4.5}"}], "input_token_count": 0, ',
    ),
  )
})

test('answers of a run, written as official result files, get the same verdicts there', async () => {
  const { judgement, run: place } = await run(said)
  const out = freshFolder()
  await bfcl.published!.write!({ run: place, out })
  const report = await bfcl.published!.score({ paths: [out], data, partial: false, options: {}, out })
  assert.deepEqual(report.problems, [])
  assert.deepEqual(
    new Map(report.verdicts.map(({ id, correct }) => [id, correct])),
    new Map(judgement.verdicts.map(({ id, correct }) => [id, correct])),
  )
  const score = readFileSync(join(out, 'score/uiuc-convai_CoALM-8B/BFCL_v3_simple_score.json'), 'utf8')
  assert.ok(score.startsWith('{"accuracy": 0.3333333333333333, "correct_count": 1, "total_count": 3}\n'))
  assert.match(readFileSync(join(out, 'score/data_live.csv'), 'utf8'), /\n1,CoALM-8B,0\.00%,N\/A,/)
  const again = await bfcl.published!.verify({ folder: out, data })
  assert.deepEqual(
    again.rows.map(({ equal, different }) => [equal, different]),
    again.rows.map(({ equal }) => [equal, 0]),
  )
})

test('missing answers make no score, unless a partial one is asked for', async () => {
  const results = freshFolder()
  const path = join(results, 'my-model', 'BFCL_v3_simple_result.json')
  writeLines(path, [{ id: 'simple_1', result: '[kitchen.boil(eggs=6, minutes=5, style="soft")]' }])
  writeLines(join(results, 'my-model', 'BFCL_v3_chatable_result.json'), [])
  const request = { paths: [results], data, options: {}, partial: false }
  const strict = await bfcl.published!.score(request)
  assert.deepEqual(strict.scores, [])
  assert.match(strict.problems[0]!, /chatable is no category that is scored here; left out/)
  assert.match(strict.problems[1]!, /2 of 3 cases have no answer: simple_0, simple_2/)
  const partial = await bfcl.published!.score({ ...request, partial: true })
  assert.deepEqual(
    partial.scores.map(({ split, value, n }) => [split, value, n]),
    [['simple', 100, 1]],
  )
  assert.match(partial.problems[1]!, /2 of 3 cases have no answer/)
})

test('broken, doubled, unknown and foreign lines are named with file and line', async () => {
  const results = freshFolder()
  const path = join(results, 'uiuc-convai_CoALM-8B', 'BFCL_v3_simple_result.json')
  writeLines(path, [
    { id: 'simple_0-1-2', result: '[kitchen.boil(eggs=2, minutes=4.5)]' },
    '{"id": "simple_1", "result": ',
    { id: 'simple_1', result: '[kitchen.boil(eggs=6, minutes=5, style="soft")]' },
    { id: 'simple_1', result: 'no' },
    { id: '__proto__', result: 'no' },
    { id: 'simple_2x', result: 'no' },
    { id: 'simple_2', result: '[kitchen.boil(eggs=1, minutes=3, __proto__={"__proto__": 1})]' },
  ])
  const out = freshFolder()
  const { problems, verdicts, scores } = await bfcl.published!.score({
    paths: [path],
    data,
    out,
    options: {},
    partial: false,
  })
  const lines = problems.map(problem => problem.slice(path.length))
  assert.deepEqual(
    lines.map(line => line.slice(0, 2)),
    [':2', ':4', ':5', ':6', ':1'],
  )
  assert.match(lines[0]!, /expected a JSON object/)
  assert.match(lines[1]!, /answered twice/)
  assert.match(lines[2]!, /no case of this category/)
  assert.match(lines[4]!, /another data version/)
  assert.deepEqual(
    verdicts.map(({ correct, errorType }) => [correct, errorType]),
    [
      [true, undefined],
      [true, undefined],
      [false, 'simple_function_checker:unexpected_param'],
    ],
  )
  assert.equal(scores[0]!.n, 3)
})

test('hostile replies are verdicts, in linear time', async () => {
  const results = freshFolder()
  const path = join(results, 'uiuc-convai_CoALM-8B', 'BFCL_v3_simple_result.json')
  const long = 'x'.repeat(10_000_000)
  const replies: unknown[][] = [
    [`[kitchen.boil(eggs="${long}")]`, '('.repeat(100_000), '\ud800'],
    [long, `[f(a=${'['.repeat(100_000)})]`, `[f(a=0x${'f'.repeat(5000)})]`],
    [Number.NaN, null, { constructor: 1 }],
  ]
  for (const triple of replies) {
    const rows = triple.map((result, at) => JSON.stringify({ id: `simple_${at}`, result }))
    writeLines(path, Number.isNaN(triple[0]) ? [rows[0]!.replace('null', 'NaN'), ...rows.slice(1)] : rows)
    const out = freshFolder()
    const began = process.cpuUsage()
    const report = await bfcl.published!.score({ paths: [path], data, out, options: {}, partial: false })
    const { user, system } = process.cpuUsage(began)
    assert.ok(user + system < 10_000_000)
    assert.equal(report.verdicts.length, 3)
    assert.ok(report.verdicts.every(({ correct, errorType }) => !correct && errorType !== undefined))
  }
})
