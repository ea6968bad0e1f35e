// What a model of the Llama family is made of, read from its GGUF metadata and refused where this engine cannot run it.
import { blockFormat, READABLE, typeLabel } from './blocks.ts'
import type { Gguf } from './gguf.ts'

/** Sizes of a Llama. `headSize` values per head; `kvHeads` groups of query heads share keys and values. */
export type LlamaShape = {
  layers: number
  width: number
  heads: number
  kvHeads: number
  headSize: number
  hidden: number
  vocabulary: number
  epsilon: number
  ropeBase: number
  contextLength: number
  /** Whether the output matrix is the embedding. */
  isTied: boolean
}

/** The seven matrices of a layer that LoRA can adapt, by their GGUF names. */
export const LINEAR_KINDS = [
  'attn_q',
  'attn_k',
  'attn_v',
  'attn_output',
  'ffn_gate',
  'ffn_up',
  'ffn_down',
] as const
export type LinearKind = (typeof LINEAR_KINDS)[number]

/** Rows and columns ([outputs, inputs]) of a linear layer. */
export function linearShape(shape: LlamaShape, kind: LinearKind): [number, number] {
  const { width, hidden, heads, kvHeads, headSize } = shape
  if (kind === 'attn_q') return [heads * headSize, width]
  if (kind === 'attn_k' || kind === 'attn_v') return [kvHeads * headSize, width]
  if (kind === 'attn_output') return [width, heads * headSize]
  return kind === 'ffn_down' ? [width, hidden] : [hidden, width]
}

/** Reads the shape and checks that every tensor is there, of its size, and readable. */
export function llamaShape(gguf: Gguf): LlamaShape {
  const architecture = gguf.metadata.get('general.architecture')
  if (architecture !== 'llama')
    throw new Error(
      `${gguf.path}: expected a model of the Llama family, found architecture "${architecture ?? 'unnamed'}"; choose a Llama, such as SmolLM2`,
    )
  const heads = required(gguf, 'attention.head_count')
  const width = required(gguf, 'embedding_length')
  const shape: LlamaShape = {
    layers: required(gguf, 'block_count'),
    width,
    heads,
    kvHeads: optional(gguf, 'attention.head_count_kv', heads),
    headSize: optional(gguf, 'attention.key_length', width / heads),
    hidden: required(gguf, 'feed_forward_length'),
    vocabulary: gguf.tensors.get('token_embd.weight')?.dimensions[1] ?? 0,
    epsilon: required(gguf, 'attention.layer_norm_rms_epsilon'),
    ropeBase: optional(gguf, 'rope.freq_base', 10000),
    contextLength: required(gguf, 'context_length'),
    isTied: !gguf.tensors.has('output.weight'),
  }
  refuseVariants(gguf, shape)
  checkTensors(gguf, shape)
  return shape
}

function required(gguf: Gguf, key: string): number {
  const value = gguf.metadata.get(`llama.${key}`)
  if (typeof value !== 'number' || !(value > 0))
    throw new Error(
      `${gguf.path}: expected a positive number llama.${key} in the metadata, found ${String(value)}`,
    )
  return value
}

function optional(gguf: Gguf, key: string, otherwise: number): number {
  return gguf.metadata.has(`llama.${key}`) ? required(gguf, key) : otherwise
}

/** Features of some Llamas that would silently give other numbers here. */
function refuseVariants(gguf: Gguf, shape: LlamaShape): void {
  const scaling = gguf.metadata.get('llama.rope.scaling.type')
  const found = [
    gguf.tensors.has('rope_freqs.weight') && 'scaled rotary frequencies (rope_freqs.weight)',
    scaling !== undefined && scaling !== 'none' && `rotary scaling "${String(scaling)}"`,
    gguf.metadata.has('llama.expert_count') && 'experts (llama.expert_count)',
    gguf.tensors.has('blk.0.attn_q.bias') && 'biases (attn_q.bias)',
    optional(gguf, 'rope.dimension_count', shape.headSize) !== shape.headSize && 'partial rotary embeddings',
    optional(gguf, 'attention.value_length', shape.headSize) !== shape.headSize &&
      'value heads of another size',
    shape.heads % shape.kvHeads !== 0 && 'query heads that do not divide among the key heads',
  ].find(Boolean)
  if (found) throw new Error(`${gguf.path}: expected a plain Llama, found ${found}; choose a model without`)
}

function checkTensors(gguf: Gguf, shape: LlamaShape): void {
  const expected: [string, number[]][] = [
    ['token_embd.weight', [shape.width, shape.vocabulary]],
    ['output_norm.weight', [shape.width]],
  ]
  if (!shape.isTied) expected.push(['output.weight', [shape.width, shape.vocabulary]])
  for (let layer = 0; layer < shape.layers; layer++) {
    for (const norm of ['attn_norm', 'ffn_norm'])
      expected.push([`blk.${layer}.${norm}.weight`, [shape.width]])
    for (const kind of LINEAR_KINDS)
      expected.push([`blk.${layer}.${kind}.weight`, linearShape(shape, kind).toReversed()])
  }
  for (const [name, dimensions] of expected) checkTensor(gguf, name, dimensions)
}

function checkTensor(gguf: Gguf, name: string, dimensions: number[]): void {
  const entry = gguf.tensors.get(name)
  if (entry?.dimensions.join() !== dimensions.join())
    throw new Error(
      `${gguf.path}: expected a tensor "${name}" of ${dimensions.join(' x ')}, found ${entry ? entry.dimensions.join(' x ') : 'none'}`,
    )
  if (!blockFormat(entry.typeId))
    throw new Error(
      `${gguf.path}: expected tensors in ${READABLE.join(', ')}, found ${typeLabel(entry.typeId)} in "${name}"; use another quantisation of this model`,
    )
}
