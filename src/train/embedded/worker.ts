// The child process of an engine: it computes, so that the process that a person watches stays awake.
import { openComputation } from './computation.ts'
import { type Engine, NotFinite } from './contract.ts'
import type { Call, Reply, Request } from './messages.ts'

let engine: Engine | undefined

// Ctrl-C reaches every process of a terminal; the parent decides what it means and ends this one.
process.on('SIGINT', () => {})
process.on('disconnect', () => process.exit())
process.on('message', async ({ id, call }: Request) => {
  const reply = await answer(call).then(
    (value): Reply => ({ id, value }),
    (error): Reply => ({ id, error: { message: messageOf(error), isNotFinite: error instanceof NotFinite } }),
  )
  // A parent that is gone has no use for an answer.
  process.send?.(reply, undefined, undefined, error => error && process.exit())
})

async function answer(call: Call): Promise<unknown> {
  if (call.method === 'open') {
    engine = await openComputation(call.options)
    return engine.layout
  }
  if (!engine) throw new Error('engine: expected it to be open')
  if (call.method === 'step') return engine.step(call.batch, call.learningRate, call.optimizer)
  if (call.method === 'loss') return engine.loss(call.samples)
  return call.method === 'state' ? engine.state() : engine.restore(call.state)
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
