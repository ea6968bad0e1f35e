// Byte-level BPE: the same words and ids as the official tokenizers package gives on odd strings.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { gunzipSync } from 'node:zlib'
import { BYTE_CHARACTERS, fromAlphabet, toAlphabet } from '../../src/tokens/alphabet.ts'
import { createTokenizer } from '../../src/tokens/tokenizer.ts'
import { WORD_CUTTERS } from '../../src/tokens/words.ts'

type Name = keyof typeof WORD_CUTTERS
type Golden = {
  strings: string[]
  cuts: Record<Name, number[][]>
  ids: Record<Name, number[][]>
  models: Record<Name, { tokens: string[]; merges: string[] }>
}
const golden: Golden = JSON.parse(
  gunzipSync(readFileSync('test/tokens/golden/words.json.gz')).toString('utf8'),
)

/** Ends of words in code points, as Python counts. */
function wordEnds(name: Name, text: string): number[] {
  const wordEnd = WORD_CUTTERS[name](text)
  const ends: number[] = []
  for (let start = 0; start < text.length; ) {
    start = wordEnd(start)
    ends.push([...text.slice(0, start)].length)
  }
  return ends
}

function tokenizer(name: Name) {
  const { tokens, merges } = golden.models[name]
  return createTokenizer({
    tokens,
    merges,
    specialIds: [],
    ignoreMerges: name === 'llama-bpe',
    cutWords: WORD_CUTTERS[name],
  })
}

for (const name of Object.keys(WORD_CUTTERS) as Name[]) {
  test(`${name} cuts as the official package cuts`, () => {
    golden.strings.forEach((text, i) => {
      assert.deepEqual(wordEnds(name, text), golden.cuts[name][i], JSON.stringify(text))
    })
  })

  test(`${name} encodes as the official package encodes`, () => {
    const { encode, count, decode } = tokenizer(name)
    golden.strings.forEach((text, i) => {
      const ids = encode(text)
      assert.deepEqual([...ids], golden.ids[name][i], JSON.stringify(text))
      assert.equal(count(text), ids.length)
      assert.equal(decode(ids), text)
    })
  })
}

test('ranks instead of merges join the pair whose join has the lowest id', () => {
  const tokens = ['a', 'b', 'c', 'bc', 'ab', 'abc']
  const encode = (text: string) => [
    ...createTokenizer({
      tokens,
      specialIds: [],
      merges: 'ranks',
      ignoreMerges: false,
      cutWords: WORD_CUTTERS['llama-bpe'],
    }).encode(text),
  ]
  assert.deepEqual(encode('abc'), [5])
  assert.deepEqual(encode('abab'), [4, 4])
  assert.deepEqual(encode('cbca'), [2, 3, 0])
})

test('special tokens are cut out where asked, the longest first', () => {
  const tokenizer = createTokenizer({
    tokens: ['a', '<', '>', '<a>', '<a>>'],
    specialIds: [3, 4],
    merges: [],
    ignoreMerges: false,
    cutWords: WORD_CUTTERS.smollm,
  })
  assert.deepEqual([...tokenizer.encode('a<a>>a<a>', { special: true })], [0, 4, 0, 3])
  assert.deepEqual([...tokenizer.encode('a<a>')], [0, 1, 0, 2])
  assert.deepEqual([...tokenizer.encode('', { special: true })], [])
  assert.equal(tokenizer.decode([3, 0, 4]), '<a>a<a>>')
})

test('hostile texts take linear time and never throw', () => {
  const { encode } = tokenizer('llama-bpe')
  for (const text of [
    'a'.repeat(1_000_000),
    ' '.repeat(1_000_000),
    "'".repeat(1_000_000),
    '\ud800'.repeat(100_000),
  ]) {
    const start = process.cpuUsage()
    assert.ok(encode(text).length > 0)
    const spent = process.cpuUsage(start)
    assert.ok(spent.user + spent.system < 20e6)
  }
})

test('a lone surrogate is read as U+FFFD', () => {
  const { encode, decode } = tokenizer('smollm')
  assert.equal(decode(encode('a\ud800b')), 'a\ufffdb')
})

test('the alphabet has one character for each byte', () => {
  assert.equal(new Set(BYTE_CHARACTERS).size, 256)
  const bytes = Buffer.from(Array.from({ length: 256 }, (_, byte) => byte))
  assert.deepEqual(fromAlphabet(BYTE_CHARACTERS.join('')), bytes)
  assert.deepEqual(toAlphabet('é\n'), ['Ã', '©', 'Ċ'])
})
