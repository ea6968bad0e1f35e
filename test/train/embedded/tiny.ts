// Tiny random models, samples and gradients for tests of the embedded engine.
import type { Lora, TokenSample } from '../../../src/train/embedded/contract.ts'
import { learnsFeed, lossFeeds, rowFeeds, slotFeeds } from '../../../src/train/embedded/feeds.ts'
import { gradientName, layoutSize, loraLayout } from '../../../src/train/embedded/layout.ts'
import { llamaGraph } from '../../../src/train/embedded/llama-graph.ts'
import { packSamples } from '../../../src/train/embedded/pack.ts'
import { findRuntime, loadRuntime } from '../../../src/train/embedded/runtime.ts'
import { openSession } from '../../../src/train/embedded/session.ts'
import { LINEAR_KINDS, type LlamaShape } from '../../../src/weights/llama.ts'
import { randomNumbers, TINY_SHAPE, tinyTensors } from '../../weights/tiny-model.ts'
import type { PlainLlama } from './plain-llama.ts'

export function tinyLlama(changes: Partial<LlamaShape> = {}, lora: Partial<Lora> = {}): PlainLlama {
  const shape = { ...TINY_SHAPE, vocabulary: 40, ...changes }
  return {
    shape,
    weights: new Map(tinyTensors(shape, { seed: 5, type: 'F32' }).map(tensor => [tensor.name, tensor])),
    lora: { rank: 3, alpha: 6, targets: LINEAR_KINDS, ...lora },
  }
}

export function randomTheta({ shape, lora }: PlainLlama): Float32Array {
  return randomNumbers(9, layoutSize(loraLayout(shape, lora)), 0.2)
}

/** Learns the tokens from `from` on. */
export function sample(id: string, ids: number[], from: number): TokenSample {
  return { id, ids: Int32Array.from(ids), learnt: Uint8Array.from(ids, (_, i) => (i >= from ? 1 : 0)) }
}

/** Loss and gradient as the graph gives them. */
export async function graphGradient(
  { shape, weights, lora }: PlainLlama,
  {
    theta,
    samples,
    lowMemory = false,
    maxRows = 64,
  }: { theta: Float32Array; samples: TokenSample[]; lowMemory?: boolean; maxRows?: number },
): Promise<{ loss: number; gradient: Float32Array }> {
  const graph = llamaGraph({ shape, lora, weights, kind: 'train', lowMemory, maxRows: 256 })
  const session = await openSession(await loadRuntime(await findRuntime()), graph, { threads: 1, lowMemory })
  const layout = loraLayout(shape, lora)
  const learnt = samples.reduce((sum, { learnt }) => sum + learnt.subarray(1).reduce((a, b) => a + b, 0), 0)
  const total = { loss: 0, gradient: new Float32Array(theta.length) }
  for (const pack of packSamples(samples, maxRows)) {
    const loss = new Float32Array(1)
    const gradient = new Float32Array(theta.length)
    await session.run(
      { ...slotFeeds(layout, theta), ...rowFeeds(pack), ...lossFeeds(pack, learnt), ...learnsFeed(true) },
      { loss: { data: loss, dimensions: [] }, ...slotFeeds(layout, gradient, gradientName) },
    )
    total.loss += loss[0]!
    gradient.forEach((value, i) => {
      total.gradient[i]! += value
    })
  }
  await session.release()
  return total
}
