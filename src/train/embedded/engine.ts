// The embedded engine: LoRA training in a child process, which takes its memory with it when it ends.
import { type ChildProcess, fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { type Engine, type EngineOptions, NotFinite } from './contract.ts'
import type { Answers, Call, Reply, Request } from './messages.ts'
import { findRuntime } from './runtime.ts'

/**
 * Starts an engine; it takes some seconds and about 2 GB for a model of 135 million weights. Throws where
 * onnxruntime-node is not installed, where the model is no plain Llama, and with the signal's reason.
 */
export async function openEngine({ signal, ...options }: EngineOptions): Promise<Engine> {
  signal?.throwIfAborted()
  const runtime = await findRuntime()
  const child = startChild(signal)
  try {
    const layout = await child.ask({ method: 'open', options: { ...options, runtime } })
    return {
      layout,
      step: (batch, learningRate, optimizer) => child.ask({ method: 'step', batch, learningRate, optimizer }),
      loss: samples => child.ask({ method: 'loss', samples }),
      state: () => child.ask({ method: 'state' }),
      restore: state => child.ask({ method: 'restore', state }),
      close: child.end,
    }
  } catch (error) {
    await child.end()
    throw error
  }
}

type Child = {
  ask<C extends Call>(call: C): Promise<Answers[C['method']]>
  end(): Promise<void>
}

type Waiting = { resolve: (value: unknown) => void; reject: (error: unknown) => void }

function startChild(signal: AbortSignal | undefined): Child {
  const child = fork(workerPath(), [], {
    serialization: 'advanced',
    // The child lets go of its copy of the weights as soon as it can.
    execArgv: [...process.execArgv, '--expose-gc'],
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  })
  const waiting = new Map<number, Waiting>()
  const lastWords = collectWords(child)
  let asked = 0
  let ended: unknown
  const exited = new Promise<void>(resolve => child.once('close', () => resolve()))

  function endWith(reason: unknown): void {
    ended ??= reason
    for (const { reject } of waiting.values()) reject(ended)
    waiting.clear()
    child.kill('SIGKILL')
  }
  const abort = () => endWith(signal?.reason)
  signal?.addEventListener('abort', abort)
  child.on('message', (reply: Reply) => {
    // An answer may still be under way when the engine is ended; who asked has been told by then.
    const asker = waiting.get(reply.id)
    waiting.delete(reply.id)
    if ('value' in reply) asker?.resolve(reply.value)
    else asker?.reject(errorOf(reply.error))
  })
  child.once('error', error => endWith(error))
  child.once('close', (status, name) => endWith(endedEarly(status, name, lastWords())))

  return {
    ask(call) {
      if (ended) return Promise.reject(ended)
      const request: Request = { id: asked++, call }
      return new Promise((resolve, reject) => {
        waiting.set(request.id, { resolve: resolve as Waiting['resolve'], reject })
        child.send(request, error => error && endWith(error))
      })
    },
    async end() {
      signal?.removeEventListener('abort', abort)
      endWith(new Error('the training engine is closed'))
      await exited
    },
  }
}

function errorOf({ message, isNotFinite }: { message: string; isNotFinite: boolean }): Error {
  return isNotFinite ? new NotFinite(message) : new Error(message)
}

/** This code runs from its source in tests and compiled elsewhere; the worker lies beside it in either form. */
function workerPath(): string {
  const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js'
  return fileURLToPath(new URL(`./worker.${extension}`, import.meta.url))
}

/** What the child said last of an error; a crash of Node ends with its version, which says nothing. */
function collectWords(child: ChildProcess): () => string {
  let said = ''
  child.stderr?.on('data', piece => {
    said = (said + piece).slice(-2000)
  })
  return () =>
    said
      .split('\n')
      .filter(line => /error/i.test(line))
      .at(-1)
      ?.trim() ?? ''
}

function endedEarly(status: number | null, signal: string | null, words: string): Error {
  const how = signal ? `by ${signal}` : `with status ${status}`
  const advice =
    signal === 'SIGKILL' ? '; the machine may have run out of memory, try the low-memory mode' : ''
  return new Error(`the training engine ended early ${how}${words && ` (${words})`}${advice}`)
}
