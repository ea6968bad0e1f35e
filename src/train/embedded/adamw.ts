// AdamW with clipping, as torch.optim.AdamW and torch.nn.utils.clip_grad_norm_ compute them.
import type { EngineState, Optimizer } from './contract.ts'

/** The length of the whole gradient. */
export function gradientNorm(gradient: Float32Array): number {
  let sum = 0
  for (let i = 0; i < gradient.length; i++) sum += (gradient[i] as number) ** 2
  return Math.sqrt(sum)
}

/** Moves `state` one step, in place: the vectors are large and used again and again. */
export function adamwStep(
  state: EngineState,
  {
    gradient,
    norm,
    learningRate,
    optimizer,
  }: {
    gradient: Float32Array
    norm: number
    learningRate: number
    optimizer: Optimizer
  },
): void {
  const { theta, m, v } = state
  const [beta1, beta2] = optimizer.betas
  const { eps } = optimizer
  const step = ++state.step
  const clip = Math.min(1, optimizer.clip / (norm + 1e-6))
  // m / c1 / (sqrt(v / c2) + eps), with both corrections taken out of the loop.
  const correction = Math.sqrt(1 - beta2 ** step)
  const rate = (learningRate * correction) / (1 - beta1 ** step)
  const smallest = eps * correction
  const decay = 1 - learningRate * optimizer.weightDecay
  for (let i = 0; i < theta.length; i++) {
    const slope = (gradient[i] as number) * clip
    const first = beta1 * (m[i] as number) + (1 - beta1) * slope
    const second = beta2 * (v[i] as number) + (1 - beta2) * slope * slope
    m[i] = first
    v[i] = second
    theta[i] = (theta[i] as number) * decay - (rate * first) / (Math.sqrt(second) + smallest)
  }
}
