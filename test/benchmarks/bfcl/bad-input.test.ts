// Broken result files and hostile values: a sentence or a verdict, in linear time, never a wrong count.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { BfclCase } from '../../../src/benchmarks/bfcl/cases.ts'
import { check } from '../../../src/benchmarks/bfcl/check/check.ts'
import { javaValue } from '../../../src/benchmarks/bfcl/check/java-values.ts'
import { javascriptValue } from '../../../src/benchmarks/bfcl/check/javascript-values.ts'
import { explain } from '../../../src/benchmarks/bfcl/reasons.ts'
import { readResults } from '../../../src/benchmarks/bfcl/result-file.ts'
import { fromJson, type Value } from '../../../src/files/values.ts'

function caseOf(id: string, properties: object, answer: object): BfclCase {
  const document = { name: 'f', description: '', parameters: { type: 'dict', properties, required: [] } }
  return {
    id,
    category: 'simple',
    language: 'python',
    version: '2025-07-17',
    entry: new Map(),
    turns: [],
    functions: [fromJson(document)] as BfclCase['functions'],
    missed: new Map(),
    longContext: null,
    answers: fromJson([{ f: answer }]) as Value[],
  }
}

const cases = [0, 1, 2].map(at => caseOf(`simple_${at}`, { a: { type: 'string' } }, { a: ['x'] }))

test('broken, doubled, unknown and missing lines of a result file are named', () => {
  const text = [
    '{"id": "simple_1", "result": "a"}',
    '{"id": "simple_1", "result": "b"}',
    '{"id": ',
    '{"id": "simple_9", "result": ""}',
  ]
  const { rows, missing, problems } = readResults({ path: 'r.json', text: text.join('\n'), cases })
  assert.deepEqual(
    rows.map(({ item, row }) => [item.id, row.get('result')]),
    [['simple_1', 'a']],
  )
  assert.deepEqual(missing, ['simple_0', 'simple_2'])
  assert.deepEqual(
    problems.map(problem => problem.slice(0, 8)),
    ['r.json:2', 'r.json:3', 'r.json:4', 'r.json: '],
  )
})

test('what would end the official run is a verdict that says so', () => {
  const item = caseOf('simple_0', { a: { type: 'number' } }, { a: [1] })
  const outcome = check(item, [new Map([['f', new Map<Value, Value>([['a', 1]])]])])
  assert.equal(outcome.errorType, 'checker_crash:KeyError')
  const { errorClass, reason } = explain(outcome, { calls: [], functions: ['f'], wanted: 1 })
  assert.equal(errorClass, 'official crash')
  assert.match(reason, /stops the whole run/)
})

test('keys like __proto__ and deep values are data', () => {
  let deep: Value = 1
  for (let level = 0; level < 100_000; level++) deep = [deep]
  const item = caseOf('simple_0', { a: { type: 'string' } }, { a: ['x'] })
  const outcome = check(item, [new Map([['f', new Map([['a', deep]])]])])
  assert.equal(outcome.errorType, 'checker_crash:RecursionError')
  const odd = check(item, [new Map([['f', new Map([['__proto__', 'x']])]])])
  assert.equal(odd.errorType, 'simple_function_checker:unexpected_param')
})

test('hostile literals of Java and JavaScript take time in line with their length', () => {
  const many = (text: string) => text.repeat(Math.ceil(300_000 / text.length))
  const started = performance.now()
  for (const text of [
    'new ArrayList<>(Arrays.asList(',
    'new int[]{',
    'new HashMap<',
    'new ArrayList<>() {{ ',
  ])
    for (const type of ['ArrayList', 'Array', 'HashMap', 'integer']) javaValue(many(text), type, 'String')
  for (const text of ['[[', '[[],', '{a,', ',', '[[1],[2]\n', '{a:,', 'new Array(['])
    for (const type of ['array', 'dict', 'integer', 'float'])
      javascriptValue(many(text), type, type === 'array' ? 'array' : undefined)
  assert.ok(performance.now() - started < 4000, `${performance.now() - started} ms`)
})
