// What llama.cpp says of a text: the log-probabilities of every next token, to hold the graph's against.
import { takeEngine } from '../../../src/models/local/shared.ts'
import type { Lora } from '../../../src/train/embedded/contract.ts'
import { rowFeeds, slotFeeds } from '../../../src/train/embedded/feeds.ts'
import { loraLayout } from '../../../src/train/embedded/layout.ts'
import { llamaGraph } from '../../../src/train/embedded/llama-graph.ts'
import { packSamples } from '../../../src/train/embedded/pack.ts'
import { findRuntime, loadRuntime } from '../../../src/train/embedded/runtime.ts'
import { openSession } from '../../../src/train/embedded/session.ts'
import { readLlama } from '../../../src/train/embedded/weights.ts'
import { writeAdapter } from '../../../src/weights/adapter.ts'
import { readGguf } from '../../../src/weights/gguf.ts'
import { sample } from './tiny.ts'

/** Log-probabilities by token. */
export type Row = Map<number, number>

/** After each of the last `count` tokens of `ids`. */
export async function llamaCppRows(
  weights: string,
  { ids, count, adapter }: { ids: number[]; count: number; adapter?: string },
): Promise<Row[]> {
  const engine = await takeEngine()
  const model = await engine.llama.loadModel({ modelPath: weights })
  const context = await model.createContext({
    contextSize: 512,
    threads: 1,
    flashAttention: false,
    ...(adapter !== undefined && { lora: { adapters: [{ filePath: adapter, scale: 1 }] } }),
  })
  const asked = ids.map((id, i) =>
    i < ids.length - count ? id : ([id, { generateNext: { probabilities: true } }] as const),
  )
  const output = await context
    .getSequence()
    .controlledEvaluate(asked as Parameters<ReturnType<typeof context.getSequence>['controlledEvaluate']>[0])
  const rows = output
    .slice(-count)
    .map(item => new Map([...item!.next.probabilities!].map(([token, p]) => [token as number, Math.log(p)])))
  await context.dispose()
  await model.dispose()
  await engine.release()
  return rows
}

/** The same rows from the graph. */
export async function graphRows(
  path: string,
  { ids, count, lora, theta }: { ids: number[]; count: number; lora: Lora; theta: Float32Array },
): Promise<Row[]> {
  const { shape, weights } = await readLlama(path)
  const graph = llamaGraph({ shape, lora, weights, kind: 'logits', lowMemory: false, maxRows: 512 })
  const session = await openSession(await loadRuntime(await findRuntime()), graph, {
    threads: 1,
    lowMemory: false,
  })
  // One token more, so that the last one is a row, too.
  const [pack] = packSamples([sample('text', [...ids, 0], ids.length - count + 1)], 512)
  const logits = new Float32Array(count * shape.vocabulary)
  await session.run(
    { ...slotFeeds(loraLayout(shape, lora), theta), ...rowFeeds(pack!) },
    { logits: { data: logits, dimensions: [count, shape.vocabulary] } },
  )
  await session.release()
  return Array.from({ length: count }, (_, i) =>
    logProbabilities(logits.subarray(i * shape.vocabulary, (i + 1) * shape.vocabulary)),
  )
}

function logProbabilities(logits: Float32Array): Row {
  const largest = logits.reduce((a, b) => Math.max(a, b))
  const total = largest + Math.log(logits.reduce((sum, value) => sum + Math.exp(value - largest), 0))
  return new Map([...logits].map((value, token) => [token, value - total]))
}

/** How far the log-probabilities of llama.cpp's five likeliest tokens, which it lists first, are apart, at most. */
export function largestDistance(theirs: Row[], ours: Row[]): number {
  return Math.max(
    ...theirs.flatMap((row, i) =>
      [...row].slice(0, 5).map(([token, value]) => Math.abs(value - ours[i]!.get(token)!)),
    ),
  )
}

/** Writes `theta` as an adapter of this base. */
export async function writeTheta(
  path: string,
  { base, lora, theta }: { base: string; lora: Lora; theta: Float32Array },
): Promise<void> {
  const { shape } = await readLlama(base)
  const tensors = new Map(
    loraLayout(shape, lora).map(({ name, rows, columns, offset }) => [
      name,
      { data: theta.subarray(offset, offset + rows * columns), shape: [rows, columns] },
    ]),
  )
  await writeAdapter(path, { adapter: { alpha: lora.alpha, tensors }, base: await readGguf(base) })
}
