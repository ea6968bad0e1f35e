// Patience with a server: faults that pass are tried again, after a wait that grows and is never the same for all.
import { ModelFault } from './model.ts'

export type Patience = {
  /** Tries in all. */
  tries: number
  /** Milliseconds before the second try; doubled each time, up to `longest`. */
  first: number
  longest: number
}

const PATIENCE: Patience = { tries: 6, first: 500, longest: 30_000 }

/** A `Retry-After` longer than this is not waited for: the fault is kept, and a resume asks again. */
const LONGEST_ASKED_WAIT = 120_000

/** Runs `attempt` until it succeeds, its fault is not one that passes, or patience ends. Throws the last fault. */
export async function withRetries<T>(
  attempt: () => Promise<T>,
  patience: Partial<Patience>,
  signal?: AbortSignal,
): Promise<T> {
  const { tries, first, longest } = { ...PATIENCE, ...patience }
  for (let tried = 1; ; tried++) {
    try {
      return await attempt()
    } catch (error) {
      if (tried >= tries || !doesPass(error)) throw error
      const asked = retryAfter(error)
      if (asked !== undefined && asked > LONGEST_ASKED_WAIT) throw error
      await sleep(asked ?? jittered(Math.min(longest, first * 2 ** (tried - 1))), signal)
    }
  }
}

/** Too many requests, a timeout, a server's own error, a broken connection, or a body cut in transit. */
function doesPass(error: unknown): boolean {
  if (!(error instanceof ModelFault) || error.stop) return false
  if (error.kind === 'network' || error.kind === 'timeout' || error.kind === 'malformed') return true
  const status = error.status ?? 0
  return error.kind === 'http' && (status === 408 || status === 409 || status === 429 || status >= 500)
}

/** Milliseconds that the server asked to wait: `Retry-After` in seconds or as a date. */
export function retryAfter(error: unknown, now = Date.now()): number | undefined {
  const asked = (error as { retryAfter?: string }).retryAfter
  if (asked === undefined) return undefined
  const seconds = Number(asked)
  const wait = asked.trim() !== '' && Number.isFinite(seconds) ? seconds * 1000 : Date.parse(asked) - now
  return Number.isFinite(wait) ? Math.max(0, wait) : undefined
}

/** Between half and all of the wait, so that many clients do not come back at once. */
function jittered(wait: number): number {
  return wait * (0.5 + Math.random() / 2)
}

function sleep(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer)
      reject(new ModelFault('aborted', 'stopped while waiting to try again'))
    }
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', stop)
      resolve()
    }, milliseconds)
    if (signal?.aborted) stop()
    else signal?.addEventListener('abort', stop, { once: true })
  })
}
