// How much of the machine's matrix-multiply peak a training step reaches: floating-point operations over CPU time.
// node perf/train/peak.mjs WEIGHTS.gguf [threads]   (after `npm run build`)
import { openComputation } from '../../dist/train/embedded/computation.js'
import { createGraph } from '../../dist/train/embedded/graph.js'
import { operatorsOf } from '../../dist/train/embedded/operators.js'
import { findRuntime, loadRuntime } from '../../dist/train/embedded/runtime.js'
import { openSession } from '../../dist/train/embedded/session.js'
import { readGguf } from '../../dist/weights/gguf.js'
import { LINEAR_KINDS, linearShape, llamaShape } from '../../dist/weights/llama.js'

const [weights, threads = '1'] = process.argv.slice(2)
const RANK = 16
const OPTIMIZER = { betas: [0.9, 0.999], eps: 1e-8, weightDecay: 0, clip: 1 }

async function leastCpu(rounds, work) {
  let least = Number.POSITIVE_INFINITY
  for (let round = 0; round < rounds; round++) {
    const before = process.cpuUsage()
    await work()
    const { user, system } = process.cpuUsage(before)
    least = Math.min(least, (user + system) / 1e6)
  }
  return least
}

/** Operations per CPU second of the model's most frequent product, 256 rows at a time. */
async function matrixPeak({ hidden, width }) {
  const [rows, times] = [256, 40]
  const graph = createGraph('peak')
  const ops = operatorsOf(graph)
  const matrix = graph.weight('matrix', {
    data: new Float32Array(hidden * width).fill(0.5),
    shape: [hidden, width],
  })
  const x = graph.input('x', 'float32', [rows, width])
  graph.output('y', ops.product(x, matrix, { transposeB: true }), [rows, hidden])
  const runtime = await loadRuntime(await findRuntime())
  const session = await openSession(runtime, graph.build(), { threads: Number(threads), lowMemory: false })
  const inputs = { x: { data: new Float32Array(rows * width).fill(0.5), dimensions: [rows, width] } }
  const outputs = { y: { data: new Float32Array(rows * hidden), dimensions: [rows, hidden] } }
  const seconds = await leastCpu(20, async () => {
    for (let i = 0; i < times; i++) await session.run(inputs, outputs)
  })
  await session.release()
  return (2 * rows * hidden * width * times) / seconds
}

/** What a step needs at least: weights forward and back, LoRA also its gradient, attention below the diagonal, logits. */
function operationsOf(shape, { rows, predicting }) {
  const sizes = LINEAR_KINDS.map(kind => linearShape(shape, kind))
  const linear = sizes.reduce((sum, [outputs, inputs]) => sum + outputs * inputs, 0)
  const lora = sizes.reduce((sum, [outputs, inputs]) => sum + RANK * (outputs + inputs), 0)
  const attention = 6 * rows * shape.heads * shape.headSize
  return (
    rows * shape.layers * (4 * linear + 6 * lora + attention) +
    4 * predicting * shape.vocabulary * shape.width
  )
}

const shape = llamaShape(await readGguf(weights))
const engine = await openComputation({
  weights,
  lora: { rank: RANK, alpha: 32, targets: LINEAR_KINDS },
  seed: 1,
  threads: Number(threads),
  lowMemory: false,
  maxTokens: 1024,
  runtime: await findRuntime(),
})
for (const rows of [128, 256, 512]) {
  const length = rows + 1
  const predicting = rows / 4
  const sample = {
    id: String(rows),
    ids: Int32Array.from({ length }, (_, i) => 100 + ((i * 7919) % 40000)),
    learnt: Uint8Array.from({ length }, (_, i) => (i >= length - predicting ? 1 : 0)),
  }
  // Peak and step in turns: what else the machine does slows both.
  const peak = await matrixPeak(shape)
  const seconds = await leastCpu(4, () => engine.step([sample], 1e-4, OPTIMIZER))
  const reached = operationsOf(shape, { rows, predicting }) / seconds
  const giga = value => (value / 1e9).toFixed(0)
  console.log(
    `${rows} rows: ${giga(reached)} of ${giga(peak)} GFLOP/CPU s, ${((100 * reached) / peak).toFixed(0)} % of the peak`,
  )
}
await engine.close()
