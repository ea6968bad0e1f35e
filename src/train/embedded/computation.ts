// What an engine does, in this process: weights into a graph, batches into packs, gradients into steps.
import type { LlamaShape } from '../../weights/llama.ts'
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
import { type Feed, learnsFeed, lossFeeds, rowFeeds, slotFeeds } from './feeds.ts'
import { firstTheta, gradientName, loraLayout } from './layout.ts'
import { llamaGraph } from './llama-graph.ts'
import { type Pack, packSamples } from './pack.ts'
import { loadRuntime } from './runtime.ts'
import { type GraphSession, openSession } from './session.ts'
import { readLlama } from './weights.ts'

export type ComputationOptions = Omit<EngineOptions, 'signal'> & {
  /** Where onnxruntime-node lies. */
  runtime: string
}

/** An engine whose calls block the event loop; `engine.ts` puts it into a process of its own. */
export async function openComputation(options: ComputationOptions): Promise<Engine> {
  const { lora, maxTokens } = options
  const maxRows = Math.max(options.maxRows ?? 1024, maxTokens)
  const { shape, session } = await openLlama(options, maxRows)
  // The session has its own copy of the weights by now, and nothing else would make the engine collect ours soon.
  globalThis.gc?.()
  const layout = loraLayout(shape, lora)
  const theta = firstTheta(layout, options.seed)
  const size = theta.length
  const state: EngineState = { theta, m: new Float32Array(size), v: new Float32Array(size), step: 0 }
  const gradient = new Float32Array(size)
  const part = new Float32Array(size)
  const matrices = slotFeeds(layout, theta)
  const gradients = slotFeeds(layout, gradient, gradientName)
  const partGradients = slotFeeds(layout, part, gradientName)

  /** The part of the loss that lies in a pack; fills the gradients where some are given. */
  async function run(pack: Pack, { learnt, fill }: { learnt: number; fill?: Record<string, Feed> }) {
    const loss = new Float32Array(1)
    await session.run(
      { ...matrices, ...rowFeeds(pack), ...lossFeeds(pack, learnt), ...learnsFeed(fill !== undefined) },
      { loss: { data: loss, dimensions: [] }, ...fill },
    )
    return loss[0] as number
  }

  /** Fills `gradient`, and gives the loss and how many rows it took. */
  async function differentiate(samples: readonly TokenSample[], learnt: number) {
    const packs = packSamples(samples, maxRows)
    let loss = 0
    for (const [i, pack] of packs.entries()) {
      loss += await run(pack, { learnt, fill: i === 0 ? gradients : partGradients })
      if (i > 0) addTo(gradient, part)
    }
    return { loss, rows: packs.reduce((sum, { ids }) => sum + ids.length, 0) }
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
      let loss = 0
      for (const pack of packSamples(samples, maxRows)) loss += await run(pack, { learnt })
      return { loss, learnt }
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

async function openLlama(
  { weights: path, lora, threads, lowMemory, runtime }: ComputationOptions,
  maxRows: number,
): Promise<{ shape: LlamaShape; session: GraphSession }> {
  const { shape, weights } = await readLlama(path)
  const graph = llamaGraph({ shape, lora, weights, kind: 'train', lowMemory, maxRows })
  return { shape, session: await openSession(await loadRuntime(runtime), graph, { threads, lowMemory }) }
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
