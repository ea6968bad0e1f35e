// Attention and its way back, in blocks of rows: a block only meets the rows before its end, which saves half the work.
import type { LlamaShape } from '../../weights/llama.ts'
import type { Value } from './graph.ts'
import type { Operators } from './operators.ts'

/** How many blocks the rows of a pack are cut into, of nearly the same length. */
export const BLOCKS = 4

/** How far each row is turned: tables of angles, and which line of them is a row's. */
export type Angles = { positions: Value; cosines: Value; sines: Value; negativeSines: Value }

/**
 * Some rows that ask, and the first `end` rows that answer (all, where it is not given). `mask` is added to the
 * scores; `padding` brings the gradient of the answering rows back to the length of all.
 */
export type Block = { mask: Value; reach: { end: Value; padding: Value } | undefined }

/** The asking rows in blocks of `sizes` rows each. Both kinds of row have their angles. */
export type Sight = { blocks: Block[]; sizes: Value; asking: Angles; answering: Angles }

export type AttentionStep = { output: Value; back: (gradient: Value) => { q: Value; k: Value; v: Value } }

/**
 * Softmax(q kᵀ / sqrt(headSize) + mask) v with rotated q and k. The query heads that share keys are stacked as rows
 * above each other, so keys and values are never repeated, and their gradients sum over the group by themselves.
 */
export function attentionStep(
  ops: Operators,
  { q, k, v }: { q: Value; k: Value; v: Value },
  { shape, sight }: { shape: LlamaShape; sight: Sight },
): AttentionStep {
  const { heads, kvHeads, headSize } = shape
  const { blocks, sizes, asking, answering } = sight

  /** [rows, count * headSize] to [count, rows, headSize]. */
  const byHead = (x: Value, count: number) => ops.swapFirstTwo(ops.reshape(x, 0, count, headSize))
  const byRow = (x: Value, count: number) => ops.reshape(ops.swapFirstTwo(x), -1, count * headSize)
  /** [heads, rows, headSize] to one value for each block, [kvHeads, heads / kvHeads * rows of the block, headSize]. */
  const inBlocks = (x: Value) =>
    ops
      .splitBy(x, sizes, { axis: 1, count: blocks.length })
      .map(part => ops.reshape(part, kvHeads, -1, headSize))
  const outOfBlocks = (parts: Value[]) =>
    ops.concat(
      parts.map(part => ops.reshape(part, heads, -1, headSize)),
      1,
    )

  const queries = inBlocks(byHead(rotated(ops, q, heads * headSize, asking), heads))
  const keys = byHead(rotated(ops, k, kvHeads * headSize, answering), kvHeads)
  const values = byHead(v, kvHeads)
  const steps = blocks.map((block, i) =>
    blockStep(ops, { queries: queries[i] as Value, keys, values }, { block, scale: 1 / Math.sqrt(headSize) }),
  )

  function back(gradient: Value) {
    const gradients = inBlocks(byHead(gradient, heads))
    const parts = steps.map((step, i) => step.back(gradients[i] as Value))
    const sum = (parts: Value[]) => parts.reduce((a, b) => ops.add(a, b))
    const unrotated = (x: Value, count: number, angles: Angles) =>
      rotated(ops, byRow(x, count), count * headSize, { ...angles, sines: angles.negativeSines })
    return {
      q: unrotated(outOfBlocks(parts.map(part => part.queries)), heads, asking),
      k: unrotated(sum(parts.map(part => part.keys)), kvHeads, answering),
      v: byRow(sum(parts.map(part => part.values)), kvHeads),
    }
  }
  return { output: byRow(outOfBlocks(steps.map(step => step.output)), heads), back }
}

function rotated(ops: Operators, x: Value, width: number, { positions, cosines, sines }: Angles): Value {
  const batch = ops.reshape(x, 1, -1, width)
  return ops.reshape(ops.rotate(batch, { positions, cosines, sines }), -1, width)
}

type Heads = { queries: Value; keys: Value; values: Value }

function blockStep(
  ops: Operators,
  { queries, keys, values }: Heads,
  { block: { mask, reach }, scale }: { block: Block; scale: number },
): { output: Value; back: (gradient: Value) => Heads } {
  const reached = (x: Value) => (reach ? ops.firstRows(x, reach.end) : x)
  const extended = (x: Value) => (reach ? ops.pad(x, reach.padding) : x)
  const nearKeys = reached(keys)
  const nearValues = reached(values)
  const scores = ops.add(ops.products(queries, nearKeys, { transposeB: true, scale }), mask)
  const weights = ops.softmax(scores)
  const output = ops.products(weights, nearValues)

  function back(gradient: Value): Heads {
    const weightsGradient = ops.products(gradient, nearValues, { transposeB: true })
    // The softmax's way back subtracts sum(dP * P) of each row, which equals the shorter sum(dO * O).
    const drift = ops.sumRows(ops.multiply(gradient, output))
    const scoresGradient = ops.multiply(weights, ops.subtract(weightsGradient, drift))
    return {
      queries: ops.products(scoresGradient, nearKeys, { scale }),
      keys: extended(ops.products(scoresGradient, queries, { transposeA: true, scale })),
      values: extended(ops.products(weights, gradient, { transposeA: true })),
    }
  }
  return { output, back }
}
