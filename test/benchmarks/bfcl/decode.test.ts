// Replies in every language and dialect are read as the official handlers read them; hostile ones in time.
import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { decode } from '../../../src/benchmarks/bfcl/decode/decode.ts'
import { dialectOf, loadDialect } from '../../../src/benchmarks/bfcl/decode/dialects.ts'
import { loadGrammars } from '../../../src/benchmarks/bfcl/decode/grammars.ts'
import { toTagged } from '../../../src/files/tagged.ts'
import { difference, readRows } from '../../reference/bfcl-decode-compare.ts'

before(loadGrammars)

/** The JavaScript grammar that npm has as WebAssembly is newer than the official one, and reserves more words. */
const NEWER_GRAMMAR = new Set<unknown>(['é(a = a.b) / do'])

test('9,600 replies, most of them mutated, are decoded as the official handlers decode them', () => {
  const rows = readRows(fileURLToPath(new URL('./golden/decode.jsonl.gz', import.meta.url)))
  assert.equal(rows.length, 9600)
  const different = rows
    .filter(row => !NEWER_GRAMMAR.has(row.reply))
    .flatMap(row => {
      const found = difference(row, { messages: false })
      return found ? [`${row.kind} ${JSON.stringify(toTagged(row.reply))}: ${found}`] : []
    })
  assert.deepEqual(different, [])
})

function calls(reply: string, language: 'python' | 'java' | 'javascript' = 'python'): unknown {
  const read = decode(reply, { language })
  return read.ok ? toTagged(read.calls) : read.errorType
}

test('ints and floats, tuples and lists stay apart', () => {
  assert.deepEqual(calls('[area(base=10, height=5.0)]'), [{ area: { base: 10, height: { $float: '5.0' } } }])
  assert.deepEqual(calls('f(a=(1, [2]), b=2 * 30, c=-1)'), [{ f: { a: { $tuple: [1, [2]] }, b: 60, c: -1 } }])
})

test('the brackets, quotes and fences that the official decoder takes off, and those that it does not', () => {
  for (const reply of ["'f(a=1)'", '{f(a=1)}', '[[f(a=1)]]', '```[f(a=1)]```', ']f(a=1)['])
    assert.deepEqual(calls(reply), [{ f: { a: 1 } }], reply)
  for (const reply of ['', '[]', '```python\n[f(a=1)]```', '[ f(a=1)]', '[f(a=1),\n g()]', 'No.'])
    assert.equal(calls(reply), 'ast_decoder:decoder_failed', reply)
})

test('Java and JavaScript calls keep their values as text; what is no call is a wrong format', () => {
  assert.deepEqual(calls('[a.b(x="s", y=new int[]{1, 2}, z=5L)]', 'java'), [
    { 'a.b': { x: 's', y: 'new int[]{1,2}', z: '5L' } },
  ])
  assert.deepEqual(calls("[f(x='s', y={a: 1})]", 'javascript'), [{ f: { x: 's', y: '{a: 1}' } }])
  assert.equal(calls('"a longer text";', 'java'), 'ast_decoder:decoder_wrong_output_format')
  assert.equal(calls('5', 'javascript'), 'ast_decoder:decoder_wrong_output_format')
})

test('keys of any name are keys', () => {
  assert.deepEqual(
    JSON.stringify(calls("[f(__proto__=1, a={'__proto__': 2})]")),
    '[{"f":{"__proto__":1,"a":{"__proto__":2}}}]',
  )
})

const HOSTILE: [name: string, reply: string][] = [
  ['100,000 parentheses', '('.repeat(100_000)],
  ['100,000 minus signs', `f(a=${'-'.repeat(100_000)}1)`],
  ['100,000 choices', `f(a=${'1 if 1 else '.repeat(100_000)}1)`],
  ['100,000 powers', `f(a=${'2**'.repeat(100_000)}2)`],
  ['a sum of 100,000', `f(a=${'1+'.repeat(100_000)}1)`],
  ['100,000 attributes', `f(a=x${'.b'.repeat(100_000)})`],
  ['half a pair', 'f(a="\ud800")'],
  ['a zero byte', 'f(a="\0")'],
  ['an integer without end', `f(a=${'9'.repeat(100_000)})`],
  ['a power without end', 'f(a=9**9**9)'],
  ['prose', 'I am sorry, '.repeat(20_000)],
]

for (const [name, reply] of HOSTILE)
  test(`${name}: refused, in time`, () => {
    const started = performance.now()
    assert.equal(calls(reply), 'ast_decoder:decoder_failed')
    assert.ok(performance.now() - started < 1000)
  })

test('a megabyte of values is read in time', () => {
  const started = performance.now()
  for (const value of [
    `"${'x'.repeat(1e6)}"`,
    `[${'1,'.repeat(5e5)}]`,
    `{${Array.from({ length: 1e5 }, (_, n) => `${n}:1`).join()}}`,
  ])
    assert.notEqual(calls(`f(a=${value})`), 'ast_decoder:decoder_failed')
  assert.ok(performance.now() - started < 3000)
})

test('the dialect of a model by its name', () => {
  const names = {
    'meta-llama/Llama-3.1-8B-Instruct-FC': 'llama3.1',
    'meta-llama/Llama-3.3-70B-Instruct-FC': 'prompting',
    'MadeAgents/Hammer2.1-7b': 'hammer',
    'Team-ACE/ToolACE-2-8B': 'prompting',
    'uiuc-convai/CoALM-8B': 'prompting',
    'Salesforce/Llama-xLAM-2-8b-fc-r': 'xlam',
    'ibm-granite/granite-20b-functioncalling': 'granite',
    'mistralai/Ministral-8B-Instruct-2410': 'mistral-list',
    'mistral-large-2411': 'mistral',
    'mistral-large-2411-FC': 'tool-calls',
    'Qwen/Qwen3-8B-FC': 'qwen',
    'Qwen/Qwen3-8B': 'qwen-prompting',
    'gpt-4o-2024-11-20-FC': 'tool-calls',
    mine: 'prompting',
  }
  for (const [model, name] of Object.entries(names)) assert.equal(dialectOf(model).name, name, model)
  assert.throws(() => loadDialect('klingon'), /expected a dialect \(prompting, .*found "klingon"/)
})
