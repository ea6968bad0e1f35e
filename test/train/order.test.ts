// What stands beside the engine: batches that share their beginning, learning rates, samples held out.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type BatchPlan, batchesByStep, epochBatches } from '../../src/train/batches.ts'
import { holdOut } from '../../src/train/hold-out.ts'
import { learningRateAt, SCHEDULES } from '../../src/train/schedule.ts'

/** 53 samples in 4 groups, each sample one of the steps of a dialogue. */
const keys = Array.from({ length: 53 }, (_, i) => `group ${i % 4}`)
const clusters = keys.map((_, i) => `dialogue ${(i % 4) + 4 * (Math.floor(i / 4) % 4)}`)
const plan: BatchPlan = { keys, clusters, batch: 8, bundle: 4, seed: 3 }

test('an epoch has every sample once, in whole batches but the last', () => {
  for (const epoch of [0, 1]) {
    const batches = epochBatches(plan, epoch)
    assert.deepEqual(
      batches.flat().sort((a, b) => a - b),
      [...keys.keys()],
    )
    assert.deepEqual(
      batches.map(batch => batch.length),
      [8, 8, 8, 8, 8, 8, 5],
    )
  }
  assert.notDeepEqual(epochBatches(plan, 0), epochBatches(plan, 1))
  assert.notDeepEqual(epochBatches(plan, 0), epochBatches({ ...plan, seed: 4 }, 0))
})

test('samples of a batch share their instruction by bundles, and steps of a dialogue stand side by side', () => {
  const names = (batch: number[], of: string[]) => new Set(batch.map(place => of[place])).size
  const whole = epochBatches({ ...plan, bundle: 8 }, 0).filter(batch => names(batch, keys) === 1)
  assert.ok(whole.length >= 4)
  // Eight samples drawn at random would come from nearly all of a group's four dialogues.
  assert.ok(whole.every(batch => names(batch, clusters) <= 3))
})

test('a batch depends on its step alone', () => {
  const forward = batchesByStep(plan)
  const all = Array.from({ length: 30 }, (_, i) => forward(i + 1))
  const again = batchesByStep(plan)
  for (const step of [30, 1, 8, 7, 22]) assert.deepEqual(again(step), all[step - 1])
  assert.equal(batchesByStep({ ...plan, keys: ['only'], clusters: ['one'] })(9).length, 1)
})

test('the learning rate rises over the warm-up and falls to the floor, learning at both ends', () => {
  const at = (step: number, kind: (typeof SCHEDULES)[number], floor = 0) =>
    learningRateAt(step, { peak: 1, steps: 12, schedule: { kind, warmup: 2, floor } })
  for (const kind of SCHEDULES) assert.deepEqual([at(1, kind), at(2, kind), at(3, kind)], [0.5, 1, 1])
  assert.equal(at(8, 'linear'), 0.5)
  assert.ok(Math.abs(at(8, 'linear', 0.2) - 0.6) < 1e-12)
  assert.ok(Math.abs(at(8, 'cosine') - 0.5) < 1e-12)
  assert.ok(Math.abs(at(12, 'linear') - 0.1) < 1e-12)
  assert.equal(at(12, 'constant'), 1)
  assert.equal(learningRateAt(1, { peak: 3, steps: 1, schedule: { kind: 'cosine', warmup: 0, floor: 0 } }), 3)
})

test('whole clusters are held out, and something is left to learn', () => {
  const items = Array.from({ length: 20 }, (_, i) => ({ i, cluster: `c${i % 6}` }))
  const split = (count: number, seed = 1) =>
    holdOut(items, { count, seed, clusterOf: ({ cluster }) => cluster })
  const { taught, held } = split(5)
  assert.ok(held.length >= 5 && held.length < 9)
  const heldClusters = new Set(held.map(({ cluster }) => cluster))
  assert.ok(taught.every(({ cluster }) => !heldClusters.has(cluster)))
  assert.equal(taught.length + held.length, 20)
  assert.deepEqual(split(5), split(5))
  assert.throws(() => split(20), /hold out fewer, or bring more samples/)
})
