// A Llama with LoRA in plain double precision, sample by sample: what the graph's numbers are held against.
import { loraLayout, loraName } from '../../../src/train/embedded/layout.ts'
import type { Lora, TokenSample } from '../../../src/train/embedded/contract.ts'
import type { Tensor } from '../../../src/weights/gguf.ts'
import type { LinearKind, LlamaShape } from '../../../src/weights/llama.ts'

export type PlainLlama = {
  shape: LlamaShape
  weights: ReadonlyMap<string, Tensor>
  lora: Lora
}

type Rows = Float64Array[]
type Matrix = { data: ArrayLike<number>; columns: number; offset: number; rows: number }

/** The logits of every position. */
export function plainLogits(model: PlainLlama, theta: ArrayLike<number>, ids: Int32Array): Rows {
  const { shape, weights, lora } = model
  const slots = new Map(loraLayout(shape, lora).map(slot => [slot.name, slot]))
  const matrix = (name: string): Matrix => {
    const {
      data,
      shape: [rows = 0, columns = 0],
    } = weights.get(name) as Tensor
    return { data, rows, columns, offset: 0 }
  }
  const norm = (rows: Rows, name: string) =>
    normalised(rows, (weights.get(name) as Tensor).data, shape.epsilon)

  function linear(x: Rows, layer: number, kind: LinearKind): Rows {
    const base = multiplied(x, matrix(`blk.${layer}.${kind}.weight`))
    const [a, b] = (['a', 'b'] as const).map(half => slots.get(loraName(layer, kind, half)))
    if (!a || !b) return base
    const added = multiplied(multiplied(x, { data: theta, ...a }), { data: theta, ...b })
    return base.map((row, t) => row.map((value, i) => value + (lora.alpha / lora.rank) * added[t]![i]!))
  }

  const embedding = matrix('token_embd.weight')
  let x: Rows = [...ids].map(id =>
    Float64Array.from({ length: shape.width }, (_, i) => embedding.data[id * shape.width + i]!),
  )
  for (let layer = 0; layer < shape.layers; layer++) {
    const h = norm(x, `blk.${layer}.attn_norm.weight`)
    const [q, k, v] = (['attn_q', 'attn_k', 'attn_v'] as const).map(kind => linear(h, layer, kind)) as [
      Rows,
      Rows,
      Rows,
    ]
    x = summed(x, linear(attended({ q, k, v }, shape), layer, 'attn_output'))
    const h2 = norm(x, `blk.${layer}.ffn_norm.weight`)
    const [gate, up] = [linear(h2, layer, 'ffn_gate'), linear(h2, layer, 'ffn_up')]
    const gated = gate.map((row, t) => row.map((g, i) => (g / (1 + Math.exp(-g))) * up[t]![i]!))
    x = summed(x, linear(gated, layer, 'ffn_down'))
  }
  return multiplied(
    norm(x, 'output_norm.weight'),
    matrix(shape.isTied ? 'token_embd.weight' : 'output.weight'),
  )
}

/** The mean of -log p over the learnt tokens of all samples. */
export function plainLoss(
  model: PlainLlama,
  theta: ArrayLike<number>,
  samples: readonly TokenSample[],
): number {
  let sum = 0
  let learntTokens = 0
  for (const { ids, learnt } of samples) {
    const logits = plainLogits(model, theta, ids)
    for (let t = 1; t < ids.length; t++) {
      if (learnt[t] !== 1) continue
      const row = logits[t - 1]!
      const largest = row.reduce((a, b) => Math.max(a, b))
      sum += largest + Math.log(row.reduce((z, value) => z + Math.exp(value - largest), 0)) - row[ids[t]!]!
      learntTokens++
    }
  }
  return sum / learntTokens
}

function multiplied(x: Rows, { data, rows, columns, offset }: Matrix): Rows {
  return x.map(row =>
    Float64Array.from({ length: rows }, (_, r) => {
      let sum = 0
      for (let c = 0; c < columns; c++) sum += row[c]! * data[offset + r * columns + c]!
      return sum
    }),
  )
}

function normalised(x: Rows, weight: ArrayLike<number>, epsilon: number): Rows {
  return x.map(row => {
    const mean = row.reduce((sum, value) => sum + value * value, 0) / row.length
    return row.map((value, i) => (value / Math.sqrt(mean + epsilon)) * weight[i]!)
  })
}

function summed(a: Rows, b: Rows): Rows {
  return a.map((row, t) => row.map((value, i) => value + b[t]![i]!))
}

function attended({ q, k, v }: { q: Rows; k: Rows; v: Rows }, shape: LlamaShape): Rows {
  const { heads, kvHeads, headSize } = shape
  const [queries, keys] = [rotated(q, shape), rotated(k, shape)]
  return queries.map((row, t) => {
    const out = new Float64Array(heads * headSize)
    for (let head = 0; head < heads; head++) {
      const shared = Math.floor(head / (heads / kvHeads)) * headSize
      const scores = keys.slice(0, t + 1).map(key => {
        let score = 0
        for (let i = 0; i < headSize; i++) score += row[head * headSize + i]! * key[shared + i]!
        return Math.exp(score / Math.sqrt(headSize))
      })
      const total = scores.reduce((a, b) => a + b, 0)
      scores.forEach((score, s) => {
        for (let i = 0; i < headSize; i++) out[head * headSize + i]! += (score / total) * v[s]![shared + i]!
      })
    }
    return out
  })
}

function rotated(x: Rows, { headSize, ropeBase }: LlamaShape): Rows {
  return x.map((row, position) => {
    const out = row.slice()
    for (let i = 0; i < row.length; i += 2) {
      const angle = position * ropeBase ** (-(i % headSize) / headSize)
      out[i] = row[i]! * Math.cos(angle) - row[i + 1]! * Math.sin(angle)
      out[i + 1] = row[i]! * Math.sin(angle) + row[i + 1]! * Math.cos(angle)
    }
    return out
  })
}
