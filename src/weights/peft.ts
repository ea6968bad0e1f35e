// LoRA adapters as PEFT folders: adapter_config.json and adapter_model.safetensors, as Hugging Face programs load them.
import { join } from 'node:path'
import { writeWhole } from '../files/whole.ts'
import type { Adapter } from './adapter.ts'
import type { Tensor } from './gguf.ts'
import { LINEAR_KINDS, type LinearKind, type LlamaShape } from './llama.ts'
import { writeSafetensors } from './safetensors.ts'

/** transformers' names of a Llama's linear layers (modeling_llama.py). */
const MODULES: Record<LinearKind, string> = {
  attn_q: 'self_attn.q_proj',
  attn_k: 'self_attn.k_proj',
  attn_v: 'self_attn.v_proj',
  attn_output: 'self_attn.o_proj',
  ffn_gate: 'mlp.gate_proj',
  ffn_up: 'mlp.up_proj',
  ffn_down: 'mlp.down_proj',
}

/**
 * Writes the folder. `base` is what `base_model_name_or_path` says, a repository's name or a path. GGUF keeps the rows of
 * q and k in another order than transformers does, so the rows of their lora_b are put back.
 */
export async function writePeft(
  folder: string,
  { adapter, shape, rank, base }: { adapter: Adapter; shape: LlamaShape; rank: number; base: string },
): Promise<void> {
  const tensors = new Map<string, Tensor>()
  const kinds = new Set<LinearKind>()
  for (const [name, tensor] of adapter.tensors) {
    const { layer, kind, half } = partsOf(name)
    kinds.add(kind)
    const heads = kind === 'attn_q' ? shape.heads : kind === 'attn_k' ? shape.kvHeads : 0
    const rows = half === 'b' && heads > 0 ? fromGgufRows(tensor, heads) : tensor
    tensors.set(
      `base_model.model.model.layers.${layer}.${MODULES[kind]}.lora_${half.toUpperCase()}.weight`,
      rows,
    )
  }
  await writeSafetensors(join(folder, 'adapter_model.safetensors'), { tensors })
  const config = peftConfig({
    rank,
    alpha: adapter.alpha,
    base,
    kinds: LINEAR_KINDS.filter(kind => kinds.has(kind)),
  })
  await writeWhole(join(folder, 'adapter_config.json'), [`${JSON.stringify(config, null, 2)}\n`])
}

function partsOf(name: string): { layer: number; kind: LinearKind; half: 'a' | 'b' } {
  const [, layer, kind, half] = /^blk\.(\d+)\.(\w+)\.weight\.lora_([ab])$/.exec(name) ?? []
  if (kind === undefined || !Object.hasOwn(MODULES, kind))
    throw new Error(`expected a LoRA matrix of a Llama's linear layer, found "${name}"`)
  return { layer: Number(layer), kind: kind as LinearKind, half: half as 'a' | 'b' }
}

/**
 * llama.cpp turns pairs of neighbouring rows of a head, transformers row i and row i + half a head: convert_hf_to_gguf
 * (LlamaModel.permute) interleaves the halves, and this takes them apart again.
 */
function fromGgufRows({ data, shape }: Tensor, heads: number): Tensor {
  const [rows = 0, columns = 0] = shape
  const headSize = rows / heads
  const back = new Float32Array(data.length)
  for (let row = 0; row < rows; row++) {
    const inHead = row % headSize
    const start = row - inHead
    const from = start + (inHead < headSize / 2 ? 2 * inHead : 2 * inHead - headSize + 1)
    back.set(data.subarray(from * columns, (from + 1) * columns), row * columns)
  }
  return { data: back, shape }
}

/** The fields that peft.LoraConfig reads; all others keep its defaults. */
function peftConfig(options: { rank: number; alpha: number; base: string; kinds: LinearKind[] }): object {
  return {
    peft_type: 'LORA',
    task_type: 'CAUSAL_LM',
    base_model_name_or_path: options.base,
    r: options.rank,
    lora_alpha: options.alpha,
    lora_dropout: 0,
    bias: 'none',
    fan_in_fan_out: false,
    inference_mode: true,
    target_modules: options.kinds.map(kind => MODULES[kind].replace(/^.*\./, '')),
  }
}
