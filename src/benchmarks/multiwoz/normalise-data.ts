// Normalises a predicted turn before anything is read from it (mwzeval/normalization.py, `normalize_data`).
import type { MwzState } from './active-domains.ts'
import { normalise } from './normalise.ts'
import { normaliseResponse } from './responses.ts'

/** One system turn as mwzeval reads it: the delexicalised response, what the system took for the state, what it is about. */
export type PredictedTurn = { response: string; state?: MwzState; active_domains?: string[] | string }

export type NormalisedTurn = { response: string; state?: MwzState; activeDomains?: string[] }

/** What was normalised before: systems repeat themselves. */
export type Known = {
  responses: Map<string, string>
  values: Map<string, Map<unknown, unknown>>
  /** Slot names of responses that have no class. */
  unknown: Set<string>
}

export function nothingKnown(): Known {
  return { responses: new Map(), values: new Map(), unknown: new Set() }
}

/** `normalize_data` of one turn; `place` stands in front of errors. */
export function normaliseTurn(turn: PredictedTurn, place: string, known = nothingKnown()): NormalisedTurn {
  if (typeof turn?.response !== 'string')
    throw new Error(`${place}: expected a text "response", found ${typeof turn?.response}`)
  const { state, active_domains: activeDomains } = turn
  return {
    response: knownResponse(turn.response, known),
    ...(Object.hasOwn(turn, 'state') && { state: within(place, () => normaliseState(state, known)) }),
    ...(Object.hasOwn(turn, 'active_domains') && { activeDomains: activeDomains as string[] }),
  }
}

function knownResponse(given: string, { responses, unknown }: Known): string {
  const known = responses.get(given)
  if (known !== undefined) return known
  const response = normaliseResponse(given, name => unknown.add(name))
  responses.set(given, response)
  return response
}

/** Slots in lower case without spaces, times called arrive and leave, values in canonical spelling. */
export function normaliseState(state: unknown, known = nothingKnown()): MwzState {
  if (!isObject(state))
    throw new Error(`expected a state {domain: {slot: text}}, found ${JSON.stringify(state)?.slice(0, 60)}`)
  const normalised: MwzState = {}
  for (const domain of Object.keys(state)) {
    const slots = state[domain]
    if (!isObject(slots))
      throw new Error(`expected slots of "${domain}", found ${JSON.stringify(slots)?.slice(0, 60)}`)
    const named: MwzState[string] = {}
    for (const given of Object.keys(slots)) {
      const slot = slotName(given)
      set(named, slot, knownValue(domain, slot, slots[given], known))
    }
    set(normalised, domain, named)
  }
  return normalised
}

/** `__proto__` is a key like any other; plain objects are quicker than those without a prototype. */
function set<Value>(object: { [key: string]: Value }, key: string, value: Value): void {
  if (key === '__proto__')
    Object.defineProperty(object, key, { value, enumerable: true, configurable: true, writable: true })
  else object[key] = value
}

function knownValue(domain: string, slot: string, given: unknown, { values }: Known): unknown {
  const own = values.get(slot) ?? new Map<unknown, unknown>()
  if (own.has(given)) return own.get(given)
  const value = within(`${domain}-${slot}`, () => normalise(slot, given as string))
  own.set(given, value)
  values.set(slot, own)
  return value
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
