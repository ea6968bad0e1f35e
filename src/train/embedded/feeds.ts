// A pack as the arrays that the graph takes.
import type { Pack } from './pack.ts'

/** Dimensions beside the values, as onnxruntime's tensors want them. */
export type Feed = { data: Float32Array | BigInt64Array; dimensions: number[] }

/** Added to a score it makes the weight exactly zero, and it stays finite where a row meets it everywhere. */
const UNSEEN = -1e9

/** Inputs of both kinds of graph: what the rows are, what each sees, and which of them predict. */
export function rowFeeds({ ids, parents, positions, targets }: Pack): Record<string, Feed> {
  const count = ids.length
  return {
    ids: integers(ids),
    positions: integers(positions, [1, count]),
    mask: { data: sight(parents), dimensions: [count, count] },
    rows: integers(predictingRows(targets)),
  }
}

/** Inputs of the loss; `learnt` counts the targets of the whole batch, whose mean is the loss. */
export function lossFeeds({ targets }: Pack, learnt: number): Record<string, Feed> {
  const rows = predictingRows(targets)
  const indexes = new Map(rows.map((row, i) => [row, i]))
  const rowWeights = new Float32Array(rows.length)
  for (const { row, count } of targets) rowWeights[indexes.get(row)!]! += count / learnt
  return {
    row_weights: { data: rowWeights, dimensions: [rows.length, 1] },
    places: integers(
      targets.flatMap(({ row, token }) => [indexes.get(row)!, token]),
      [targets.length, 2],
    ),
    place_weights: {
      data: Float32Array.from(targets, ({ count }) => count / learnt),
      dimensions: [targets.length],
    },
  }
}

function predictingRows(targets: Pack['targets']): number[] {
  return [...new Set(targets.map(({ row }) => row))]
}

/** A row sees what its parent sees, and itself. Parents come before their children. */
function sight(parents: number[]): Float32Array {
  const count = parents.length
  const mask = new Float32Array(count * count)
  parents.forEach((parent, row) => {
    const start = row * count
    if (parent < 0) mask.fill(UNSEEN, start, start + count)
    else mask.copyWithin(start, parent * count, (parent + 1) * count)
    mask[start + row] = 0
  })
  return mask
}

function integers(numbers: number[], dimensions: number[] = [numbers.length]): Feed {
  return { data: BigInt64Array.from(numbers, BigInt), dimensions }
}
