// The weights of a Llama as the graph takes them: every tensor that it reads, as 32-bit floats.
import { readGguf, readTensor, type Tensor } from '../../weights/gguf.ts'
import { LINEAR_KINDS, type LlamaShape, llamaShape } from '../../weights/llama.ts'

/** Throws where the file is no plain Llama. */
export async function readLlama(path: string): Promise<{ shape: LlamaShape; weights: Map<string, Tensor> }> {
  const gguf = await readGguf(path)
  const shape = llamaShape(gguf)
  const names = ['token_embd.weight', 'output_norm.weight', ...(shape.isTied ? [] : ['output.weight'])]
  for (let layer = 0; layer < shape.layers; layer++)
    for (const kind of ['attn_norm', 'ffn_norm', ...LINEAR_KINDS]) names.push(`blk.${layer}.${kind}.weight`)
  const weights = new Map<string, Tensor>()
  for (const name of names) weights.set(name, await readTensor(gguf, name))
  return { shape, weights }
}
