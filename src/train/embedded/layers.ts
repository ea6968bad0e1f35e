// The parts of a Llama layer, each with its way back: from the gradient of what it gives to that of what it took.
import type { LlamaShape } from '../../weights/llama.ts'
import type { Value } from './graph.ts'
import type { Operators } from './operators.ts'

/** `back` gives the gradient of `x`; what a layer learns it puts aside itself. */
export type Step = { output: Value; back: (gradient: Value) => Value }

/** Adds to `sum` where there is one, so that several ways back to one value end in their sum. */
export type LinearStep = { output: Value; back: (gradient: Value, sum?: Value) => Value }

export function normStep(
  ops: Operators,
  x: Value,
  { weight, shape }: { weight: Value; shape: LlamaShape },
): Step {
  const [output, inverse] = ops.rootMeanSquareNorm(x, weight, shape.epsilon)
  // With y = x * inverse * weight: dx = inverse * (dy * weight) - x * inverse² * mean(dy * y).
  function back(gradient: Value): Value {
    const mean = ops.multiply(ops.sumRows(ops.multiply(gradient, output)), ops.scalar(1 / shape.width))
    const direct = ops.multiply(ops.multiply(gradient, weight), inverse)
    return ops.subtract(direct, ops.multiply(x, ops.multiply(mean, ops.multiply(inverse, inverse))))
  }
  return { output, back }
}

/** The two small matrices of one adapted layer; `learn` takes their gradients. */
export type Adapter = { a: Value; b: Value; scale: number; learn: (a: Value, b: Value) => void }

/** y = x Wᵀ + scale * (x Aᵀ) Bᵀ. W itself is not learnt. */
export function linearStep(
  ops: Operators,
  x: Value,
  { weight, adapter }: { weight: Value; adapter: Adapter | undefined },
): LinearStep {
  const base = ops.product(x, weight, { transposeB: true })
  const baseBack = (gradient: Value, sum?: Value) =>
    ops.product(gradient, weight, sum === undefined ? {} : { added: sum })
  if (!adapter) return { output: base, back: baseBack }
  const { a, b, scale, learn } = adapter
  const inner = ops.product(x, a, { transposeB: true })
  function back(gradient: Value, sum?: Value): Value {
    const innerGradient = ops.product(gradient, b, { scale })
    learn(
      ops.product(innerGradient, x, { transposeA: true }),
      ops.product(gradient, inner, { transposeA: true, scale }),
    )
    return ops.product(innerGradient, a, { added: baseBack(gradient, sum) })
  }
  return { output: ops.product(inner, b, { transposeB: true, scale, added: base }), back }
}

/** What attention needs to know of the rows: their angles, and what each may see ([T, T], added to the scores). */
export type Rows = { positions: Value; cosines: Value; sines: Value; negativeSines: Value; mask: Value }

/**
 * Softmax(q kᵀ / sqrt(headSize) + mask) v with rotated q and k. The query heads that share keys are stacked as rows
 * above each other, so keys and values are never repeated, and their gradients sum over the group by themselves.
 */
export function attentionStep(
  ops: Operators,
  { q, k, v }: { q: Value; k: Value; v: Value },
  { shape, rows }: { shape: LlamaShape; rows: Rows },
): { output: Value; back: (gradient: Value) => { q: Value; k: Value; v: Value } } {
  const { heads, kvHeads, headSize } = shape
  const scale = 1 / Math.sqrt(headSize)

  function rotated(x: Value, count: number, sines: Value): Value {
    const batch = ops.reshape(x, 1, -1, count * headSize)
    const { positions, cosines } = rows
    return ops.reshape(ops.rotate(batch, { positions, cosines, sines }), -1, count * headSize)
  }
  /** [T, count * headSize] to [kvHeads, count / kvHeads * T, headSize]. */
  function byHead(x: Value, count: number): Value {
    const stacked = ops.swapFirstTwo(ops.reshape(x, 0, count, headSize))
    return count === kvHeads ? stacked : ops.reshape(stacked, kvHeads, -1, headSize)
  }
  function byRow(x: Value, count: number): Value {
    const stacked = count === kvHeads ? x : ops.reshape(x, count, -1, headSize)
    return ops.reshape(ops.swapFirstTwo(stacked), -1, count * headSize)
  }

  const queries = byHead(rotated(q, heads, rows.sines), heads)
  const keys = byHead(rotated(k, kvHeads, rows.sines), kvHeads)
  const values = byHead(v, kvHeads)
  const scores = ops.add(ops.products(queries, keys, { transposeB: true, scale }), rows.mask)
  const weights = ops.softmax(scores)
  const mixed = ops.products(weights, values)

  function back(gradient: Value) {
    const mixedGradient = byHead(gradient, heads)
    const weightsGradient = ops.products(mixedGradient, values, { transposeB: true })
    // The softmax's way back subtracts sum(dP * P) of each row, which equals the shorter sum(dO * O).
    const drift = ops.sumRows(ops.multiply(mixedGradient, mixed))
    const scoresGradient = ops.multiply(weights, ops.subtract(weightsGradient, drift))
    const queriesGradient = ops.products(scoresGradient, keys, { scale })
    const keysGradient = ops.products(scoresGradient, queries, { transposeA: true, scale })
    const valuesGradient = ops.products(weights, mixedGradient, { transposeA: true })
    return {
      q: rotated(byRow(queriesGradient, heads), heads, rows.negativeSines),
      k: rotated(byRow(keysGradient, kvHeads), kvHeads, rows.negativeSines),
      v: byRow(valuesGradient, kvHeads),
    }
  }
  return { output: byRow(mixed, heads), back }
}

/** silu(gate) * up, with silu(x) = x * sigmoid(x). */
export function gatedStep(
  ops: Operators,
  { gate, up }: { gate: Value; up: Value },
): { output: Value; back: (gradient: Value) => { gate: Value; up: Value } } {
  const sigmoid = ops.sigmoid(gate)
  const silu = ops.multiply(gate, sigmoid)
  function back(gradient: Value) {
    // silu' = sigmoid + silu * (1 - sigmoid)
    const slope = ops.add(sigmoid, ops.multiply(silu, ops.subtract(ops.scalar(1), sigmoid)))
    return {
      gate: ops.multiply(ops.multiply(gradient, up), slope),
      up: ops.multiply(gradient, silu),
    }
  }
  return { output: ops.multiply(silu, up), back }
}
