// Packs: every sample is a path through the tree, shared beginnings once, and no pack is larger than asked.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { TokenSample } from '../../../src/train/embedded/contract.ts'
import { lossFeeds, rowFeeds } from '../../../src/train/embedded/feeds.ts'
import { type Pack, packSamples } from '../../../src/train/embedded/pack.ts'
import { sample } from './tiny.ts'

/** What is learnt, as text: the tokens before, the target, and how often. */
function learntIn(samples: readonly TokenSample[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const { ids, learnt } of samples)
    ids.forEach((id, i) => {
      const key = `${ids.slice(0, i).join(' ')} > ${id}`
      if (i > 0 && learnt[i] === 1) counts.set(key, (counts.get(key) ?? 0) + 1)
    })
  return counts
}

function pathTo({ ids, parents }: Pack, row: number): number[] {
  return row < 0 ? [] : [...pathTo({ ids, parents } as Pack, parents[row]!), ids[row]!]
}

function learntInPacks(packs: Pack[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const pack of packs)
    for (const { row, token, count } of pack.targets) {
      const key = `${pathTo(pack, row).join(' ')} > ${token}`
      counts.set(key, (counts.get(key) ?? 0) + count)
    }
  return counts
}

const sorted = (counts: Map<string, number>) => [...counts].sort()

test('shared beginnings are computed once, and nothing behind the last target', () => {
  const [pack, ...rest] = packSamples(
    [
      sample('a', [1, 2, 3, 4, 5], 3),
      sample('b', [1, 2, 3, 9], 3),
      { ...sample('c', [1, 2, 3, 4, 6, 7], 4) },
    ],
    100,
  )
  assert.equal(rest.length, 0)
  assert.deepEqual(pack!.ids, [1, 2, 3, 4, 6])
  assert.deepEqual(pack!.parents, [-1, 0, 1, 2, 3])
  assert.deepEqual(pack!.positions, [0, 1, 2, 3, 4])
})

test('samples that are alike count twice', () => {
  const [pack] = packSamples([sample('a', [1, 2, 3], 1), sample('b', [1, 2, 3], 2)], 100)
  assert.deepEqual(pack!.targets, [
    { row: 0, token: 2, count: 1 },
    { row: 1, token: 3, count: 2 },
  ])
})

test('random samples: all that is learnt is in the packs, from the same tokens, and packs keep to their size', () => {
  let state = 7
  const random = (below: number) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return Math.floor((state / 4294967296) * below)
  }
  for (let round = 0; round < 200; round++) {
    const samples = Array.from({ length: 1 + random(8) }, (_, i): TokenSample => {
      const ids = Int32Array.from({ length: 2 + random(12) }, () => random(3))
      const learnt = Uint8Array.from(ids, () => random(2))
      learnt[ids.length - 1] = random(3) === 0 ? 0 : 1
      return { id: String(i), ids, learnt }
    })
    const maxRows = 14 + random(30)
    const packs = packSamples(samples, maxRows)
    assert.deepEqual(sorted(learntInPacks(packs)), sorted(learntIn(samples)))
    for (const pack of packs) {
      assert.ok(pack.ids.length <= maxRows)
      pack.parents.forEach((parent, row) => {
        assert.ok(parent < row)
        assert.equal(pack.positions[row], parent < 0 ? 0 : pack.positions[parent]! + 1)
      })
    }
  }
})

test('a row sees its ancestors and itself', () => {
  const [pack] = packSamples([sample('a', [1, 2, 3, 4], 1), sample('b', [1, 2, 5, 6, 7], 1)], 100)
  const feeds = rowFeeds(pack!)
  const seen = Array.from({ length: 4 }, (_, i) => feeds[`mask_${i}`]!).flatMap(({ data, dimensions }) =>
    Array.from({ length: dimensions[0]! }, (_, row) =>
      [...(data as Float32Array).slice(row * dimensions[1]!, (row + 1) * dimensions[1]!)].flatMap(
        (value, at) => (value === 0 ? [at] : []),
      ),
    ),
  )
  assert.deepEqual(pack!.ids, [1, 2, 3, 5, 6])
  assert.deepEqual(seen, [[0], [0, 1], [0, 1, 2], [0, 1, 3], [0, 1, 3, 4]])
})

test('the weights of all places are one', () => {
  const samples = [
    sample('a', [1, 2, 3, 4], 1),
    sample('b', [1, 2, 5, 6, 7], 2),
    sample('c', [1, 2, 3, 4], 3),
  ]
  const learnt = 3 + 3 + 1
  const sum = (name: string) =>
    packSamples(samples, 4)
      .flatMap(pack => [...(lossFeeds(pack, learnt)[name]!.data as Float32Array)])
      .reduce((a, b) => a + b, 0)
  assert.ok(Math.abs(sum('place_weights') - 1) < 1e-6)
  assert.ok(Math.abs(sum('row_weights') - 1) < 1e-6)
})
