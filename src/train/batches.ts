// Which samples each step learns from: samples that begin alike stand together, in an order that a seed decides.
import { pythonRandom } from '../files/python-random.ts'
import type { MaskedSample } from '../tokens/target-mask.ts'

/**
 * `groups` holds places of samples that share their instruction, neighbours by prompt next to each other. A batch has
 * `batch` samples in bundles of `bundle` from one group, a bundle has chains of `chain` neighbours: steps of one dialogue,
 * mostly, whose prompts share more than the instruction. Only the last batch of an epoch may be shorter. Every sample comes
 * once an epoch.
 */
export type BatchPlan = { groups: number[][]; batch: number; bundle: number; chain: number; seed: number }

/** The groups of a plan, from the instruction of each sample and its tokens. */
export function groupSamples(
  samples: readonly Pick<MaskedSample, 'ids'>[],
  instructions: readonly string[],
): number[][] {
  const groups = new Map<string, number[]>()
  instructions.forEach((instruction, place) => {
    const group = groups.get(instruction)
    if (group) group.push(place)
    else groups.set(instruction, [place])
  })
  for (const group of groups.values())
    group.sort((a, b) => compare(samples[a]!.ids, samples[b]!.ids) || a - b)
  return [...groups.values()]
}

function compare(a: Int32Array, b: Int32Array): number {
  const end = Math.min(a.length, b.length)
  for (let at = 0; at < end; at++) if (a[at] !== b[at]) return a[at]! - b[at]!
  return a.length - b.length
}

/** The batches of epoch 0, 1, …; the same for the same plan. */
export function epochBatches({ groups, batch, bundle, chain, seed }: BatchPlan, epoch: number): number[][] {
  const random = pythonRandom(BigInt(seed) * 1_000_003n + BigInt(epoch))
  const whole: number[][] = []
  const ragged: number[][] = []
  for (const group of groups) {
    // Chains begin elsewhere in every epoch, so that no two samples always come together.
    const chains = cut(group, chain, random.randrange(chain))
    random.shuffle(chains)
    for (const piece of cut(chains.flat(), bundle)) (piece.length === bundle ? whole : ragged).push(piece)
  }
  random.shuffle(whole)
  random.shuffle(ragged)
  // The longer first, so that ragged bundles break up as few others as can be.
  ragged.sort((a, b) => b.length - a.length)
  const batches = cut([...whole, ...ragged].flat(), batch)
  const short = batches.at(-1)?.length === batch ? [] : batches.splice(-1)
  random.shuffle(batches)
  return [...batches, ...short]
}

/** Pieces of `size`; the first has `first` items where that is not 0, the last what is left. */
function cut(items: readonly number[], size: number, first = 0): number[][] {
  const pieces = first > 0 ? [items.slice(0, first)] : []
  for (let at = first; at < items.length; at += size) pieces.push(items.slice(at, at + size))
  return pieces
}

/** A function that gives the batch of step 1, 2, …; steps may be asked in any order. */
export function batchesByStep(plan: BatchPlan): (step: number) => number[] {
  const samples = plan.groups.reduce((sum, group) => sum + group.length, 0)
  const perEpoch = Math.ceil(samples / plan.batch)
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
