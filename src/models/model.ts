// Whoever answers: one contract for an embedded model, a server, kept replies and a script.
import type { Prompt, Said } from '../dialogue/prompt.ts'

/**
 * Decides a reply, apart from the prompt. `maxTokens` counts generated tokens; a reply that reaches it is a fault unless
 * `cut` says to take what was said so far as the answer.
 */
export type Sampling = {
  temperature: number
  maxTokens: number
  stop?: string[]
  seed?: number
  cut?: 'fault' | 'answer'
}

/** Tokens evaluated for one reply; `cached` of the prompt's tokens were not computed again. */
export type Usage = { prompt: number; completion: number; cached?: number }

export type Reply = Said & { usage?: Usage; ms: number; requestId?: string }

/** What is recorded about a model in `run.json`; resuming with another identity is refused. */
export type ModelIdentity = {
  kind: string
  name: string
  [detail: string]: string | number | boolean | undefined
}

export type Model = {
  identity: ModelIdentity
  /** How many prompts may be in flight at once. */
  concurrency: number
  /** Answers one prompt, or throws a `ModelFault`: a fault is never an answer. */
  ask(prompt: Prompt, options: { sampling: Sampling; signal?: AbortSignal }): Promise<Reply>
  close(): Promise<void>
}

export type FaultKind =
  | 'http'
  | 'timeout'
  | 'network'
  | 'malformed'
  | 'truncated'
  | 'refused'
  | 'aborted'
  | 'context'

/**
 * Why a model gave no answer. `stop` asks the whole run to end (a rejected key, for example); `partial` holds
 * what was said before a reply was cut off.
 */
export class ModelFault extends Error {
  readonly kind: FaultKind
  readonly status: number | undefined
  readonly requestId: string | undefined
  readonly stop: boolean
  readonly partial: string | undefined

  constructor(
    kind: FaultKind,
    message: string,
    details: { status?: number; requestId?: string; stop?: boolean; partial?: string; cause?: unknown } = {},
  ) {
    super(message, { cause: details.cause })
    this.name = 'ModelFault'
    this.kind = kind
    this.status = details.status
    this.requestId = details.requestId
    this.stop = details.stop ?? false
    this.partial = details.partial
  }
}
