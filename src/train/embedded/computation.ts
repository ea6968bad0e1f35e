// What an engine does, in this process: weights into a graph, batches into packs, gradients into steps.
import { readGguf, readTensor, type Tensor } from '../../weights/gguf.ts'
import { LINEAR_KINDS, type LlamaShape, llamaShape } from '../../weights/llama.ts'
import { adamwStep, gradientNorm } from './adamw.ts'
import {
  type Engine,
  type EngineOptions,
  type EngineState,
  NotFinite,
  type Optimizer,
  type StepResult,
  type TokenSample,
} from './contract.ts'
import { lossFeeds, rowFeeds } from './feeds.ts'
import { firstTheta, loraLayout } from './layout.ts'
import { llamaGraph } from './llama-graph.ts'
import { packSamples } from './pack.ts'
import { loadRuntime } from './runtime.ts'
import { openSession } from './session.ts'

export type ComputationOptions = Omit<EngineOptions, 'signal'> & {
  /** Where onnxruntime-node lies. */
  runtime: string
}

/** An engine whose calls block the event loop; `engine.ts` puts it into a process of its own. */
export async function openComputation(options: ComputationOptions): Promise<Engine> {
  const { lora, threads, lowMemory, maxTokens } = options
  const maxRows = Math.max(options.maxRows ?? 1024, maxTokens)
  const { shape, weights } = await readWeights(options.weights)
  const layout = loraLayout(shape, lora)
  const session = await openSession(
    await loadRuntime(options.runtime),
    llamaGraph({ shape, lora, weights, kind: 'train', lowMemory, maxTokens }),
    { threads, lowMemory },
  )
  const theta = firstTheta(layout, options.seed)
  const size = theta.length
  const state: EngineState = { theta, m: new Float32Array(size), v: new Float32Array(size), step: 0 }
  const gradient = new Float32Array(size)
  const part = new Float32Array(size)

  /** Fills `gradient`, and gives the loss and how many rows it took. */
  async function differentiate(samples: readonly TokenSample[], learnt: number) {
    let loss = 0
    let rows = 0
    let isFirst = true
    for (const pack of packSamples(samples, maxRows)) {
      const partLoss = new Float32Array(1)
      await session.run(
        { theta: { data: theta, dimensions: [size] }, ...rowFeeds(pack), ...lossFeeds(pack, learnt) },
        {
          loss: { data: partLoss, dimensions: [] },
          gradient: { data: isFirst ? gradient : part, dimensions: [size] },
        },
      )
      if (!isFirst) addTo(gradient, part)
      isFirst = false
      loss += partLoss[0] as number
      rows += pack.ids.length
    }
    return { loss, rows }
  }

  async function step(
    batch: readonly TokenSample[],
    learningRate: number,
    optimizer: Optimizer,
  ): Promise<StepResult> {
    const learnt = checkedTargets(batch, { shape, maxTokens })
    const { loss, rows } = await differentiate(batch, learnt)
    const norm = gradientNorm(gradient)
    if (!Number.isFinite(loss) || !Number.isFinite(norm))
      throw new NotFinite(
        `step ${state.step + 1}: expected a finite loss and gradient, found ${loss} and ${norm}; ` +
          'go back to an earlier state and lower the learning rate',
      )
    adamwStep(state, { gradient, norm, learningRate, optimizer })
    const tokens = batch.reduce((sum, { ids }) => sum + ids.length, 0)
    return { loss, gradNorm: norm, learnt, tokens, rows }
  }

  return {
    layout,
    step,
    async loss(samples) {
      const learnt = checkedTargets(samples, { shape, maxTokens })
      return { loss: (await differentiate(samples, learnt)).loss, learnt }
    },
    state: async () => ({ theta: theta.slice(), m: state.m.slice(), v: state.v.slice(), step: state.step }),
    async restore(earlier) {
      for (const name of ['theta', 'm', 'v'] as const) {
        if (earlier[name].length !== size)
          throw new Error(
            `state: expected ${size} values in ${name}, found ${earlier[name].length}; it belongs to another model or LoRA`,
          )
      }
      for (const name of ['theta', 'm', 'v'] as const) state[name].set(earlier[name])
      state.step = earlier.step
    },
    close: () => session.release(),
  }
}

/** The shape and all tensors that the graph reads. */
async function readWeights(path: string): Promise<{ shape: LlamaShape; weights: Map<string, Tensor> }> {
  const gguf = await readGguf(path)
  const shape = llamaShape(gguf)
  const names = ['token_embd.weight', 'output_norm.weight', ...(shape.isTied ? [] : ['output.weight'])]
  for (let layer = 0; layer < shape.layers; layer++)
    for (const kind of ['attn_norm', 'ffn_norm', ...LINEAR_KINDS]) names.push(`blk.${layer}.${kind}.weight`)
  const weights = new Map<string, Tensor>()
  for (const name of names) weights.set(name, await readTensor(gguf, name))
  return { shape, weights }
}

/** How many targets the samples have; refuses what the graph cannot take. */
function checkedTargets(
  samples: readonly TokenSample[],
  { shape, maxTokens }: { shape: LlamaShape; maxTokens: number },
): number {
  let all = 0
  for (const { id, ids, learnt } of samples) {
    if (ids.length > maxTokens)
      throw new Error(`sample ${id}: expected at most ${maxTokens} tokens, found ${ids.length}; leave it out`)
    const strange = ids.find(token => token < 0 || token >= shape.vocabulary)
    if (strange !== undefined)
      throw new Error(
        `sample ${id}: expected tokens below ${shape.vocabulary}, found ${strange}; encode it with this model's tokenizer`,
      )
    let targets = 0
    for (let i = 1; i < ids.length; i++) targets += learnt[i] === 1 ? 1 : 0
    if (targets === 0)
      throw new Error(`sample ${id}: expected tokens to learn after the first, found none; leave it out`)
    all += targets
  }
  if (all === 0) throw new Error('batch: expected samples, found none')
  return all
}

function addTo(sum: Float32Array, part: Float32Array): void {
  for (let i = 0; i < sum.length; i++) sum[i]! += part[i] as number
}
