// The parts of a Llama layer, each with its way back: from the gradient of what it gives to that of what it took.
import type { LlamaShape } from '../../weights/llama.ts'
import type { Value } from './graph.ts'
import type { Operators } from './operators.ts'

/** `back` gives the gradient of `x`; what a layer learns it puts aside itself. */
export type Step = { output: Value; back: (gradient: Value) => Value }

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

/** A matrix that is learnt; `learn` takes its gradient. */
export type Learnt = { value: Value; learn: (gradient: Value) => void }

/** The two small matrices of one adapted layer. */
export type Adapter = { a: Learnt; b: Learnt; rank: number; scale: number }

export type Linear = { weight: Value; adapter: Adapter | undefined }

/** One output and one gradient for each of several linear layers of one input. */
export type LinearsStep = { outputs: Value[]; back: (gradients: Value[]) => Value }

/**
 * y = x Wᵀ + scale * (x Aᵀ) Bᵀ for each; W itself is not learnt. The A of all lie in one matrix, so their products,
 * which are too narrow to be quick alone, are one.
 */
export function linearsStep(ops: Operators, x: Value, linears: Linear[]): LinearsStep {
  const base = linears.map(({ weight }) => ops.product(x, weight, { transposeB: true }))
  const adapters = linears.map(({ adapter }) => adapter).filter(adapter => adapter !== undefined)

  function baseBack(gradients: Value[], sum: Value | undefined): Value | undefined {
    return linears.reduce(
      (sum, { weight }, i) =>
        ops.product(gradients[i] as Value, weight, sum === undefined ? {} : { added: sum }),
      sum,
    )
  }
  if (adapters.length === 0)
    return { outputs: base, back: gradients => baseBack(gradients, undefined) as Value }

  const ranks = adapters.map(({ rank }) => rank)
  const a = ops.concat(
    adapters.map(({ a }) => a.value),
    0,
  )
  const inner = ops.split(ops.product(x, a, { transposeB: true }), ranks, 1)
  const innerOf = (adapter: Adapter) => inner[adapters.indexOf(adapter)] as Value
  const outputs = linears.map(({ adapter }, i) => {
    const output = base[i] as Value
    if (!adapter) return output
    const { b, scale } = adapter
    return ops.product(innerOf(adapter), b.value, { transposeB: true, scale, added: output })
  })

  function back(gradients: Value[]): Value {
    const gradientOf = (adapter: Adapter) =>
      gradients[linears.findIndex(linear => linear.adapter === adapter)] as Value
    const innerGradient = ops.concat(
      adapters.map(adapter => ops.product(gradientOf(adapter), adapter.b.value, { scale: adapter.scale })),
      1,
    )
    const aGradients = ops.split(ops.product(innerGradient, x, { transposeA: true }), ranks, 0)
    adapters.forEach((adapter, i) => {
      const { a, b, scale } = adapter
      a.learn(aGradients[i] as Value)
      b.learn(ops.product(gradientOf(adapter), innerOf(adapter), { transposeA: true, scale }))
    })
    return baseBack(gradients, ops.product(innerGradient, a)) as Value
  }
  return { outputs, back }
}

export function linearStep(ops: Operators, x: Value, linear: Linear): Step {
  const { outputs, back } = linearsStep(ops, x, [linear])
  return { output: outputs[0] as Value, back: gradient => back([gradient]) }
}

/** silu(gate) * up, with silu(x) = x * sigmoid(x). */
export function gatedStep(
  ops: Operators,
  { gate, up }: { gate: Value; up: Value },
): { output: Value; back: (gradient: Value) => { gate: Value; up: Value } } {
  const sigmoid = ops.sigmoid(gate)
  const silu = ops.multiply(gate, sigmoid)
  const output = ops.multiply(silu, up)
  function back(gradient: Value) {
    // d gate = g * up * (sigmoid + silu * (1 - sigmoid)) = g * (sigmoid * (up - y) + y), with y = silu * up.
    const slope = ops.add(ops.multiply(sigmoid, ops.subtract(up, output)), output)
    return { gate: ops.multiply(gradient, slope), up: ops.multiply(gradient, silu) }
  }
  return { output, back }
}
