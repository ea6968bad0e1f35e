// Option values: what is read, and what is refused with a word about what was expected.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { defaultRunName } from '../../src/commands/eval.ts'
import { fail } from '../../src/commands/failure.ts'
import { checkOptions, nameValue, positiveNumber, wholeNumber, words } from '../../src/commands/options.ts'
import { sayDuration, saySize } from '../../src/commands/terminal.ts'

test('numbers', () => {
  assert.equal(wholeNumber(1)('12'), 12)
  for (const text of ['0', '-1', '1.5', '', ' 1', '1e3', 'x', '∞'])
    assert.throws(() => wholeNumber(1)(text), /expected a whole number of at least 1/, text)
  assert.equal(positiveNumber('0.7'), 0.7)
  for (const text of ['', ' ', '-0.1', 'warm', 'NaN', 'Infinity'])
    assert.throws(() => positiveNumber(text), /expected a number that is not negative/, text)
})

test('names with values, and words', () => {
  assert.deepEqual(nameValue('b=2=3', nameValue('a=1')), { a: '1', b: '2=3' })
  for (const text of ['x', '=1', '']) assert.throws(() => nameValue(text), /expected name=value/)
  assert.deepEqual(words('c, d,,', words('a,b')), ['a', 'b', 'c', 'd'])
  assert.throws(() => checkOptions('b', { shots: '' }, { nope: '1' }), /its options \(shots\), found "nope"/)
  assert.throws(() => checkOptions('b', undefined, { nope: '1' }), /\(it has none\)/)
})

test('a run is named after what it asks and whom', () => {
  assert.equal(defaultRunName(['starter'], 'local'), 'starter-local')
  assert.equal(defaultRunName(['bfcl', './mine.js'], 'http://h:8000/v1#a b'), 'bfcl-mine.js-a-b')
})

test('sizes and durations', () => {
  assert.deepEqual([saySize(999), saySize(98_362_432)], ['999 B', '98.4 MB'])
  assert.deepEqual(
    [sayDuration(42), sayDuration(185), sayDuration(7800)],
    ['42 s', '3 min 05 s', '2 h 10 min'],
  )
})

/** What `fail` prints for an error. */
function said(error: unknown, context: { mock: { method: typeof import('node:test').mock.method } }): string {
  let text = ''
  const mocked = context.mock.method(process.stderr, 'write', (piece: string) => {
    text += piece
    return true
  })
  fail(error)
  mocked.mock.restore()
  process.exitCode = 0
  return text
}

test('a full disk, a read-only folder and our own mistakes are told apart', context => {
  const disk = (code: string) => Object.assign(new Error('raw'), { code, path: '/x/y' })
  assert.equal(
    said(disk('ENOSPC'), context),
    'coalm: the disk is full (/x/y); what was written before is kept\n',
  )
  for (const code of ['EROFS', 'EACCES', 'EPERM'])
    assert.equal(
      said(disk(code), context),
      `coalm: cannot write /x/y (${code}); choose a folder that can be written\n`,
    )
  assert.match(said(disk('ENOTDIR'), context), /^coalm: \/x\/y: expected a folder above it, found a file; /)
  assert.equal(said(new Error('one sentence'), context), 'coalm: one sentence\n')
  assert.equal(said('thrown text', context), 'coalm: thrown text\n')
  assert.match(said(new TypeError('undefined is not'), context), /TypeError.*\n.*at .*mistake in coalm/s)
})
