// Python expressions are read into the trees that CPython makes, and written back as it writes them.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { PythonError } from '../../../src/files/python-error.ts'
import { parseExpressionText } from '../../../src/formats/python/parse.ts'
import { unparse } from '../../../src/formats/python/unparse.ts'

/** Source, and what `ast.unparse(ast.parse(source, mode="eval"))` of CPython 3.11 gives. */
const WRITTEN: [source: string, written: string][] = [
  ['f(a,*b,c=1,**d)', 'f(a, *b, c=1, **d)'],
  ['a.b .c[1:2,::3]', 'a.b.c[1:2, ::3]'],
  ['(1,)', '(1,)'],
  ['1,2', '(1, 2)'],
  ['- -1', '--1'],
  ['(-1)**2', '(-1) ** 2'],
  ['2**-1', '2 ** (-1)'],
  ['not (a and b or c)', 'not (a and b or c)'],
  ['(a<b)<c', '(a < b) < c'],
  ['a if(b if c else d)else e', 'a if (b if c else d) else e'],
  ['lambda x,/,y=1,*a,z,**k:(x,y)', 'lambda x, /, y=1, *a, z, **k: (x, y)'],
  ['[x for x in y if z for w in(v if t else u)]', '[x for x in y if z for w in (v if t else u)]'],
  ['{**a,1:2}', '{**a, 1: 2}'],
  ['f((a:=1))', 'f((a := 1))'],
  ['"it\'s"\'\'"x"', '"it\'sx"'],
  ['u"a"', "u'a'"],
  ['1e400', '1e309'],
  ['1 .real', '1 .real'],
  ['f"{x!r:>{w}}{{"', "f'{x!r:>{w}}{{'"],
  ['f"{x=}"', "f'x={x!r}'"],
  ['b"\\x00é"[0]'.replace('é', 'e'), "b'\\x00e'[0]"],
  ['(yield x,)', '(yield (x,))'],
  ['await f()', 'await f()'],
]

for (const [source, written] of WRITTEN)
  test(`${source} is written ${written}`, () => {
    assert.equal(unparse(parseExpressionText(source)), written)
  })

test('the shape of a call', () => {
  assert.deepEqual(parseExpressionText('f(1, *a, k=-2)'), {
    kind: 'call',
    callee: { kind: 'name', id: 'f' },
    positional: [
      { kind: 'constant', value: 1 },
      { kind: 'starred', value: { kind: 'name', id: 'a' } },
    ],
    keywords: [
      {
        name: 'k',
        value: { kind: 'unary', operator: '-', operand: { kind: 'constant', value: 2 } },
      },
    ],
  })
})

/** Texts that CPython refuses, with its words. */
const REFUSED: [source: string, said: string][] = [
  ['', 'invalid syntax (<unknown>, line 0)'],
  ['f(a=1 b=2)', 'invalid syntax. Perhaps you forgot a comma? (<unknown>, line 1)'],
  ['f(a=1', "'(' was never closed (<unknown>, line 1)"],
  ['f(a=[1)', "closing parenthesis ')' does not match opening parenthesis '[' (<unknown>, line 1)"],
  ["f(a='it's')", 'unterminated string literal (detected at line 1) (<unknown>, line 1)'],
  ['f(),\n g()', 'unexpected indent (<unknown>, line 2)'],
  ['f(a=1, 2)', 'positional argument follows keyword argument (<unknown>, line 1)'],
  ['f(a.b=1)', 'expression cannot contain assignment, perhaps you meant "=="? (<unknown>, line 1)'],
  [
    'f(a=007)',
    'leading zeros in decimal integer literals are not permitted; use an 0o prefix for octal integers (<unknown>, line 1)',
  ],
  ['f(a=5USD)', 'invalid decimal literal (<unknown>, line 1)'],
  ['f(a=“x”)', "invalid character '“' (U+201C) (<unknown>, line 1)"],
  ["{1: 2, 'b'}", "':' expected after dictionary key (<unknown>, line 1)"],
  ['I am sorry', 'invalid syntax (<unknown>, line 1)'],
]

for (const [source, said] of REFUSED)
  test(`${JSON.stringify(source)} is refused`, () => {
    assert.throws(
      () => parseExpressionText(source),
      error => error instanceof PythonError && error.message === said,
    )
  })
