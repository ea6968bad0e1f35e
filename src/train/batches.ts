// Which samples each step learns from: those that share most of their prompt stand together, in an order that a seed decides.
import { pythonRandom } from '../files/python-random.ts'

/**
 * `keys` names each sample's group (what its prompt begins with) and `clusters` its dialogue (which shares more). A batch
 * has `batch` samples in bundles of `bundle` from one group, those of a dialogue side by side; only the last of an epoch
 * may be shorter. Every sample comes once an epoch.
 */
export type BatchPlan = {
  keys: readonly string[]
  clusters: readonly string[]
  batch: number
  bundle: number
  seed: number
}

/** The samples (their places in `keys`) of the batches of epoch 0, 1, …; the same for the same plan. */
export function epochBatches({ keys, clusters, batch, bundle, seed }: BatchPlan, epoch: number): number[][] {
  const random = pythonRandom(BigInt(seed) * 1_000_003n + BigInt(epoch))
  const whole: number[][] = []
  const ragged: number[][] = []
  const places = [...keys.keys()]
  for (const members of groupBy(places, place => keys[place]!)) {
    const dialogues = groupBy(members, place => clusters[place]!)
    random.shuffle(dialogues)
    const group = dialogues.flat()
    for (let at = 0; at < group.length; at += bundle) {
      const piece = group.slice(at, at + bundle)
      ;(piece.length === bundle ? whole : ragged).push(piece)
    }
  }
  random.shuffle(whole)
  // Ragged bundles last, the longer first, so that they break up as few whole ones as can be.
  random.shuffle(ragged)
  ragged.sort((a, b) => b.length - a.length)
  const order = [...whole, ...ragged].flat()
  const batches: number[][] = []
  for (let at = 0; at < order.length; at += batch) batches.push(order.slice(at, at + batch))
  const short = batches.at(-1)?.length === batch ? [] : batches.splice(-1)
  random.shuffle(batches)
  return [...batches, ...short]
}

function groupBy(places: number[], keyOf: (place: number) => string): number[][] {
  const groups = new Map<string, number[]>()
  for (const place of places) {
    const group = groups.get(keyOf(place))
    if (group) group.push(place)
    else groups.set(keyOf(place), [place])
  }
  return [...groups.values()]
}

/** A function that gives the batch of step 1, 2, …; steps may be asked in any order. */
export function batchesByStep(plan: BatchPlan): (step: number) => number[] {
  const perEpoch = Math.ceil(plan.keys.length / plan.batch)
  let epoch = -1
  let batches: number[][] = []
  return step => {
    const wanted = Math.floor((step - 1) / perEpoch)
    if (wanted !== epoch) {
      batches = epochBatches(plan, wanted)
      epoch = wanted
    }
    return batches[(step - 1) % perEpoch] as number[]
  }
}
