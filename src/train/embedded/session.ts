// A graph that runs: onnxruntime with threads that sleep when they have nothing to do, and memory as asked.
import type { Feed } from './feeds.ts'
import type { BuiltGraph } from './graph.ts'
import type { Runtime } from './runtime.ts'

export type GraphSession = {
  /** Fills the arrays of `outputs`. It blocks the event loop until it is done. */
  run(inputs: Record<string, Feed>, outputs: Record<string, Feed>): Promise<void>
  release(): Promise<void>
}

export async function openSession(
  runtime: Runtime,
  graph: BuiltGraph,
  { threads, lowMemory }: { threads: number; lowMemory: boolean },
): Promise<GraphSession> {
  const session = await runtime.InferenceSession.create(graph.model, {
    externalData: graph.externalData,
    intraOpNumThreads: threads,
    interOpNumThreads: 1,
    executionMode: 'sequential',
    enableMemPattern: false,
    logSeverityLevel: 3,
    extra: {
      session: {
        // Spinning threads make two threads slower than one on a machine that has other work.
        intra_op: { allow_spinning: '0' },
        ...(lowMemory && { disable_prepacking: '1' }),
      },
    },
  })

  function tensor({ data, dimensions }: Feed) {
    if (data instanceof Float32Array) return new runtime.Tensor('float32', data, dimensions)
    if (data instanceof Uint8Array) return new runtime.Tensor('bool', data, dimensions)
    return new runtime.Tensor('int64', data, dimensions)
  }
  const tensors = (feeds: Record<string, Feed>) =>
    Object.fromEntries(Object.entries(feeds).map(([name, feed]) => [name, tensor(feed)]))

  return {
    async run(inputs, outputs) {
      await session.run(tensors(inputs), tensors(outputs))
    },
    release: () => session.release(),
  }
}
