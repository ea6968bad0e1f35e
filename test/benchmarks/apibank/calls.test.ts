// Call counts: equal to Hammer's evaluate.py row by row, crashes included, and what is wrong with a call.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type LabelledText, readLabel, scoreCalls } from '../../../src/benchmarks/apibank/calls.ts'
import { findMistake } from '../../../src/benchmarks/apibank/mistakes.ts'
import { golden } from './golden.ts'

const label = '```\n[{"name": "FeedCat", "arguments": {"cat": "Mia", "grams": "40"}}]\n```'

test('every golden row has the counters and the error of the official script', () => {
  for (const [row, expected] of golden<[LabelledText, unknown[]]>('calls')) {
    const { gold, predicted, correct, goldParameters, predictedParameters, correctParameters, crashes } =
      scoreCalls([row])
    const found = [gold, predicted, correct, goldParameters, predictedParameters, correctParameters]
    assert.deepEqual([...found, crashes[0]?.error ?? null], expected, JSON.stringify(row))
  }
})

test('gold against gold counts a call without arguments as one parameter right, in no denominator', () => {
  const empty = '[{"name": "Now", "arguments": {}}]'
  const { parameter, api } = scoreCalls([
    { label, predict: label },
    { label: empty, predict: empty },
  ])
  assert.deepEqual(api, { precision: 1, recall: 1, f1: 1 })
  assert.equal(parameter?.precision, 1.5)
})

test('rates are left out where a counter is zero, as the official script leaves them out', () => {
  assert.equal(scoreCalls([{ label, predict: 'no idea' }]).api, null)
})

test('a label that is no list of calls is an error', () => {
  assert.throws(
    () => scoreCalls([{ label: 'FeedCat()', predict: '[]' }]),
    /expected a label that is a JSON list/,
  )
})

test('mistakes have the words of the paper', () => {
  const classes: [string, string | undefined][] = [
    [label, undefined],
    ['[{"arguments": {"grams": 40, "cat": "Mia"}, "name": "FeedCat"}]', undefined],
    ['[]', 'missing function'],
    ['no', 'missing function'],
    ['FeedCat(cat="Mia")', 'wrong syntax'],
    ['[{"name": "FeedDog", "arguments": {}}]', 'undefined function'],
    [
      '[{"name": "FeedCat", "arguments": {"cat": "Mia", "grams": "40", "now": "1"}}]',
      'hallucinated argument',
    ],
    ['[{"name": "FeedCat", "arguments": {"cat": "Mia"}}]', 'missing argument'],
    ['[{"name": "FeedCat", "arguments": {"cat": "Leo", "grams": "40"}}]', 'wrong value'],
    [
      '[{"name": "FeedCat", "arguments": {"cat": "Mia", "grams": "40"}}, {"name": "FeedCat", "arguments": {}}]',
      'unneeded call',
    ],
  ]
  for (const [predict, errorClass] of classes)
    assert.equal(findMistake(predict, readLabel(label), () => ['FeedCat'])?.errorClass, errorClass, predict)
})

test('hostile predictions are data', () => {
  const deep = '['.repeat(200_000)
  const proto = '[{"name": "FeedCat", "arguments": {"__proto__": "x", "constructor": "y"}}]'
  for (const predict of [deep, proto, '\ud800', '[1e999]', `[${'9'.repeat(5000)}]`])
    assert.equal(scoreCalls([{ label, predict }]).correctParameters, 0)
})
