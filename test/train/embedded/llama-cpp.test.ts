// The graph computes what llama.cpp computes, without and with an adapter, on a tiny random model.
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { layoutSize, loraLayout } from '../../../src/train/embedded/layout.ts'
import { LINEAR_KINDS } from '../../../src/weights/llama.ts'
import { randomNumbers, writeTinyModel } from '../../weights/tiny-model.ts'
import { graphRows, largestDistance, llamaCppRows, writeTheta } from './llama-cpp.ts'

const folder = mkdtempSync(join(tmpdir(), 'coalm-parity-'))
after(() => rmSync(folder, { recursive: true, force: true }))

test('log-probabilities of graph and llama.cpp agree on 32-bit weights', async () => {
  const [base, adapter] = [join(folder, 'tiny.gguf'), join(folder, 'adapter.gguf')]
  const shape = await writeTinyModel(base)
  const lora = { rank: 4, alpha: 8, targets: LINEAR_KINDS }
  const theta = randomNumbers(4, layoutSize(loraLayout(shape, lora)), 0.2)
  await writeTheta(adapter, { base, lora, theta })
  const text = { ids: Array.from({ length: 40 }, (_, i) => (i * 37) % shape.vocabulary), count: 20 }
  const [plain, adapted] = [await llamaCppRows(base, text), await llamaCppRows(base, { ...text, adapter })]
  const zero = new Float32Array(theta.length)
  assert.ok(largestDistance(plain, await graphRows(base, { ...text, lora, theta: zero })) < 0.05)
  const ours = await graphRows(base, { ...text, lora, theta })
  assert.ok(largestDistance(adapted, ours) < 0.05, String(largestDistance(adapted, ours)))
  assert.ok(largestDistance(plain, ours) > 0.5)
})
