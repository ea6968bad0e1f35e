// One layer of a Llama: attention and the gated network, each beside a way past it.
import type { LinearKind, LlamaShape } from '../../weights/llama.ts'
import { attentionStep, type Sight } from './attention.ts'
import type { Value } from './graph.ts'
import type { Operators } from './operators.ts'
import { gatedStep, type Linear, linearStep, linearsStep, normStep, type Step } from './parts.ts'

export type LayerOptions = {
  shape: LlamaShape
  sight: Sight
  linear: (kind: LinearKind) => Linear
  norm: (name: 'attn_norm' | 'ffn_norm') => Value
  /** Only these rows ask and go on, each named once; all rows where it is not given. */
  rows?: Value
}

export function layerStep(ops: Operators, x: Value, options: LayerOptions): Step {
  const { shape, sight, linear, norm, rows } = options
  const pick = (all: Value) => (rows === undefined ? all : ops.takeRows(all, rows))
  const put = (all: Value, picked: Value) =>
    rows === undefined ? ops.add(all, picked) : ops.addAtRows(all, rows, picked)

  const attentionNorm = normStep(ops, x, { weight: norm('attn_norm'), shape })
  const heads = headsStep(ops, attentionNorm.output, options)
  const attention = attentionStep(ops, heads, { shape, sight })
  const mixed = linearStep(ops, attention.output, linear('attn_output'))
  const middle = ops.add(pick(x), mixed.output)

  const forwardNorm = normStep(ops, middle, { weight: norm('ffn_norm'), shape })
  const wide = linearsStep(ops, forwardNorm.output, [linear('ffn_gate'), linear('ffn_up')])
  const [gate, up] = wide.outputs as [Value, Value]
  const gated = gatedStep(ops, { gate, up })
  const down = linearStep(ops, gated.output, linear('ffn_down'))

  function back(gradient: Value): Value {
    const inner = gated.back(down.back(gradient))
    const middleGradient = ops.add(gradient, forwardNorm.back(wide.back([inner.gate, inner.up])))
    const headGradients = attention.back(mixed.back(middleGradient))
    return put(attentionNorm.back(heads.back(headGradients)), middleGradient)
  }
  return { output: ops.add(middle, down.output), back }
}

type Heads = { q: Value; k: Value; v: Value }

/** Queries of the rows that ask, keys and values of all. */
function headsStep(
  ops: Operators,
  x: Value,
  { linear, rows }: LayerOptions,
): Heads & { back: (gradients: Heads) => Value } {
  if (rows === undefined) {
    const step = linearsStep(ops, x, [linear('attn_q'), linear('attn_k'), linear('attn_v')])
    const [q, k, v] = step.outputs as [Value, Value, Value]
    return { q, k, v, back: gradients => step.back([gradients.q, gradients.k, gradients.v]) }
  }
  const asking = linearStep(ops, ops.takeRows(x, rows), linear('attn_q'))
  const answering = linearsStep(ops, x, [linear('attn_k'), linear('attn_v')])
  const [k, v] = answering.outputs as [Value, Value]
  const back = (gradients: Heads) =>
    ops.addAtRows(answering.back([gradients.k, gradients.v]), rows, asking.back(gradients.q))
  return { q: asking.output, k, v, back }
}
