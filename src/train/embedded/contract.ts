// What a training run asks of the engine that computes it: samples as tokens, LoRA as one flat vector, a step.
import type { LinearKind } from '../../weights/llama.ts'

/** `learnt[i]` is 1 where token `i` is a target, predicted from the tokens before it; token 0 never is. */
export type TokenSample = { id: string; ids: Int32Array; learnt: Uint8Array }

/** `alpha / rank` scales what the adapter adds. */
export type Lora = { rank: number; alpha: number; targets: readonly LinearKind[] }

export type EngineOptions = {
  /** A GGUF file of a plain Llama in any format that weights/blocks.ts reads. */
  weights: string
  lora: Lora
  /** Draws the first values of the `lora_a` matrices. */
  seed: number
  threads: number
  /** Half the memory or less, for about half as much time again: layers are computed anew on the way back. */
  lowMemory: boolean
  /** The longest sample in tokens; `step` and `loss` refuse a longer one by its id. */
  maxTokens: number
  /** Most rows computed at once, which bounds memory; at least `maxTokens`. Default: the larger of it and 1024. */
  maxRows?: number
  /** Ends the engine at once: what is under way and all that follows rejects with the signal's reason. */
  signal?: AbortSignal
}

/** AdamW as torch.optim.AdamW computes it; `clip` is the largest norm of the gradient, all matrices together. */
export type Optimizer = { betas: readonly [number, number]; eps: number; weightDecay: number; clip: number }

/** `theta` holds all LoRA matrices, flat, in the order of `layout`; `m` and `v` are AdamW's moments. */
export type EngineState = { theta: Float32Array; m: Float32Array; v: Float32Array; step: number }

/** Where one row-major matrix lies in `theta`, in values. */
export type Slot = { name: string; rows: number; columns: number; offset: number }

export type StepResult = {
  /** Mean over the learnt tokens of the batch, before the update, in nats. */
  loss: number
  /** Of the whole gradient, before clipping. */
  gradNorm: number
  learnt: number
  /** Tokens of the samples, and the rows computed for them: fewer where samples share their beginning. */
  tokens: number
  rows: number
}

export interface Engine {
  /** In GGUF names, such as `blk.0.attn_q.weight.lora_a` ([rank, inputs]) and `….lora_b` ([outputs, rank]). */
  readonly layout: readonly Slot[]
  state(): Promise<EngineState>
  restore(state: EngineState): Promise<void>
  /**
   * One update from a batch. Rejects, the state untouched, where loss or gradient is no finite number (`NotFinite`)
   * or a sample is too long or has no target.
   */
  step(batch: readonly TokenSample[], learningRate: number, optimizer: Optimizer): Promise<StepResult>
  /** The mean loss of samples, without a gradient. */
  loss(samples: readonly TokenSample[]): Promise<{ loss: number; learnt: number }>
  /** Ends the child process; its memory is free when this resolves. */
  close(): Promise<void>
}

/** Loss or gradient left the finite numbers. */
export class NotFinite extends Error {}
