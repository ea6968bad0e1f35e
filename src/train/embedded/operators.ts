// The operators that a Llama and its way back are written in, under the names the formulas use.
import type { GraphBuilder, Value } from './graph.ts'

export type Operators = ReturnType<typeof operatorsOf>

/** `transposeA`, `transposeB`: take the transpose of that factor. `scale` multiplies the product. */
export type ProductOptions = { transposeA?: boolean; transposeB?: boolean; scale?: number }

export function operatorsOf(graph: GraphBuilder) {
  function productAttributes({ transposeA, transposeB, scale }: ProductOptions) {
    return { transA: transposeA ? 1 : 0, transB: transposeB ? 1 : 0, alpha: { float: scale ?? 1 } }
  }

  function reshape(x: Value, ...shape: number[]): Value {
    return graph.node('Reshape', [x, graph.integers(...shape)])
  }

  return {
    add: (a: Value, b: Value) => graph.node('Add', [a, b]),
    subtract: (a: Value, b: Value) => graph.node('Sub', [a, b]),
    multiply: (a: Value, b: Value) => graph.node('Mul', [a, b]),
    negate: (a: Value) => graph.node('Neg', [a]),
    sigmoid: (a: Value) => graph.node('Sigmoid', [a]),
    exponential: (a: Value) => graph.node('Exp', [a]),
    scalar: graph.scalar,
    /** -1 stands for what is left over, 0 for the dimension as it was. */
    reshape,
    /** Sums over the last dimension, which stays with length 1. */
    sumRows: (a: Value) => graph.node('ReduceSum', [a, graph.integers(-1)], { attributes: { keepdims: 1 } }),
    sumAll: (a: Value) => graph.node('ReduceSum', [a], { attributes: { keepdims: 0 } }),
    softmax: (a: Value) => graph.node('Softmax', [a], { attributes: { axis: -1 } }),
    logSoftmax: (a: Value) => graph.node('LogSoftmax', [a], { attributes: { axis: -1 } }),
    swapFirstTwo: (a: Value) => graph.node('Transpose', [a], { attributes: { perm: [1, 0, 2] } }),
    takeRows: (a: Value, rows: Value) => graph.node('Gather', [a, rows], { attributes: { axis: 0 } }),
    concat: (parts: Value[], axis: number) =>
      parts.length === 1 ? (parts[0] as Value) : graph.node('Concat', parts, { attributes: { axis } }),
    /** The whole matrix, several times below itself. */
    repeatRows: (a: Value, times: number) => graph.node('Tile', [a, graph.integers(times, 1)]),
    split: (a: Value, sizes: number[], axis: number) =>
      sizes.length === 1
        ? [a]
        : graph.nodes('Split', [a, graph.integers(...sizes)], sizes.length, { attributes: { axis } }),
    /** In `count` parts whose sizes are only known when the graph runs. */
    splitBy: (a: Value, sizes: Value, { axis, count }: { axis: number; count: number }) =>
      count === 1 ? [a] : graph.nodes('Split', [a, sizes], count, { attributes: { axis } }),
    /** The part of [n, rows, m] before row `end` ([1]). */
    firstRows: (a: Value, end: Value) => graph.node('Slice', [a, graph.integers(0), end, graph.integers(1)]),
    /** Zeros around `a`: for each dimension how many before it, then for each how many after. */
    pad: (a: Value, padding: Value) => graph.node('Pad', [a, padding]),
    /** The product of two matrices, plus `added` where given. */
    product(a: Value, b: Value, options: ProductOptions & { added?: Value } = {}): Value {
      const inputs = options.added === undefined ? [a, b] : [a, b, options.added]
      return graph.node('Gemm', inputs, { attributes: productAttributes(options) })
    },
    /** Products of two stacks of matrices, one by one. */
    products(a: Value, b: Value, options: ProductOptions = {}): Value {
      return graph.node('FusedMatMul', [a, b], {
        domain: 'com.microsoft',
        attributes: productAttributes(options),
      })
    },
    /** x / sqrt(mean(x²) + epsilon) * weight, and the factor 1 / sqrt(…) of each row. */
    rootMeanSquareNorm(x: Value, weight: Value, epsilon: number): [Value, Value] {
      return graph.nodes('SimplifiedLayerNormalization', [x, weight], 2, {
        attributes: { axis: -1, epsilon: { float: epsilon }, stash_type: 1 },
      }) as [Value, Value]
    },
    /** Turns neighbouring pairs of values, [1, T, heads * headSize], by the angle of their position. */
    rotate(x: Value, angles: { positions: Value; cosines: Value; sines: Value }): Value {
      return graph.node('RotaryEmbedding', [x, angles.positions, angles.cosines, angles.sines], {
        domain: 'com.microsoft',
        attributes: { interleaved: 1 },
      })
    },
    /** The values at `places` ([M, 2]: row, column). */
    takeAt: (a: Value, places: Value) => graph.node('GatherND', [a, places]),
    /** Adds `values` ([M]) at `places` ([M, 2]), each place named once: onnxruntime adds in no fixed order. */
    addAt: (a: Value, places: Value, values: Value) =>
      graph.node('ScatterND', [a, places, values], { attributes: { reduction: { text: 'add' } } }),
    /** Adds the rows of `values` to the rows `rows` of `a`, each named once. */
    addAtRows: (a: Value, rows: Value, values: Value) =>
      graph.node('ScatterND', [a, reshape(rows, -1, 1), values], {
        attributes: { reduction: { text: 'add' } },
      }),
  }
}
