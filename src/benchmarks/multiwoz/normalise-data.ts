// Normalises a predicted turn before anything is read from it (mwzeval/normalization.py, `normalize_data`).
import type { MwzState } from './active-domains.ts'
import { normalise } from './normalise.ts'
import { normaliseResponse } from './responses.ts'

/** One system turn as mwzeval reads it: the delexicalised response, what the system took for the state, what it is about. */
export type PredictedTurn = { response: string; state?: MwzState; active_domains?: string[] | string }

export type NormalisedTurn = { response: string; state?: MwzState; activeDomains?: string[] }

/** `normalize_data` of one turn. */
export function normaliseTurn(turn: PredictedTurn, place: string): NormalisedTurn {
  if (typeof turn?.response !== 'string')
    throw new Error(`${place}: expected a text "response", found ${typeof turn?.response}`)
  const { state, active_domains: activeDomains } = turn
  return {
    response: normaliseResponse(turn.response),
    ...(Object.hasOwn(turn, 'state') && { state: within(place, () => normaliseState(state)) }),
    ...(Object.hasOwn(turn, 'active_domains') && { activeDomains: activeDomains as string[] }),
  }
}

/** Slots in lower case without spaces, times called arrive and leave, values in canonical spelling. */
export function normaliseState(state: unknown): MwzState {
  if (!isObject(state))
    throw new Error(`expected a state {domain: {slot: text}}, found ${JSON.stringify(state)?.slice(0, 60)}`)
  const domains = Object.entries(state).map(([domain, slots]) => {
    if (!isObject(slots))
      throw new Error(`expected slots of "${domain}", found ${JSON.stringify(slots)?.slice(0, 60)}`)
    const named = new Map<string, unknown>()
    for (const [given, value] of Object.entries(slots)) {
      const slot = slotName(given)
      named.set(
        slot,
        within(`${domain}-${slot}`, () => normalise(slot, value as string)),
      )
    }
    return [domain, Object.fromEntries(named) as MwzState[string]] as const
  })
  return Object.fromEntries(domains)
}

function slotName(given: string): string {
  const slot = given.toLowerCase().replaceAll(' ', '')
  if (slot === 'arriveby') return 'arrive'
  return slot === 'leaveat' ? 'leave' : slot
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Errors of the work begin with the place it was about. */
export function within<T>(place: string, work: () => T): T {
  try {
    return work()
  } catch (error) {
    throw new Error(`${place}: ${(error as Error).message}`, { cause: error })
  }
}
