// Reads the dialogue state off the agent's calls: what it searched for and booked is what it took the user to want.
import type { Call } from '../../dialogue/dialogue.ts'
import { FINITE } from './rows.ts'
import { TRACKED_SLOTS } from './slots.ts'
import { TOOL_USES } from './tools.ts'

export type TrackedState = { [domain: string]: { [slot: string]: string } }

const SLOTS = new Set(
  Object.entries(TRACKED_SLOTS).flatMap(([domain, slots]) => slots.map(slot => `${domain}-${slot}`)),
)

/**
 * The state after one more turn's calls. Arguments are slots in lower case; those of bookings begin with `book`, except
 * names, ids and a taxi's. `any`, and what a slot of few values cannot be, is no wish. Nothing is changed in place.
 */
export function addCalls(state: TrackedState, calls: Call[]): TrackedState {
  const domains = new Map(
    Object.entries(state).map(([domain, slots]) => [domain, new Map(Object.entries(slots))]),
  )
  for (const call of calls) {
    const use = TOOL_USES.get(call.name)
    if (!use) continue
    const { domain } = use
    const booked = use.kind === 'book' && domain !== 'taxi'
    for (const [argument, given] of Object.entries(call.arguments)) {
      const slot = (booked && !/name|ID/.test(argument) ? `book${argument}` : argument).toLowerCase()
      if (!SLOTS.has(`${domain}-${slot}`) || given === null || typeof given === 'object') continue
      const value = String(given)
      const allowed = FINITE[domain]?.[slot]
      const slots = domains.get(domain) ?? new Map<string, string>()
      if (value !== '' && value.toLowerCase() !== 'any' && (!allowed || allowed.includes(value)))
        slots.set(slot, value)
      else slots.delete(slot)
      domains.set(domain, slots)
    }
  }
  const filled = [...domains].filter(([, slots]) => slots.size > 0)
  return Object.fromEntries(filled.map(([domain, slots]) => [domain, Object.fromEntries(slots)]))
}
