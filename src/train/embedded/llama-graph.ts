// A Llama with LoRA as one computation: from token ids to the loss on target tokens, and back to the LoRA matrices.
import type { Tensor } from '../../weights/gguf.ts'
import type { LinearKind, LlamaShape } from '../../weights/llama.ts'
import type { Lora, Slot } from './contract.ts'
import { type BuiltGraph, createGraph, type GraphBuilder, type Value } from './graph.ts'
import {
  type Adapter,
  attentionStep,
  gatedStep,
  type LinearStep,
  linearStep,
  normStep,
  type Rows,
  type Step,
} from './layers.ts'
import { layoutSize, loraLayout, loraName } from './layout.ts'
import { type Operators, operatorsOf } from './operators.ts'

/**
 * `train` gives `loss` and `gradient` (flat, as the layout lies), `logits` the logits of the asked rows.
 * Inputs: `theta`; `ids` and `positions` of T rows; `mask` [T, T]; `rows`, the R rows that predict; and for `train`
 * `row_weights` [R, 1], `places` [M, 2] (which of the R rows predicts which token) and `place_weights` [M].
 */
export type GraphKind = 'train' | 'logits'

export type LlamaGraphOptions = {
  shape: LlamaShape
  lora: Pick<Lora, 'rank' | 'alpha' | 'targets'>
  /** The model's tensors by their GGUF names. */
  weights: ReadonlyMap<string, Tensor>
  kind: GraphKind
  lowMemory: boolean
  /** Positions run from 0 to below this. */
  maxTokens: number
}

export function llamaGraph(options: LlamaGraphOptions): BuiltGraph {
  const { shape, kind, lowMemory } = options
  const graph = createGraph('coalm')
  const ops = operatorsOf(graph)
  const weight = (name: string) => graph.weight(name, options.weights.get(name) as Tensor)
  const adapters = adapterInputs(graph, ops, options)
  const rows = rowInputs(graph, ops, options)

  function layer(x: Value, index: number): Step {
    return layerStep(ops, x, {
      shape,
      rows,
      weight: name => weight(`blk.${index}.${name}.weight`),
      adapter: target => adapters.get(index, target),
    })
  }

  let x = ops.takeRows(weight('token_embd.weight'), graph.input('ids', 'int64', ['T']))
  const backs: Step['back'][] = []
  for (let index = 0; index < shape.layers; index++) {
    const before = x
    const step = layer(before, index)
    x = step.output
    backs.push(lowMemory ? gradient => layer(after(ops, before, gradient), index).back(gradient) : step.back)
  }

  const asked = graph.input('rows', 'int64', ['R'])
  const norm = normStep(ops, ops.takeRows(x, asked), { weight: weight('output_norm.weight'), shape })
  const output = linearStep(ops, norm.output, {
    weight: weight(shape.isTied ? 'token_embd.weight' : 'output.weight'),
    adapter: undefined,
  })
  if (kind === 'logits') {
    graph.output('logits', output.output, ['R', shape.vocabulary])
    return graph.build()
  }

  const { loss, back } = lossStep(graph, ops, output.output)
  graph.output('loss', loss, [])
  const askedGradient = norm.back(output.back(back()))
  let gradient = ops.placeRows(ops.multiply(x, ops.scalar(0)), asked, askedGradient)
  for (const layerBack of backs.reverse()) gradient = layerBack(gradient)
  graph.output('gradient', adapters.gradient(), [layoutSize(adapters.layout)])
  return graph.build()
}

/**
 * `x` again, but only once `gradient` is there: so the layer is computed a second time on the way back, and what it
 * needed in between is not kept.
 */
function after(ops: Operators, x: Value, gradient: Value): Value {
  return ops.add(x, ops.multiply(gradient, ops.scalar(0)))
}

function layerStep(
  ops: Operators,
  x: Value,
  {
    shape,
    rows,
    weight,
    adapter,
  }: {
    shape: LlamaShape
    rows: Rows
    weight: (name: string) => Value
    adapter: (kind: LinearKind) => Adapter | undefined
  },
): Step {
  const linear = (from: Value, kind: LinearKind): LinearStep =>
    linearStep(ops, from, { weight: weight(kind), adapter: adapter(kind) })

  const attentionNorm = normStep(ops, x, { weight: weight('attn_norm'), shape })
  const q = linear(attentionNorm.output, 'attn_q')
  const k = linear(attentionNorm.output, 'attn_k')
  const v = linear(attentionNorm.output, 'attn_v')
  const attention = attentionStep(ops, { q: q.output, k: k.output, v: v.output }, { shape, rows })
  const mixed = linear(attention.output, 'attn_output')
  const middle = ops.add(x, mixed.output)

  const forwardNorm = normStep(ops, middle, { weight: weight('ffn_norm'), shape })
  const gate = linear(forwardNorm.output, 'ffn_gate')
  const up = linear(forwardNorm.output, 'ffn_up')
  const gated = gatedStep(ops, { gate: gate.output, up: up.output })
  const down = linear(gated.output, 'ffn_down')

  function back(gradient: Value): Value {
    const inner = gated.back(down.back(gradient))
    const middleGradient = ops.add(gradient, forwardNorm.back(gate.back(inner.gate, up.back(inner.up))))
    const heads = attention.back(mixed.back(middleGradient))
    return ops.add(middleGradient, attentionNorm.back(q.back(heads.q, k.back(heads.k, v.back(heads.v)))))
  }
  return { output: ops.add(middle, down.output), back }
}

/** Sum over the places of weight * -log softmax(logits)[row, token]. */
function lossStep(graph: GraphBuilder, ops: Operators, logits: Value): { loss: Value; back: () => Value } {
  const rowWeights = graph.input('row_weights', 'float32', ['R', 1])
  const places = graph.input('places', 'int64', ['M', 2])
  const placeWeights = graph.input('place_weights', 'float32', ['M'])
  const logProbabilities = ops.logSoftmax(logits)
  const loss = ops.negate(ops.sumAll(ops.multiply(ops.takeAt(logProbabilities, places), placeWeights)))
  // d logits = weight of the row * softmax, less the weight of each target at its place.
  const back = () =>
    ops.addAt(ops.multiply(ops.exponential(logProbabilities), rowWeights), places, ops.negate(placeWeights))
  return { loss, back }
}

/** The LoRA matrices cut out of `theta`, and their gradients joined in the same order. */
function adapterInputs(graph: GraphBuilder, ops: Operators, { shape, lora }: LlamaGraphOptions) {
  const layout = loraLayout(shape, lora)
  const size = ({ rows, columns }: Slot) => rows * columns
  const parts = ops.split(graph.input('theta', 'float32', [layoutSize(layout)]), layout.map(size))
  const matrices = new Map(
    layout.map(({ name, rows, columns }, i) => [name, ops.reshape(parts[i] as Value, rows, columns)]),
  )
  const gradients = new Map<string, Value>()

  function get(layer: number, kind: LinearKind): Adapter | undefined {
    const [nameA, nameB] = [loraName(layer, kind, 'a'), loraName(layer, kind, 'b')]
    const [a, b] = [matrices.get(nameA), matrices.get(nameB)]
    if (a === undefined || b === undefined) return undefined
    const learn = (gradientA: Value, gradientB: Value) => {
      gradients.set(nameA, gradientA).set(nameB, gradientB)
    }
    return { a, b, scale: lora.alpha / lora.rank, learn }
  }
  const gradient = () => ops.concat(layout.map(({ name }) => ops.reshape(gradients.get(name) as Value, -1)))
  return { layout, get, gradient }
}

function rowInputs(graph: GraphBuilder, ops: Operators, { shape, maxTokens }: LlamaGraphOptions): Rows {
  const angles = rotationTables(shape, maxTokens)
  const mask = graph.input('mask', 'float32', ['T', 'T'])
  return {
    positions: graph.input('positions', 'int64', [1, 'T']),
    cosines: graph.weight('rotation_cosines', angles.cosines),
    sines: graph.weight('rotation_sines', angles.sines),
    negativeSines: graph.weight('rotation_negative_sines', angles.negativeSines),
    mask: ops.repeatRows(mask, shape.heads / shape.kvHeads),
  }
}

/** The angle of pair i at position p is p * ropeBase^(-2i / headSize). GGUF keeps q and k rows in the order of pairs. */
function rotationTables({ headSize, ropeBase }: LlamaShape, positions: number) {
  const pairs = headSize / 2
  const table = (value: (angle: number) => number): Tensor => ({
    shape: [positions, pairs],
    data: Float32Array.from({ length: positions * pairs }, (_, i) =>
      value(Math.floor(i / pairs) * ropeBase ** ((-2 * (i % pairs)) / headSize)),
    ),
  })
  return {
    cosines: table(Math.cos),
    sines: table(Math.sin),
    negativeSines: table(angle => -Math.sin(angle)),
  }
}
