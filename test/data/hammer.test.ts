// Masking against the published code: golden rows, a whole pipeline, a worked row, and the layouts.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { gunzipSync } from 'node:zlib'
import { buildHammer } from '../../src/data/hammer/build.ts'
import { makeIrrelevant, withoutAnswer } from '../../src/data/hammer/irrelevant.ts'
import { hammerLayout, paperLayout } from '../../src/data/hammer/layout.ts'
import { maskTools, type XlamRow } from '../../src/data/hammer/mask.ts'
import { checkXlamRow } from '../../src/data/hammer/xlam.ts'
import { sha256 } from '../../src/files/hash.ts'
import { pythonRandom } from '../../src/files/python-random.ts'

const GOLDEN = join(import.meta.dirname, 'golden')

type Case = { seed: number; row: XlamRow; expected: { row?: XlamRow; next?: number; error?: string } }

const cases = gunzipSync(readFileSync(join(GOLDEN, 'hammer-rows.jsonl.gz')))
  .toString()
  .trim()
  .split('\n')
  .map(line => JSON.parse(line) as Case)

/** Rows as a person would write them. */
const rows: XlamRow[] = [
  {
    query: 'Will it rain in Graz on 3 May?',
    tools: JSON.stringify([
      {
        name: 'forecast',
        description: 'The weather of a day',
        parameters: {
          city: { description: 'City, e.g. Graz', type: 'str', default: 'Graz' },
          days: { description: 'How many days ahead (default 3)', type: 'int', default: 3 },
        },
      },
      {
        name: 'tides',
        description: 'High and low water',
        parameters: { port: { description: 'Port', type: 'str' } },
      },
    ]),
    answers: JSON.stringify([{ name: 'forecast', arguments: { days: 3, city: 'Graz' } }]),
  },
]

test('golden rows of the published code come out byte for byte, and the stream goes on at the same place', () => {
  assert.equal(cases.length, 300)
  for (const { seed, row, expected } of cases) {
    const random = pythonRandom(seed)
    if (expected.error) {
      assert.throws(() => maskTools(row, { random }))
      continue
    }
    assert.deepEqual(maskTools(row, { random }), expected.row)
    assert.equal(random.random(), expected.next)
  }
})

test('a whole pipeline has the bytes of the published script', () => {
  const golden = JSON.parse(readFileSync(join(GOLDEN, 'hammer-pipeline.json'), 'utf8'))
  const rowsAt = (indices: number[]) => indices.map(index => cases[index]!.row)
  const file = [...buildHammer(rowsAt(golden.rows), rowsAt(golden.irrelevant), golden)]
  assert.equal(file.length, 540)
  assert.equal(sha256(JSON.stringify(file, null, 2)), golden.sha256)
})

test('names, parameters and defaults are masked everywhere, and the query follows its default', () => {
  const masked = maskTools(rows[0]!, { random: pythonRandom(12) })
  const text = JSON.stringify(masked)
  for (const word of ['forecast', 'tides', 'city', 'Graz']) assert.ok(!text.includes(word), word)
  const [answer] = JSON.parse(masked.answers)
  const tool = JSON.parse(masked.tools).find((one: { name: string }) => one.name === answer.name)
  assert.deepEqual(Object.keys(answer.arguments), Object.keys(tool.parameters))
  const [city, days] = Object.values(answer.arguments) as [string, number]
  assert.equal(masked.query, `Will it rain in ${city} on ${days} May?`)
})

test('the same row and seed give the same result, and the row is left as it was', () => {
  const before = structuredClone(rows[0]!)
  const once = maskTools(rows[0]!, { random: pythonRandom(99n) })
  assert.deepEqual(maskTools(rows[0]!, { random: pythonRandom(99n) }), once)
  assert.deepEqual(rows[0], before)
})

test('further columns of a row are kept', () => {
  assert.equal(maskTools({ ...rows[0]!, id: 7 }, { random: pythonRandom(1) }).id, 7)
})

test("Hammer's layout holds the query and fences the answer; the paper's does neither", () => {
  const theirs = hammerLayout(rows[0]!)
  assert.equal(theirs.input, '')
  assert.match(
    theirs.instruction,
    /\[BEGIN OF QUERY\]\nWill it rain in Graz on 3 May\?\n\[END OF QUERY\]\n\n$/,
  )
  assert.equal(theirs.output, `\`\`\`\n${rows[0]!.answers}\n\`\`\``)
  const paper = paperLayout(rows[0]!)
  assert.match(paper.instruction, /\[END OF FORMAT INSTRUCTION\]$/)
  assert.equal(paper.input, '[BEGIN OF QUERY]\nWill it rain in Graz on 3 May?\n[END OF QUERY]')
  assert.equal(paper.output, rows[0]!.answers)
  assert.ok(!paper.instruction.includes('```'))
})

test('an irrelevant row has lost the function that it needs', () => {
  const made = withoutAnswer(rows[0]!)!
  assert.equal(made.answers, '[]')
  assert.deepEqual(
    JSON.parse(made.tools).map((tool: { name: string }) => tool.name),
    ['tides'],
  )
  assert.equal(withoutAnswer({ ...rows[0]!, answers: '[]' }), undefined)
  const many = makeIrrelevant(Array(80).fill(rows[0]), 12)
  assert.equal(many.count, 10)
  assert.equal(many.at(9).answers, '[]')
})

test('what masking could die on is named with file and row', () => {
  const place = { path: 'xlam.json', row: 3 }
  const broken: [object, RegExp][] = [
    [{ ...rows[0], tools: '[' }, /xlam.json, row 3: expected "tools" to be JSON/],
    [{ ...rows[0], answers: '{}' }, /expected "answers" to be a list of objects/],
    [{ ...rows[0], tools: '[{"name": "x"}]' }, /the tool x to have an object "parameters"/],
    [{ ...rows[0], tools: '[{"name": "x", "parameters": {"p": {"default": {}}}}]' }, /default of p/],
    [{ ...rows[0], tools: '[{"name": "x", "parameters": {"p": {"default": 1}}}]' }, /"description"/],
    [{ ...rows[0], query: '\ud83d' }, /half of a character/],
    [{ query: 'x', tools: [] }, /"tools" to be a text, found object/],
  ]
  for (const [row, message] of broken) assert.throws(() => checkXlamRow(row, place), message)
  assert.equal(checkXlamRow(rows[0], place), rows[0])
})

test('a long text and deep nesting are no trap', () => {
  const query = 'Graz '.repeat(200_000)
  const started = performance.now()
  maskTools({ ...rows[0]!, query }, { random: pythonRandom(12) })
  assert.ok(performance.now() - started < 2000)
  const deep = `${'['.repeat(5000)}${']'.repeat(5000)}`
  assert.throws(() => maskTools({ ...rows[0]!, answers: deep }, { random: pythonRandom(12) }), SyntaxError)
})
