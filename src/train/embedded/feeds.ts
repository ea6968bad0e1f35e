// A pack as the arrays that the graph takes.
import { BLOCKS } from './attention.ts'
import type { Slot } from './contract.ts'
import type { Pack } from './pack.ts'

/** Dimensions beside the values, as onnxruntime's tensors want them. */
export type Feed = { data: Float32Array | BigInt64Array | Uint8Array; dimensions: number[] }

/** Added to a score it makes the weight exactly zero, and it stays finite where a row meets it everywhere. */
const UNSEEN = -1e9

/** A flat vector as the matrices of a layout, named by `nameOf`: views, so what is computed into them lies in it. */
export function slotFeeds(
  layout: readonly Slot[],
  vector: Float32Array,
  nameOf: (slot: Slot) => string = ({ name }) => name,
): Record<string, Feed> {
  const entries = layout.map((slot): [string, Feed] => {
    const { rows, columns, offset } = slot
    const data = vector.subarray(offset, offset + rows * columns)
    return [nameOf(slot), { data, dimensions: [rows, columns] }]
  })
  return Object.fromEntries(entries)
}

/**
 * What both kinds of graph take. Of T rows: `ids` and `positions`; who sees whom, in blocks of rows: `block_sizes`, and
 * for block i `mask_i`, and `end_i` and `padding_i` where it does not reach the last row. Of the R rows that predict:
 * `predicting`, which rows these are, their `predicting_positions` and `predicting_mask`.
 */
export function rowFeeds({ ids, parents, positions, targets }: Pack): Record<string, Feed> {
  const count = ids.length
  const ends = Array.from({ length: BLOCKS }, (_, i) => Math.floor(((i + 1) * count) / BLOCKS))
  const masks = blockMasks(parents, ends)
  const predicting = predictingRows(targets)
  const feeds: Record<string, Feed> = {
    ids: integers(ids),
    positions: integers(positions, [1, count]),
    block_sizes: integers(ends.map((end, i) => end - (ends[i - 1] ?? 0))),
    predicting: integers(predicting),
    predicting_positions: integers(
      predicting.map(row => positions[row]!),
      [1, predicting.length],
    ),
    predicting_mask: {
      data: rowMasks(masks, { rows: predicting, count }),
      dimensions: [predicting.length, count],
    },
  }
  masks.forEach(({ start, end, data }, i) => {
    feeds[`mask_${i}`] = { data, dimensions: [end - start, end] }
    if (i === masks.length - 1) return
    feeds[`end_${i}`] = integers([end])
    feeds[`padding_${i}`] = integers([0, 0, 0, 0, count - end, 0])
  })
  return feeds
}

/**
 * What the loss takes; `learnt` counts the targets of the whole batch, whose mean is the loss. `places` ([M, 2]) says
 * which of the R rows should predict which token, `place_weights` how much that counts, `row_weights` ([R, 1]) their
 * sum for each row, and `place_shares` what part of it the place has.
 */
export function lossFeeds({ targets }: Pack, learnt: number): Record<string, Feed> {
  const rows = predictingRows(targets)
  const indexes = new Map(rows.map((row, i) => [row, i]))
  const places = targets.map(({ row, token, count }) => ({ index: indexes.get(row)!, token, count }))
  const counts = rows.map(() => 0)
  for (const { index, count } of places) counts[index]! += count
  return {
    row_weights: floats(
      counts.map(count => count / learnt),
      [rows.length, 1],
    ),
    places: integers(
      places.flatMap(({ index, token }) => [index, token]),
      [places.length, 2],
    ),
    place_weights: floats(places.map(({ count }) => count / learnt)),
    place_shares: floats(places.map(({ index, count }) => count / counts[index]!)),
  }
}

/** Whether the way back is computed, too. */
export function learnsFeed(learns: boolean): Record<string, Feed> {
  return { learns: { data: Uint8Array.of(learns ? 1 : 0), dimensions: [] } }
}

function predictingRows(targets: Pack['targets']): number[] {
  return [...new Set(targets.map(({ row }) => row))]
}

/** What the rows from `start` to before `end` add to their scores: row-major, `end` values each. */
type BlockMask = { start: number; end: number; data: Float32Array }

/** A row sees what its parent sees, and itself. Parents come before their children, so no block looks beyond its end. */
function blockMasks(parents: number[], ends: number[]): BlockMask[] {
  const masks = ends.map((end, i): BlockMask => {
    const start = ends[i - 1] ?? 0
    return { start, end, data: new Float32Array((end - start) * end).fill(UNSEEN) }
  })
  for (const { start, end, data } of masks)
    for (let row = start; row < end; row++) {
      const parent = parents[row]!
      const at = (row - start) * end
      if (parent >= 0) data.set(seenBy(masks, parent), at)
      data[at + row] = 0
    }
  return masks
}

/** The mask of a row up to the row itself, beyond which it sees nothing. */
function seenBy(masks: BlockMask[], row: number): Float32Array {
  const { start, end, data } = masks.find(({ end }) => row < end)!
  const at = (row - start) * end
  return data.subarray(at, at + row + 1)
}

function rowMasks(masks: BlockMask[], { rows, count }: { rows: number[]; count: number }): Float32Array {
  const data = new Float32Array(rows.length * count).fill(UNSEEN)
  rows.forEach((row, i) => {
    data.set(seenBy(masks, row), i * count)
  })
  return data
}

function floats(numbers: number[], dimensions: number[] = [numbers.length]): Feed {
  return { data: Float32Array.from(numbers), dimensions }
}

function integers(numbers: number[], dimensions: number[] = [numbers.length]): Feed {
  return { data: BigInt64Array.from(numbers, BigInt), dimensions }
}
