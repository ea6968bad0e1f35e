// What an engine and its child process say to each other.
import type { Engine, EngineState, Optimizer, Slot, StepResult, TokenSample } from './contract.ts'
import type { ComputationOptions } from './computation.ts'

export type Call =
  | { method: 'open'; options: ComputationOptions }
  | { method: 'step'; batch: readonly TokenSample[]; learningRate: number; optimizer: Optimizer }
  | { method: 'loss'; samples: readonly TokenSample[] }
  | { method: 'state' }
  | { method: 'restore'; state: EngineState }

export type Answers = {
  open: readonly Slot[]
  step: StepResult
  loss: Awaited<ReturnType<Engine['loss']>>
  state: EngineState
  restore: undefined
}

export type Request = { id: number; call: Call }

/** `isNotFinite` keeps the one error that callers tell apart, which a message between processes would lose. */
export type Reply =
  | { id: number; value: unknown }
  | { id: number; error: { message: string; isNotFinite: boolean } }
