// Samples packed into few rows: beginnings that samples share are computed once, and every sample is a branch of a tree.
import type { TokenSample } from './contract.ts'

/** Rows that are computed together; each sees itself and its ancestors. */
export type Pack = {
  ids: number[]
  /** The row before, in its sample; -1 for a first token. */
  parents: number[]
  /** How far the row is from its sample's start. */
  positions: number[]
  /** What the rows predict, each pair of row and token once, in the order of rows. */
  targets: Target[]
}

/** `count` samples learn that `token` follows `row`. */
export type Target = { row: number; token: number; count: number }

/**
 * What T rows cost against what one row costs: attention grows with T² (all pairs are computed, then masked), and every
 * run has the price of some rows. Measured on SmolLM2-135M; only how samples are cut into packs hangs on it.
 */
const PAIRS_PER_ROW = 1500
const ROWS_PER_RUN = 6

function cost(rows: number): number {
  return ROWS_PER_RUN + rows + rows ** 2 / PAIRS_PER_ROW
}

/** Cuts samples into packs of at most `maxRows` rows, at the least cost among packs of neighbours in sorted order. */
export function packSamples(samples: readonly TokenSample[], maxRows: number): Pack[] {
  const sorted = samples
    .map(({ ids, learnt }) => branch(ids, learnt))
    .filter(({ inputs }) => inputs.length > 0)
    .sort((a, b) => compareIds(a.inputs, b.inputs))
  const shared = sorted.map(({ inputs }, i) => (i === 0 ? 0 : sharedLength(sorted[i - 1]!.inputs, inputs)))
  const lengths = sorted.map(({ inputs }) => inputs.length)
  return cheapestCuts({ lengths, shared, maxRows }).map(({ from, to }) =>
    growPack(sorted.slice(from, to), shared.slice(from, to)),
  )
}

/** A sample as far as its last target: what predicts nothing is not computed. */
type Branch = { inputs: Int32Array; ids: Int32Array; learnt: Uint8Array }

function branch(ids: Int32Array, learnt: Uint8Array): Branch {
  return { inputs: ids.subarray(0, Math.max(0, learnt.lastIndexOf(1))), ids, learnt }
}

function compareIds(a: Int32Array, b: Int32Array): number {
  const at = sharedLength(a, b)
  return at < a.length && at < b.length ? a[at]! - b[at]! : a.length - b.length
}

function sharedLength(a: Int32Array, b: Int32Array): number {
  const end = Math.min(a.length, b.length)
  let at = 0
  while (at < end && a[at] === b[at]) at++
  return at
}

/** The best way to cut a row of samples, found from the front: the best cut before `to` ends in some last pack. */
function cheapestCuts({
  lengths,
  shared,
  maxRows,
}: {
  lengths: number[]
  shared: number[]
  maxRows: number
}) {
  const best = [{ total: 0, from: 0 }]
  for (let to = 1; to <= lengths.length; to++) {
    let rows = 0
    let choice = { total: Number.POSITIVE_INFINITY, from: to - 1 }
    for (let from = to - 1; from >= 0; from--) {
      // Put in front, sample `from` is whole, and the one behind it loses what both share.
      rows += lengths[from]! - (from + 1 < to ? shared[from + 1]! : 0)
      if (rows > maxRows && from < to - 1) break
      const total = best[from]!.total + cost(rows)
      if (total < choice.total) choice = { total, from }
    }
    best.push(choice)
  }
  const cuts: { from: number; to: number }[] = []
  for (let to = lengths.length; to > 0; to = best[to]!.from) cuts.push({ from: best[to]!.from, to })
  return cuts.reverse()
}

/** Sorted samples meet their common beginning in the sample just before, so its rows are at hand. */
function growPack(branches: Branch[], shared: number[]): Pack {
  const pack: Pack = { ids: [], parents: [], positions: [], targets: [] }
  const targets = new Map<number, Map<number, number>>()
  let path: number[] = []
  branches.forEach(({ inputs, ids, learnt }, i) => {
    path = path.slice(0, i === 0 ? 0 : shared[i])
    for (let position = path.length; position < inputs.length; position++) {
      pack.parents.push(path.at(-1) ?? -1)
      path.push(pack.ids.push(inputs[position]!) - 1)
      pack.positions.push(position)
    }
    for (let at = 1; at <= inputs.length; at++) if (learnt[at] === 1) count(path[at - 1]!, ids[at]!)
  })
  for (const row of [...targets.keys()].sort((a, b) => a - b))
    for (const [token, count] of targets.get(row)!) pack.targets.push({ row, token, count })
  return pack

  function count(row: number, token: number): void {
    const tokens = targets.get(row) ?? new Map<number, number>()
    targets.set(row, tokens.set(token, (tokens.get(token) ?? 0) + 1))
  }
}
