// Files of predictions that are wrong somewhere: the place is named, and with --partial only that dialogue is left out.
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { multiwoz } from '../../../src/benchmarks/multiwoz/multiwoz.ts'

const data = process.env.COALM_DATA as string
const folder = mkdtempSync(join(tmpdir(), 'coalm-multiwoz-'))
after(() => rmSync(folder, { recursive: true }))

const good = { response: 'there is [value_name] .', state: { hotel: { area: 'north' } } }
const score = (text: string, partial = false) => {
  const path = join(folder, 'given.json')
  writeFileSync(path, text)
  return multiwoz.published!.score({ paths: [path], data, partial, options: {} })
}

const BROKEN: [name: string, turns: unknown, expected: RegExp][] = [
  ['zzz1', [good], /zzz1: expected the id of a test dialogue/],
  ['sng0073', [{ ...good, response: 3 }], /sng0073, turn 0: expected a text "response", found number/],
  ['sng0073', [good, null], /sng0073, turn 1: expected a text "response"/],
  ['sng0073', [{ ...good, state: { taxi: 5 } }], /sng0073, turn 0: expected slots of "taxi", found 5/],
  ['sng0073', [{ ...good, state: null }], /sng0073, turn 0: expected a state/],
  [
    'sng0073',
    [{ ...good, state: { taxi: { leave: 'around 5:30 pm' } } }],
    /sng0073, turn 0: taxi-leave: expected an integer/,
  ],
  [
    'sng0073',
    [{ ...good, state: { taxi: { departure: ['a'] } } }],
    /sng0073, turn 0: taxi-departure: expected a text/,
  ],
  ['sng0073', [{ ...good, state: { taxi: { area: ['a'] } } }], /sng0073: expected a text as value of "area"/],
  [
    'sng0073',
    Array.from({ length: 40 }, () => good),
    /sng0073, turn \d+: expected \d+ turns as in the corpus/,
  ],
]

for (const [id, turns, expected] of BROKEN)
  test(`${expected.source} is said, and left out with --partial`, async () => {
    const text = JSON.stringify({ [id]: turns, mul0484: [good] })
    const { problems } = await score(text)
    assert.ok(
      problems.some(sentence => expected.test(sentence)),
      problems.join('\n'),
    )
    const partial = await score(text, true)
    assert.ok(
      partial.problems.some(sentence => sentence.includes(`left out ${id}`)),
      partial.problems.join('\n'),
    )
    assert.equal(partial.scores.find(row => row.metric === 'inform')?.n, 1)
  })

test('what is no file of predictions is an error', async () => {
  for (const text of ['[]', 'nothing', '{"sng0073": 5}', '3', '{"format":"coalm/predictions@1"}\n{}'])
    await assert.rejects(score(text), /given\.json: .*expected/)
})

test('unknown slots, odd keys and any bytes are wrong answers, not errors', async () => {
  const odd = { ...good, response: '\u0000\ud800 [__proto__] [hotel_name] \u{1f600}'.repeat(50) }
  const state = JSON.parse(
    '{"__proto__": {"__proto__": "x"}, "hotel": {"colour": "red", "area": 7, "stars": null}}',
  )
  const { problems, notes, scores } = await score(JSON.stringify({ mul0484: [{ ...odd, state }] }))
  assert.deepEqual(problems, [])
  assert.match(notes!.join(), /does not know are read as nothing: \[__proto__\]/)
  assert.equal(scores.find(row => row.metric === 'jga')?.value, 0)
})

test('a file without states is scored with the states of the corpus, and says so', async () => {
  const report = await score(JSON.stringify({ mul0484: [{ response: '[value_name]' }] }))
  assert.deepEqual(report.problems, [])
  assert.match(report.notes![0]!, /gold states stand in/)
  assert.ok(report.scores.every(row => !row.metric.startsWith('jga')))
})
