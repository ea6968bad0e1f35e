// Reads what a played dialogue amounts to: per turn the state, the delexicalised response and the domains booked.
import type { AssistantTurn, Call, ToolTurn, Turn } from '../../dialogue/dialogue.ts'
import { addCalls, type TrackedState } from './call-state.ts'
import { type Dictionary, delexicalise } from './delexicalise.ts'
import { type PlayedTurn, responseOf } from './gold-context.ts'
import { normaliseState } from './normalise-data.ts'
import { TOOL_USES } from './tools.ts'

/** `state` holds only values that the official evaluators can read. */
export type ReadTurn = { response: string; state: TrackedState; booked: string[] }

/** What stands in for a value that the official code breaks off at; nothing in gold or database is alike. */
const UNREADABLE = 'unreadable'

export function readPlayed(played: PlayedTurn[], dictionary: Dictionary): ReadTurn[] {
  let state: TrackedState = {}
  const results: ToolTurn[] = []
  return played.map(turn => {
    const calls = turn.said.flatMap(step => (step.role === 'assistant' ? (step.calls ?? []) : []))
    const given = turn.said.filter(step => step.role === 'tool')
    state = addCalls(state, calls)
    results.push(...given)
    return {
      response: delexicalise(responseOf(turn), dictionary, results),
      state: readable(state),
      booked: [...new Set(given.filter(isBooked).map(({ name }) => TOOL_USES.get(name)!.domain))],
    }
  })
}

function isBooked({ name, result }: ToolTurn): boolean {
  if (TOOL_USES.get(name)?.kind !== 'book' || typeof result !== 'object' || result === null) return false
  return !Array.isArray(result) && result.result !== null && result.result !== undefined
}

/** A value that cannot be read costs its slot, not the evaluation. */
export function readable(state: TrackedState): TrackedState {
  const domains = Object.entries(state).map(([domain, slots]) => [
    domain,
    Object.fromEntries(
      Object.entries(slots).map(([slot, value]) => [
        slot,
        isReadable(domain, slot, value) ? value : UNREADABLE,
      ]),
    ),
  ])
  return Object.fromEntries(domains)
}

function isReadable(domain: string, slot: string, value: string): boolean {
  try {
    normaliseState({ [domain]: { [slot]: value } })
    return true
  } catch {
    return false
  }
}

/** Calls of a turn with what each of them gave. */
export function callsWithResults(said: Turn[]): { call: Call; result: ToolTurn | undefined }[] {
  const results = said.filter(step => step.role === 'tool').filter(({ name }) => name !== 'format')
  const calls = said
    .filter((step): step is AssistantTurn => step.role === 'assistant')
    .flatMap(step => step.calls ?? [])
  return calls.map((call, at) => ({ call, result: results[at] }))
}
