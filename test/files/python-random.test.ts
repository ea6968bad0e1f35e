// Every draw equals CPython's, for seeds of every size.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { pythonRandom } from '../../src/files/python-random.ts'

const golden = JSON.parse(readFileSync(new URL('golden/python-random.json', import.meta.url), 'utf8'))

function upTo(count: number): number[] {
  return Array.from({ length: count }, (_, i) => i)
}

for (const expected of golden)
  test(`seed ${expected.seed} draws as CPython does`, () => {
    const r = pythonRandom(BigInt(expected.seed))
    const drawn = {
      random: [r.random(), r.random(), r.random()],
      getrandbits: [1, 7, 31, 32, 33, 53, 64, 100].map(bits => r.getrandbits(bits).toString()),
      randint: [
        r.randint(1, 6),
        r.randint(-5, 5),
        r.randint(10000, 99999),
        r.randint(0, 2 ** 31),
        r.randint(0, 2 ** 40),
      ],
      randrange: [r.randrange(10), r.randrange(3, 9), r.randrange(0, 100, 7), r.randrange(10, 0, -3)],
      choice: upTo(5).map(() => r.choice('abcdefg')),
      choices: r.choices('abcdefg', { k: 6 }),
      weighted: r.choices([1, 2, 3], { weights: [1, 2, 3], k: 6 }),
      sample: [
        r.sample(upTo(10), 4),
        r.sample(upTo(100), 3),
        r.sample(upTo(1000), 30),
        r.sample(upTo(21), 5),
      ],
      uniform: r.uniform(-3, 8.5),
    }
    const shuffle = upTo(25)
    r.shuffle(shuffle)
    const regenerated = upTo(700)
      .map(() => r.random())
      .at(-1)
    assert.deepEqual({ seed: expected.seed, ...drawn, shuffle, regenerated }, expected)
  })

test('empty ranges are errors', () => {
  assert.throws(() => pythonRandom(1).randint(3, 2), /empty range/)
  assert.throws(() => pythonRandom(1).choice([]), /empty sequence/)
  assert.throws(() => pythonRandom(1).sample([1], 2), /Sample larger/)
})
