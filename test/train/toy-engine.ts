// An engine of the real contract with a model small enough to see through: logistic scores of pairs of tokens, real AdamW.
import {
  type Engine,
  type EngineOptions,
  NotFinite,
  type Optimizer,
  type TokenSample,
} from '../../src/train/embedded/contract.ts'
import { firstTheta, layoutSize, loraLayout } from '../../src/train/embedded/layout.ts'
import { readGguf } from '../../src/weights/gguf.ts'
import { llamaShape } from '../../src/weights/llama.ts'

/** The weight that tells how well `after` follows `before`. */
function feature(before: number, after: number, size: number): number {
  return (before * 7919 + after * 104_729) % size
}

export async function openToyEngine(options: EngineOptions): Promise<Engine> {
  const shape = llamaShape(await readGguf(options.weights))
  const layout = loraLayout(shape, options.lora)
  const size = layoutSize(layout)
  let theta = firstTheta(layout, options.seed)
  let m = new Float32Array(size)
  let v = new Float32Array(size)
  let done = 0

  /** Mean of -log sigmoid(weight) over learnt tokens; adds its gradient to `gradient`. */
  function walk(samples: readonly TokenSample[], gradient?: Float32Array): { loss: number; learnt: number } {
    const learnt = samples.reduce((sum, sample) => sum + sample.learnt.reduce((a, b) => a + b, 0), 0)
    let loss = 0
    for (const { ids, learnt: mask } of samples)
      for (let i = 1; i < ids.length; i++) {
        if (!mask[i]) continue
        const at = feature(ids[i - 1]!, ids[i]!, size)
        const weight = theta[at]!
        loss += Math.log1p(Math.exp(-weight)) / learnt
        if (gradient) gradient[at]! -= 1 / (1 + Math.exp(weight)) / learnt
      }
    return { loss, learnt }
  }

  return {
    layout,
    state: async () => ({ theta: theta.slice(), m: m.slice(), v: v.slice(), step: done }),
    async restore(state) {
      theta = state.theta.slice()
      m = state.m.slice()
      v = state.v.slice()
      done = state.step
    },
    async step(batch, learningRate, optimizer: Optimizer) {
      const gradient = new Float32Array(size)
      const { loss, learnt } = walk(batch, gradient)
      if (!Number.isFinite(loss)) throw new NotFinite(`the loss is ${loss}`)
      const gradNorm = Math.sqrt(gradient.reduce((sum, value) => sum + value * value, 0))
      const scale = Math.min(1, optimizer.clip / gradNorm)
      const [b1, b2] = optimizer.betas
      done++
      for (let i = 0; i < size; i++) {
        const g = gradient[i]! * scale
        m[i] = b1 * m[i]! + (1 - b1) * g
        v[i] = b2 * v[i]! + (1 - b2) * g * g
        const step = m[i]! / (1 - b1 ** done) / (Math.sqrt(v[i]! / (1 - b2 ** done)) + optimizer.eps)
        theta[i] = theta[i]! * (1 - learningRate * optimizer.weightDecay) - learningRate * step
      }
      const tokens = batch.reduce((sum, sample) => sum + sample.ids.length, 0)
      return { loss, gradNorm, learnt, tokens, rows: tokens }
    },
    loss: async samples => walk(samples),
    close: async () => {},
  }
}
