// Estimates which domain each turn is about, from what changes in the state from turn to turn.

export type MwzState = { [domain: string]: { [slot: string]: unknown } }

/**
 * The active domains of each turn (mwzeval/utils.py, `get_domain_estimates_from_state`): at most one, kept while its
 * state changes, else the changed domain with most slots.
 */
export function estimateActiveDomains(states: MwzState[]): string[][] {
  let current: string | undefined
  let before: MwzState = {}
  let changedBefore: string[] = []
  return states.map(state => {
    const changed = Object.keys(state).filter(domain => hasNews(state[domain]!, before[domain]))
    if (changed.length === 0) {
      // The official loop goes on here without remembering this turn's state.
      if (current === undefined) return []
      if (changedBefore.length > 1) {
        const others = changedBefore.filter(domain => Object.hasOwn(state, domain) && domain !== current)
        current = others[0] ?? current
      }
    } else if (current === undefined || !changed.includes(current)) {
      current = fullest(changed, state)
    }
    before = state
    changedBefore = changed
    return [current as string]
  })
}

/** Whether a slot has a value that it did not have; slots that went away are no news. */
function hasNews(slots: MwzState[string], old: MwzState[string] = {}): boolean {
  let isNew = false
  for (const slot of Object.keys(slots)) {
    const value = slots[slot]
    if (typeof value === 'object' && value !== null)
      throw new Error(`expected a text as value of "${slot}", found ${JSON.stringify(value).slice(0, 60)}`)
    if (!isNew) isNew = !Object.hasOwn(old, slot) || !isSame(old[slot], value)
  }
  return isNew
}

/** To Python true is 1 and false is 0. */
function isSame(first: unknown, second: unknown): boolean {
  if (typeof first === 'string' || typeof second === 'string' || first === null || second === null)
    return first === second
  return Number(first) === Number(second)
}

function fullest(domains: string[], state: MwzState): string {
  let best = domains[0]!
  for (const domain of domains)
    if (Object.keys(state[domain]!).length > Object.keys(state[best]!).length) best = domain
  return best
}
