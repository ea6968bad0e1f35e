// A Llama with LoRA as one computation: from token ids to the loss on target tokens, and back to the LoRA matrices.
import type { Tensor } from '../../weights/gguf.ts'
import type { LinearKind, LlamaShape } from '../../weights/llama.ts'
import type { Lora } from './contract.ts'
import { type BuiltGraph, createGraph, type GraphBuilder, type Value } from './graph.ts'
import { type Block, BLOCKS, type Sight } from './attention.ts'
import { layerStep } from './layer.ts'
import { type Adapter, type Linear, linearStep, normStep, type Step } from './parts.ts'
import { gradientName, loraLayout, loraName } from './layout.ts'
import { type Operators, operatorsOf } from './operators.ts'

/**
 * `train` gives `loss` and, where `learns` holds, the gradient of each LoRA matrix; `logits` gives the logits of the predicting rows. What they take
 * is written in feeds.ts: slotFeeds and rowFeeds for both, lossFeeds for `train`.
 */
export type GraphKind = 'train' | 'logits'

export type LlamaGraphOptions = {
  shape: LlamaShape
  lora: Pick<Lora, 'rank' | 'alpha' | 'targets'>
  /** The model's tensors by their GGUF names. */
  weights: ReadonlyMap<string, Tensor>
  kind: GraphKind
  lowMemory: boolean
  /** Most rows at once. Positions stay below it, too; the operator refuses more rows than it has angles. */
  maxRows: number
}

export function llamaGraph(options: LlamaGraphOptions): BuiltGraph {
  const { shape, kind, lowMemory } = options
  const graph = createGraph('coalm')
  const ops = operatorsOf(graph)
  const weight = (name: string) => graph.weight(name, options.weights.get(name) as Tensor)
  const adapter = adapterInputs(graph, options)
  const rows = rowInputs(graph, ops, options)

  function layer(x: Value, index: number): Step {
    const linear = (kind: LinearKind): Linear => ({
      weight: weight(`blk.${index}.${kind}.weight`),
      adapter: adapter(index, kind),
    })
    const norm = (name: string) => weight(`blk.${index}.${name}.weight`)
    // Of the last layer only the rows that predict something are needed.
    const isLast = index === shape.layers - 1
    return layerStep(ops, x, { shape, linear, norm, ...(isLast ? rows.predicting : { sight: rows.all }) })
  }

  let x = ops.takeRows(weight('token_embd.weight'), graph.input('ids', 'int64', ['T']))
  const backs: Step['back'][] = []
  for (let index = 0; index < shape.layers; index++) {
    const before = x
    const step = layer(before, index)
    x = step.output
    backs.push(lowMemory ? gradient => layer(after(ops, before, gradient), index).back(gradient) : step.back)
  }

  const norm = normStep(ops, x, { weight: weight('output_norm.weight'), shape })
  const output = linearStep(ops, norm.output, {
    weight: weight(shape.isTied ? 'token_embd.weight' : 'output.weight'),
    adapter: undefined,
  })
  if (kind === 'logits') {
    graph.output('logits', output.output, ['R', shape.vocabulary])
    return graph.build()
  }

  const { loss, back } = lossStep(graph, ops, output)
  graph.output('loss', loss, [])
  graph.when(graph.input('learns', 'bool', []), () => {
    let gradient = norm.back(back())
    for (const layerBack of backs.reverse()) gradient = layerBack(gradient)
  })
  return graph.build()
}

/**
 * `x` again, but only once `gradient` is there: so the layer is computed a second time on the way back, and what it
 * needed in between is not kept.
 */
function after(ops: Operators, x: Value, gradient: Value): Value {
  return ops.add(x, ops.multiply(ops.sumAll(gradient), ops.scalar(0)))
}

/** Minus the sum over the places of weight * log softmax(logits)[row, token]; the way back ends before the output matrix. */
function lossStep(graph: GraphBuilder, ops: Operators, logits: Step): { loss: Value; back: () => Value } {
  const rowWeights = graph.input('row_weights', 'float32', ['R', 1])
  const places = graph.input('places', 'int64', ['M', 2])
  const placeWeights = graph.input('place_weights', 'float32', ['M'])
  const placeShares = graph.input('place_shares', 'float32', ['M'])
  const logProbabilities = ops.logSoftmax(logits.output)
  const loss = ops.negate(ops.sumAll(ops.multiply(ops.takeAt(logProbabilities, places), placeWeights)))
  // d logits = row weight * (softmax - share of each target); the factor comes after the large matrix, on fewer values.
  function back(): Value {
    const gradient = ops.addAt(ops.exponential(logProbabilities), places, ops.negate(placeShares))
    return ops.multiply(logits.back(gradient), rowWeights)
  }
  return { loss, back }
}

/** Each LoRA matrix is an input under its slot's name, and its gradient an output. */
function adapterInputs(graph: GraphBuilder, { shape, lora }: LlamaGraphOptions) {
  const matrices = new Map(
    loraLayout(shape, lora).map(slot => {
      const dimensions = [slot.rows, slot.columns]
      const learn = (gradient: Value) => graph.output(gradientName(slot), gradient, dimensions)
      return [slot.name, { value: graph.input(slot.name, 'float32', dimensions), learn }]
    }),
  )
  return (layer: number, kind: LinearKind): Adapter | undefined => {
    const [a, b] = (['a', 'b'] as const).map(half => matrices.get(loraName(layer, kind, half)))
    return a && b && { a, b, rank: lora.rank, scale: lora.alpha / lora.rank }
  }
}

type RowInputs = { all: Sight; predicting: { sight: Sight; rows: Value } }

/** Who sees whom: all rows in blocks, and for the last layer the rows that predict something. */
function rowInputs(graph: GraphBuilder, ops: Operators, { shape, maxRows }: LlamaGraphOptions): RowInputs {
  const tables = rotationTables(shape, maxRows)
  const table = {
    cosines: graph.weight('rotation_cosines', tables.cosines),
    sines: graph.weight('rotation_sines', tables.sines),
    negativeSines: graph.weight('rotation_negative_sines', tables.negativeSines),
  }
  const answering = { positions: graph.input('positions', 'int64', [1, 'T']), ...table }
  // Query heads that share keys are stacked, so what they may see is, too.
  const mask = (name: string, dimensions: [string, string]) =>
    ops.repeatRows(graph.input(name, 'float32', dimensions), shape.heads / shape.kvHeads)
  const blocks = Array.from({ length: BLOCKS }, (_, i): Block => {
    const isWhole = i === BLOCKS - 1
    const reach = () => ({
      end: graph.input(`end_${i}`, 'int64', [1]),
      padding: graph.input(`padding_${i}`, 'int64', [6]),
    })
    return { mask: mask(`mask_${i}`, [`rows_${i}`, `reach_${i}`]), reach: isWhole ? undefined : reach() }
  })
  const sizes = graph.input('block_sizes', 'int64', [BLOCKS])
  const predictingPositions = graph.input('predicting_positions', 'int64', [1, 'R'])
  return {
    all: { blocks, sizes, asking: answering, answering },
    predicting: {
      rows: graph.input('predicting', 'int64', ['R']),
      sight: {
        blocks: [{ mask: mask('predicting_mask', ['R', 'T']), reach: undefined }],
        sizes,
        asking: { positions: predictingPositions, ...table },
        answering,
      },
    },
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
