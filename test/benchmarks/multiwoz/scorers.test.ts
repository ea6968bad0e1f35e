// The scorers that need no data, against golden cases of the official code.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { gunzipSync } from 'node:zlib'
import { estimateActiveDomains } from '../../../src/benchmarks/multiwoz/active-domains.ts'
import { normalise } from '../../../src/benchmarks/multiwoz/normalise.ts'
import { partialRatio } from '../../../src/benchmarks/multiwoz/partial-ratio.ts'
import { roundTenth } from '../../../src/benchmarks/multiwoz/score.ts'
import { compareStates } from '../../../src/benchmarks/multiwoz/states.ts'
import { differencesOfTexts, type Golden } from './golden.ts'

const golden = JSON.parse(
  gunzipSync(readFileSync('test/benchmarks/multiwoz/golden/scorers.json.gz')).toString(),
) as Golden

test('normalisation, partial ratio, responses and states equal the official code', () => {
  assert.ok(golden.partialRatio.length > 300 && golden.states.length > 200)
  assert.deepEqual(differencesOfTexts(golden), [])
})

test('partialRatio: nothing is like nothing, equal texts are alike', () => {
  assert.equal(partialRatio(null, null), 0)
  assert.equal(partialRatio('', ''), 100)
  assert.equal(partialRatio('', 'a'), 0)
  assert.equal(partialRatio('cambridge', 'cambridge train station'), 100)
})

test('partialRatio takes a long text against a short one in linear time', () => {
  const started = performance.now()
  assert.equal(partialRatio('guesthouse', `${'x'.repeat(1_000_000)}guesthouse`), 100)
  assert.ok(performance.now() - started < 2000)
})

test('normalise throws where the official code raises', () => {
  assert.equal(normalise('leave', '12:30 pm'), '24:30')
  assert.throws(() => normalise('leave', 'around 5:30 pm'), /expected an integer/)
})

test('compareStates: exact knows only names, fuzzy knows values', () => {
  const gold = { hotel: { name: 'acorn guest house', day: 'monday' } }
  const given = { Hotel: { name: 'acorn guest house', 'book day': 'monday', stars: 'none' } }
  assert.equal(compareStates(gold, given, { matcher: 'exact' }).match, true)
  assert.equal(compareStates(gold, given, { matcher: 'fuzzy' }).match, false)
  const near = { hotel: { name: 'the acorn guest house', bookday: 'monday' } }
  assert.equal(compareStates(gold, near, { matcher: 'exact' }).match, false)
  assert.equal(compareStates(gold, near, { matcher: 'fuzzy' }).match, true)
})

test('a key named __proto__ is a domain like any other', () => {
  const states = [JSON.parse('{"__proto__": {"area": "north"}}'), {}]
  assert.deepEqual(estimateActiveDomains(states), [['__proto__'], ['__proto__']])
})

test('rates are rounded as Python rounds', () => {
  assert.deepEqual([12.25, 12.75, 57.85785785, 0.25, 100].map(roundTenth), [12.2, 12.8, 57.9, 0.2, 100])
})
