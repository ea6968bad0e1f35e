// The mix: how many of each, in which order, and the same samples for the same seed.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { interleave, mix } from '../../src/data/mixture.ts'
import { pick } from '../../src/data/pick.ts'
import { defineSource, type Sample } from '../../src/data/source.ts'
import { pythonRandom } from '../../src/files/python-random.ts'

const numbers = defineSource<number>({
  name: 'numbers',
  task: 'LA',
  teaches: 'counting',
  licence: 'CC0-1.0',
  origin: 'this test',
  files: [],
  settings: { sign: { values: ['plus', 'minus'], says: 'which sign stands before' } },
  rows: () => Array.from({ length: 6000 }, (_, number) => number),
  samples(number, { settings }) {
    if (number === 13) throw new Error('numbers, row 13: expected luck')
    const text = `${settings.sign === 'minus' ? '-' : ''}${number}`
    return ['once', 'twice'].map(kind => ({
      id: `numbers/${number}/${kind}`,
      source: 'numbers',
      task: 'LA',
      instruction: kind,
      input: text,
      output: text,
      meta: { kind },
    }))
  },
})

async function listed(samples: AsyncIterable<Sample>): Promise<Sample[]> {
  const list: Sample[] = []
  for await (const sample of samples) list.push(sample)
  return list
}

test('the starter source gives all kinds, each sample once, as many as asked', async () => {
  const samples = await listed(mix({ parts: [{ source: 'starter', count: 1500 }], seed: 1 }))
  assert.equal(samples.length, 1500)
  assert.equal(new Set(samples.map(sample => sample.id)).size, 1500)
  assert.deepEqual(
    new Set(samples.map(sample => sample.meta.kind)),
    new Set(['action', 'response', 'restraint', 'state', 'calls']),
  )
  const again = await listed(mix({ parts: [{ source: 'starter', count: 1500 }], seed: 1 }))
  assert.deepEqual(again, samples)
  const other = await listed(mix({ parts: [{ source: 'starter', count: 1500 }], seed: 2 }))
  assert.notDeepEqual(
    other.map(sample => sample.output),
    samples.map(sample => sample.output),
  )
})

test('parts stand mixed, and a part of some kinds gives only these', async () => {
  const samples = await listed(
    mix({
      parts: [
        { source: 'starter', count: 60, kinds: ['state', 'calls'] },
        { source: numbers, count: 60, settings: { sign: 'minus' } },
      ],
      seed: 3,
      onBroken: () => {},
    }),
  )
  const names = samples.map(sample => sample.source)
  assert.equal(names.filter(name => name === 'numbers').length, 60)
  assert.ok(names.slice(0, 60).filter(name => name === 'numbers').length > 15)
  const kinds = samples.filter(sample => sample.source === 'starter').map(sample => sample.meta.kind)
  assert.deepEqual(new Set(kinds), new Set(['state', 'calls']))
  assert.ok(
    samples.filter(sample => sample.source === 'numbers').every(sample => sample.input.startsWith('-')),
  )
})

test('a broken row stops the mix, or is counted and left out', async () => {
  await assert.rejects(listed(pick({ source: numbers, folder: '', seed: 1 })), /row 13: expected luck/)
  const broken: Error[] = []
  const samples = await listed(
    pick({ source: numbers, folder: '', seed: 1, onBroken: error => broken.push(error) }),
  )
  assert.equal(broken.length, 1)
  assert.equal(samples.length, 2 * 5999)
  assert.equal(new Set(samples.map(sample => sample.id)).size, 2 * 5999)
})

test('samples of one row do not follow each other', async () => {
  const samples = await listed(pick({ source: numbers, folder: '', seed: 1, onBroken: () => {} }))
  const neighbours = samples.filter((sample, at) => samples[at - 1]?.input === sample.input)
  assert.ok(neighbours.length < 20)
})

test('unknown settings and sources are named', async () => {
  await assert.rejects(
    listed(pick({ source: numbers, folder: '', seed: 1, settings: { colour: 'red' } })),
    /sign/,
  )
  await assert.rejects(
    listed(pick({ source: numbers, folder: '', seed: 1, settings: { sign: 'red' } })),
    /plus or minus/,
  )
  await assert.rejects(
    listed(mix({ parts: [{ source: 'nothing', count: 1 }], seed: 1 })),
    /expected a source \(starter/,
  )
})

test('interleaving uses every sample once', () => {
  const parts = [...interleave({ sizes: [3, 0, 5], random: pythonRandom(1) })]
  assert.deepEqual(
    [0, 1, 2].map(part => parts.filter(one => one === part).length),
    [3, 0, 5],
  )
})
