// JSON texts that stand as json.dumps writes them, and those that only look so.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { dumpJson, isDumped } from '../../src/files/python-dump.ts'
import { parsePythonJson } from '../../src/files/python-json.ts'

const dumped = [
  '{"a": 1}',
  '[1.5, "x\\u00e9", null]',
  '{"a": [true, -2, 0.001]}',
  '"\\"\\\\\\n\\u0001"',
  '[]',
  '2.0',
]
const others = [
  '{"a":1}',
  '1.50',
  '"\\u0041"',
  '"\\/"',
  '-0',
  '1e5',
  '"é"',
  '0.00001',
  '[1,2]',
  '"\\u00E9"',
  '"\u007f"',
]

test('a text is taken as it stands only where json.dumps would write the same', () => {
  for (const text of dumped) {
    assert.equal(dumpJson(parsePythonJson(text)), text)
    assert.ok(isDumped(text), text)
  }
  for (const text of others) assert.ok(!isDumped(text), text)
})
