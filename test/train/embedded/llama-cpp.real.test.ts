// The graph computes what llama.cpp computes on the real weights, written as 32-bit floats, without and with an adapter.
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { layoutSize, loraLayout } from '../../../src/train/embedded/layout.ts'
import { readLlama } from '../../../src/train/embedded/weights.ts'
import { LINEAR_KINDS } from '../../../src/weights/llama.ts'
import { readGguf } from '../../../src/weights/gguf.ts'
import { tokenizerFrom } from '../../../src/tokens/tokenizer.ts'
import { prepareWeights } from '../../../src/weights/prepare.ts'
import { requantise } from '../../../src/weights/requantise.ts'
import { randomNumbers } from '../../weights/tiny-model.ts'
import { graphRows, largestDistance, llamaCppRows, writeTheta } from './llama-cpp.ts'

const folder = mkdtempSync(join(tmpdir(), 'coalm-parity-'))
after(() => rmSync(folder, { recursive: true, force: true }))

const TEXT =
  '<|im_start|>system\nYou answer in JSON.<|im_end|>\n<|im_start|>user\nBook a table for two at eight, near the ' +
  'river, and tell me how long the walk from the station takes.<|im_end|>\n<|im_start|>assistant\n{"place": "river", ' +
  '"people": 2, "time": "20:00"}<|im_end|>\n'

test('log-probabilities of graph and llama.cpp agree within 0.05 on SmolLM2 in 32 bits', async () => {
  const { original } = await prepareWeights()
  const [base, adapter] = [join(folder, 'f32.gguf'), join(folder, 'adapter.gguf')]
  for await (const _ of requantise({ from: original, to: base, type: 'F32' }));
  const { shape } = await readLlama(base)
  const lora = { rank: 8, alpha: 16, targets: LINEAR_KINDS }
  const theta = randomNumbers(4, layoutSize(loraLayout(shape, lora)), 0.02)
  await writeTheta(adapter, { base, lora, theta })
  const tokenizer = tokenizerFrom((await readGguf(base)).metadata, base)
  const text = { ids: [...tokenizer.encode(TEXT, { special: true })], count: 12 }
  const [plain, adapted] = [await llamaCppRows(base, text), await llamaCppRows(base, { ...text, adapter })]
  const withoutAdapter = await graphRows(base, { ...text, lora, theta: new Float32Array(theta.length) })
  const withAdapter = await graphRows(base, { ...text, lora, theta })
  assert.ok(largestDistance(plain, withoutAdapter) < 0.05, String(largestDistance(plain, withoutAdapter)))
  assert.ok(largestDistance(adapted, withAdapter) < 0.05, String(largestDistance(adapted, withAdapter)))
  assert.ok(largestDistance(plain, withAdapter) > 0.05)
})
