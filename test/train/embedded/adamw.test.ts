// AdamW and clipping against numbers that torch.optim.AdamW and clip_grad_norm_ gave (torch 2.15, 32-bit floats).
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { adamwStep, gradientNorm } from '../../../src/train/embedded/adamw.ts'

const STEPS = [
  {
    gradient: [3, -4, 0, 12],
    norm: 13,
    theta: [0.3995000123977661, -0.1497500091791153, 0.12487500160932541, 0.8990000486373901],
  },
  {
    gradient: [0.1, 0.2, -0.3, 0.05],
    norm: 0.3774917423725128,
    theta: [0.30802392959594727, -0.1339968740940094, 0.19916380941867828, 0.8271665573120117],
  },
  {
    gradient: [-1, 2, 0.5, 1e-6],
    norm: 2.291287899017334,
    theta: [0.3279499411582947, -0.188087597489357, 0.2078845053911209, 0.7715068459510803],
  },
]

test('three steps are those of torch', () => {
  const theta = Float32Array.of(0.5, -0.25, 0.125, 1)
  const state = { theta, m: new Float32Array(4), v: new Float32Array(4), step: 0 }
  const optimizer = { betas: [0.9, 0.999] as const, eps: 1e-8, weightDecay: 0.01, clip: 1 }
  for (const expected of STEPS) {
    const gradient = Float32Array.from(expected.gradient)
    const norm = gradientNorm(gradient)
    assert.ok(Math.abs(norm - expected.norm) < 1e-6)
    adamwStep(state, { gradient, norm, learningRate: 0.1, optimizer })
    expected.theta.forEach((value, i) => {
      assert.ok(Math.abs(theta[i]! - value) < 1e-6, `${theta[i]} against ${value}`)
    })
  }
  assert.equal(state.step, 3)
})
