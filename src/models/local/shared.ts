// One running engine for all embedded models of the process: it starts with the first and ends with the last.
import type { Llama } from 'node-llama-cpp'
import { loadEngine } from './engine.ts'

/** `complaints` are what llama.cpp said of errors, oldest first. */
export type RunningEngine = { llama: Llama; complaints: string[]; release(): Promise<void> }

type Shared = { started: Promise<Llama>; complaints: string[]; users: number }

let shared: Shared | undefined

/** Whoever takes the engine releases it once. */
export async function takeEngine(): Promise<RunningEngine> {
  shared ??= start()
  const mine = shared
  mine.users++
  async function release(): Promise<void> {
    if (--mine.users > 0) return
    if (shared === mine) shared = undefined
    await (await mine.started).dispose()
  }
  try {
    return { llama: await mine.started, complaints: mine.complaints, release }
  } catch (error) {
    if (shared === mine) shared = undefined
    throw error
  }
}

function start(): Shared {
  const complaints: string[] = []
  return { started: startEngine(complaints), complaints, users: 0 }
}

/** llama.cpp has one place for its log, so engines side by side would take it from each other. */
async function startEngine(complaints: string[]): Promise<Llama> {
  const { getLlama, LlamaLogLevel } = await loadEngine()
  return getLlama({
    gpu: false,
    build: 'never',
    logLevel: LlamaLogLevel.error,
    logger: (_level, message) => complaints.push(message.trim()),
    progressLogs: false,
  })
}
