// Text metrics: equal to jieba, rouge_chinese and nltk pair by pair, and quick on hostile texts.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { commonLength } from '../../../src/benchmarks/apibank/rouge.ts'
import { segment } from '../../../src/benchmarks/apibank/segment.ts'
import { scoreText } from '../../../src/benchmarks/apibank/text.ts'
import { golden } from './golden.ts'

type Pair = [prediction: string, label: string, scores: [number, number, number, number]]

test('every golden pair has the scores of the Python stack', () => {
  for (const [prediction, label, expected] of golden<Pair>('text')) {
    const scores = scoreText(prediction, label)
    const found = [scores['rouge-1'], scores['rouge-2'], scores['rouge-l'], scores['bleu-4']]
    assert.deepEqual(found, expected, JSON.stringify([prediction, label]))
  }
})

test('words as jieba cuts them, without a dictionary', () => {
  assert.deepEqual(segment('e-mail: user@x.com, 12.5%, C++\r\n```'), [
    ...['e', '-', 'mail', ':', ' ', 'user', '@', 'x', '.', 'com', ',', ' ', '12.5%', ',', ' ', 'C++'],
    ...['\r\n', '`', '`', '`'],
  ])
  assert.deepEqual(segment('2023-03-25'), ['2023', '-', '03', '-', '25'])
})

test('short texts are smoothed, not weighted anew', () => {
  assert.equal(scoreText('abc', 'abc')['bleu-4'], 84.0896)
  assert.equal(scoreText('', 'abc')['bleu-4'], 0)
  assert.deepEqual(scoreText(' \n', 'abc'), { 'rouge-1': 0, 'rouge-2': 0, 'rouge-l': 0, 'bleu-4': 0 })
})

test('tokens joined give the text back', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary-ascii' }), text => segment(text).join('') === text))
  for (const text of ['小猫今天没有吃饭 C++?', '\ud800龘龘 e-mail', '请2031-02-03来。'])
    assert.equal(segment(text).join(''), text)
})

test('the longest common subsequence is that of the usual table', () => {
  const words = fc.array(fc.integer({ min: 0, max: 5 }), { maxLength: 90 })
  fc.assert(
    fc.property(words, words, (left, right) => {
      assert.equal(commonLength(Uint32Array.from(left), Uint32Array.from(right)), byTable(left, right))
    }),
  )
})

function byTable(left: number[], right: number[]): number {
  let row = new Array<number>(right.length + 1).fill(0)
  for (const one of left) {
    const next = [0]
    for (const [at, other] of right.entries())
      next.push(one === other ? row[at]! + 1 : Math.max(row[at + 1]!, next[at]!))
    row = next
  }
  return row.at(-1)!
}

test('a prediction of 400,000 characters is scored in linear time', () => {
  const label = '[{"name": "FeedCat", "arguments": {"cat": "Mia"}}]'
  const started = performance.now()
  assert.ok(scoreText('?'.repeat(200_000) + ' a.b'.repeat(50_000), label)['rouge-l'] < 1)
  assert.ok(performance.now() - started < 5000)
})
