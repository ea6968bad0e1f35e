// Our side of perf/train: does one optimiser step for each case that a line on standard input names.
// node perf/train/coalm_side.mjs WEIGHTS.gguf THREADS [low]
import { createInterface } from 'node:readline'
import { openComputation } from '../../dist/train/embedded/computation.js'
import { findRuntime } from '../../dist/train/embedded/runtime.js'
import { LINEAR_KINDS } from '../../dist/weights/llama.js'

const [weights, threads, mode] = process.argv.slice(2)
const engine = await openComputation({
  weights,
  lora: { rank: 16, alpha: 32, targets: LINEAR_KINDS },
  seed: 1,
  threads: Number(threads),
  lowMemory: mode === 'low',
  maxTokens: 1024,
  runtime: await findRuntime(),
})
const optimizer = { betas: [0.9, 0.999], eps: 1e-8, weightDecay: 0, clip: 1 }

function batch({ samples, shared, length, learnt }) {
  return Array.from({ length: samples }, (_, s) => ({
    id: String(s),
    ids: Int32Array.from({ length }, (_, i) => 100 + ((i * 7919 + (i < shared ? 0 : s * 104729)) % 40000)),
    learnt: Uint8Array.from({ length }, (_, i) => (i >= length - learnt ? 1 : 0)),
  }))
}

console.log('ready')
for await (const line of createInterface({ input: process.stdin })) {
  const used = process.cpuUsage()
  const started = performance.now()
  const { loss } = await engine.step(batch(JSON.parse(line)), 1e-4, optimizer)
  const wall = performance.now() - started
  const { user, system } = process.cpuUsage(used)
  const peak = process.resourceUsage().maxRSS / 1024
  console.log(JSON.stringify({ wall, cpu: (user + system) / 1000, loss, peak }))
}
