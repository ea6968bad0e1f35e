// Replies in every language and dialect are read as the official handlers read them; hostile ones in time.
import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { decode } from '../../../src/benchmarks/bfcl/decode/decode.ts'
import { loadDialect } from '../../../src/benchmarks/bfcl/decode/dialects.ts'
import { loadGrammars } from '../../../src/benchmarks/bfcl/decode/grammars.ts'
import { toTagged } from '../../../src/files/tagged.ts'
import { difference, readRows } from '../../reference/bfcl-decode-compare.ts'

before(loadGrammars)

/** The official parser weighs errors by bytes of UTF-8, ours by those of UTF-16: here they mend the text in other ways. */
const OTHERWISE_MENDED = new Set<unknown>(['[f (await ).f (data=`x`)]'])

test('4,800 replies, most of them mutated, are decoded as the official handlers decode them', () => {
  const rows = readRows(fileURLToPath(new URL('./golden/decode.jsonl.gz', import.meta.url)))
  assert.equal(rows.length, 4800)
  const different = rows
    .filter(row => !OTHERWISE_MENDED.has(row.reply))
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

/** Other processes make no difference to it. */
function cpuSeconds(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1e6
}

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
    const started = cpuSeconds()
    assert.equal(calls(reply), 'ast_decoder:decoder_failed')
    assert.ok(cpuSeconds() - started < 1)
  })

test('a megabyte of values is read in time', () => {
  const started = cpuSeconds()
  for (const value of [
    `"${'x'.repeat(1e6)}"`,
    `[${'1,'.repeat(5e5)}]`,
    `{${Array.from({ length: 1e5 }, (_, n) => `${n}:1`).join()}}`,
  ])
    assert.notEqual(calls(`f(a=${value})`), 'ast_decoder:decoder_failed')
  assert.ok(cpuSeconds() - started < 3)
})

test('a dialect that there is none of is refused with the list', () => {
  assert.throws(() => loadDialect('klingon'), /expected a dialect \(prompting, .*found "klingon"/)
})
