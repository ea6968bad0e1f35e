// Tagged JSON keeps what JSON cannot tell apart, and gives it back.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { parsePythonJson } from '../../src/files/python-json.ts'
import { fromTagged, pythonFloat, toTagged } from '../../src/files/tagged.ts'
import {
  Bytes,
  Complex,
  ELLIPSIS,
  Float,
  float,
  PySet,
  Tuple,
  typeName,
  type Value,
} from '../../src/files/values.ts'

const leaf: fc.Arbitrary<Value> = fc.oneof(
  fc.constantFrom<Value>(
    null,
    true,
    false,
    ELLIPSIS,
    new Float(Number.POSITIVE_INFINITY),
    new Complex(1, -2),
  ),
  fc.maxSafeInteger().map(value => value + 0),
  fc.double({ noNaN: true }).map(float),
  fc.bigInt({ min: 2n ** 60n, max: 2n ** 90n }),
  fc.string({ unit: 'binary' }),
  fc.uint8Array({ maxLength: 5 }).map(bytes => new Bytes(Buffer.from(bytes))),
)
const { value } = fc.letrec<{ value: Value }>(tie => ({
  value: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    leaf,
    fc.array(tie('value'), { maxLength: 4 }),
    fc.array(tie('value'), { maxLength: 3 }).map(items => new Tuple(items)),
    fc.array(tie('value'), { maxLength: 3 }).map(items => new PySet(items)),
    fc
      .array(
        fc.tuple(
          fc.oneof(fc.string(), fc.integer(), fc.constant('__proto__'), fc.constant('$float')),
          tie('value'),
        ),
        { maxLength: 4 },
      )
      .map(entries => new Map<Value, Value>(entries)),
  ),
}))

test('fromTagged(toTagged(value)) gives the value back, through JSON text too', () => {
  fc.assert(
    fc.property(value, item => {
      const back = fromTagged(JSON.parse(JSON.stringify(toTagged(item))))
      assert.deepEqual(toTagged(back), toTagged(item))
      assert.equal(typeName(back), typeName(item))
    }),
  )
})

test('whole and non-finite floats, big integers and odd keys get tags; the rest stays plain', () => {
  const text =
    '{"a":5.0,"b":5,"c":5.5,"d":123456789012345678901,"e":NaN,"f":-Infinity,"g":1e400,"__proto__":[1e3]}'
  assert.equal(
    JSON.stringify(toTagged(parsePythonJson(text))),
    '{"a":{"$float":"5.0"},"b":5,"c":5.5,"d":{"$int":"123456789012345678901"},"e":{"$float":"nan"},' +
      '"f":{"$float":"-inf"},"g":{"$float":"inf"},"__proto__":[{"$float":"1000.0"}]}',
  )
})

test('an unknown tag is an error that names it', () => {
  assert.throws(() => fromTagged({ $strange: 1 }), /found "\$strange"/)
})

test('floats print as in Python', () => {
  const cases: [number, string][] = [
    [5, '5.0'],
    [-0, '-0.0'],
    [1e16, '1e+16'],
    [123456789012345680, '1.2345678901234568e+17'],
    [0.0001, '0.0001'],
    [0.00001, '1e-05'],
    [1.5e-7, '1.5e-07'],
    [1e22, '1e+22'],
    [0.1, '0.1'],
  ]
  for (const [number, text] of cases) assert.equal(pythonFloat(number), text)
})

test('JSON as json.loads reads it: errors name the place, depth is bounded, order is kept', () => {
  for (const broken of ['', '{', '[1,]', '{"a" 1}', '01', '"\n"', '{1:2}', 'nul', '"\\x"', '[1] 2', '-'])
    assert.throws(() => parsePythonJson(broken), SyntaxError, broken)
  assert.throws(() => parsePythonJson('['.repeat(100_000)), /nesting of at most/)
  assert.deepEqual(
    [...(parsePythonJson('{"b":1,"1":2,"a":3,"b":4}') as Map<Value, Value>)],
    [
      ['b', 4],
      ['1', 2],
      ['a', 3],
    ],
  )
  assert.equal(Object.is(parsePythonJson('-0'), 0), true)
  assert.equal(parsePythonJson('"\\ud800x\\u00e9"'), '\ud800xé')
})
