// A tiny random Llama with a working byte-level tokenizer in one GGUF file, small enough to make in every test.
import type { LlamaShape } from '../../src/weights/llama.ts'
import { LINEAR_KINDS, linearShape } from '../../src/weights/llama.ts'
import { type MetadataItem, type NewTensor, writeGguf } from '../../src/weights/gguf-write.ts'
import type { WritableType } from '../../src/weights/blocks.ts'

export const TINY_SHAPE: LlamaShape = {
  layers: 2,
  width: 32,
  heads: 4,
  kvHeads: 2,
  headSize: 8,
  hidden: 64,
  vocabulary: 0,
  epsilon: 1e-5,
  ropeBase: 10000,
  contextLength: 512,
  isTied: true,
}

const SPECIAL = ['<|endoftext|>', '<|im_start|>', '<|im_end|>']

/** Pairs of byte-level pieces, joined in this order; a few words of English come out as one token. */
const MERGES = [
  'Ġ t',
  'h e',
  'Ġt he',
  'i n',
  'o n',
  'Ġ a',
  'r e',
  'e r',
  's t',
  's e',
  'u s',
  'us er',
  'a s',
  'as s',
  'i st',
  'ass ist',
  'a n',
  'an t',
  'assist ant',
  'l l',
  'Ġ Ġ',
  'ĠĠ ĠĠ',
]

const CHAT_TEMPLATE =
  "{% for message in messages %}{{ '<|im_start|>' + message['role'] + '\n' + message['content'] + '<|im_end|>\n' }}" +
  "{% endfor %}{% if add_generation_prompt %}{{ '<|im_start|>assistant\n' }}{% endif %}"

/** The characters that stand for the 256 bytes in GPT-2's vocabularies. */
function byteCharacters(): string[] {
  const characters: string[] = []
  let next = 256
  for (let byte = 0; byte < 256; byte++) {
    const isPlain = (byte > 32 && byte < 127) || (byte > 160 && byte !== 173)
    characters.push(String.fromCodePoint(isPlain ? byte : next++))
  }
  return characters
}

export const TINY_TOKENS = [...SPECIAL, ...byteCharacters(), ...MERGES.map(merge => merge.replace(' ', ''))]

/** Numbers around zero of deviation `scale`, the same for the same seed. */
export function randomNumbers(seed: number, count: number, scale: number): Float32Array {
  let state = seed >>> 0
  const uniform = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return (state + 0.5) / 4294967296
  }
  return Float32Array.from(
    { length: count },
    () => scale * Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform()),
  )
}

/** The tensors of a random Llama of this shape, in llama.cpp's names. */
export function tinyTensors(
  shape: LlamaShape,
  { seed, type }: { seed: number; type: WritableType },
): NewTensor[] {
  const tensors: NewTensor[] = []
  const matrix = (name: string, rows: number, columns: number, scale: number) =>
    tensors.push({
      name,
      shape: [rows, columns],
      data: randomNumbers(seed + tensors.length * 7919, rows * columns, scale),
      type,
    })
  const norm = (name: string) =>
    tensors.push({
      name,
      shape: [shape.width],
      data: randomNumbers(seed + tensors.length * 7919, shape.width, 0.2).map(value => 1 + value),
    })
  matrix('token_embd.weight', shape.vocabulary, shape.width, 0.5)
  norm('output_norm.weight')
  if (!shape.isTied) matrix('output.weight', shape.vocabulary, shape.width, 0.5)
  for (let layer = 0; layer < shape.layers; layer++) {
    norm(`blk.${layer}.attn_norm.weight`)
    norm(`blk.${layer}.ffn_norm.weight`)
    for (const kind of LINEAR_KINDS) matrix(`blk.${layer}.${kind}.weight`, ...linearShape(shape, kind), 0.25)
  }
  return tensors
}

/** Writes the model; llama.cpp loads it and its tokenizer takes any text. */
export async function writeTinyModel(
  path: string,
  {
    shape = {},
    seed = 1,
    type = 'F32',
    metadata = {},
  }: {
    shape?: Partial<LlamaShape>
    seed?: number
    type?: WritableType
    metadata?: Record<string, MetadataItem>
  } = {},
): Promise<LlamaShape> {
  const whole: LlamaShape = { ...TINY_SHAPE, vocabulary: TINY_TOKENS.length, ...shape }
  await writeGguf(path, {
    metadata: { ...tinyMetadata(whole), ...metadata },
    tensors: tinyTensors(whole, { seed, type }),
  })
  return whole
}

function tinyMetadata(shape: LlamaShape): Record<string, MetadataItem> {
  const uint32 = (value: number): MetadataItem => ({ type: 'uint32', value })
  const float32 = (value: number): MetadataItem => ({ type: 'float32', value })
  return {
    'general.architecture': { type: 'string', value: 'llama' },
    'general.type': { type: 'string', value: 'model' },
    'general.name': { type: 'string', value: 'tiny' },
    'general.file_type': uint32(0),
    'llama.block_count': uint32(shape.layers),
    'llama.context_length': uint32(shape.contextLength),
    'llama.embedding_length': uint32(shape.width),
    'llama.feed_forward_length': uint32(shape.hidden),
    'llama.attention.head_count': uint32(shape.heads),
    'llama.attention.head_count_kv': uint32(shape.kvHeads),
    'llama.rope.freq_base': float32(shape.ropeBase),
    'llama.rope.dimension_count': uint32(shape.headSize),
    'llama.attention.layer_norm_rms_epsilon': float32(shape.epsilon),
    'llama.vocab_size': uint32(shape.vocabulary),
    'tokenizer.ggml.model': { type: 'string', value: 'gpt2' },
    'tokenizer.ggml.pre': { type: 'string', value: 'smollm' },
    'tokenizer.ggml.tokens': { type: 'strings', value: TINY_TOKENS },
    'tokenizer.ggml.token_type': {
      type: 'int32s',
      value: TINY_TOKENS.map((_, id) => (id < SPECIAL.length ? 3 : 1)),
    },
    'tokenizer.ggml.merges': { type: 'strings', value: MERGES },
    'tokenizer.ggml.bos_token_id': uint32(1),
    'tokenizer.ggml.eos_token_id': uint32(2),
    'tokenizer.ggml.padding_token_id': uint32(2),
    'tokenizer.ggml.add_bos_token': { type: 'bool', value: false },
    'tokenizer.chat_template': { type: 'string', value: CHAT_TEMPLATE },
  }
}
