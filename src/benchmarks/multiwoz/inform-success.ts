// Inform and Success of one dialogue: were the venues on offer the ones of the goal, and was what the user asked for said?
import type { MwzState } from './active-domains.ts'
import { queryVenues, type VenueDatabase } from './venues.ts'

/** What the user wants in a domain (goals.json of mwzeval). */
export type DomainGoal = { informable: Record<string, unknown>; requestable: string[] }
export type Goal = { [domain: string]: DomainGoal }

/** One turn after normalisation. */
export type JudgedTurn = { response: string; state: MwzState; activeDomains: string[] }

export type DomainOutcome = {
  inform: boolean
  /** `null` where the official code does not get as far: Inform has failed somewhere in the dialogue. */
  success: boolean | null
  /** Venues on offer at the end, or `'matched'` where none need be offered. */
  offered: string[] | 'matched'
  /** Requested classes that were never said. */
  missing: string[]
}

export type DialogueOutcome = {
  inform: boolean
  success: boolean
  domains: { [domain: string]: DomainOutcome }
}

const REQUESTABLES = ['PHONE', 'ADDRESS', 'POST', 'REFERENCE', 'TRAINID']
const WITH_NAMES = new Set(['restaurant', 'hotel', 'attraction'])
const WITHOUT_VENUES = new Set(['taxi', 'police', 'hospital'])

export type DialogueToJudge = {
  goal: Goal
  /** Per system turn, the domains booked in it in the corpus; a reference said elsewhere does not count. */
  booked: string[][]
  turns: JudgedTurn[]
  database: VenueDatabase
}

/** Judges one dialogue (mwzeval/metrics.py, `get_dialog_success`). Turns beyond the corpus's are not looked at. */
export function judgeDialogue({ goal, booked, turns, database }: DialogueToJudge): DialogueOutcome {
  const goals = Object.entries(goal)
  const found = new Map(
    goals.map(([domain]) => [domain, { offered: [] as string[], said: new Set<string>() }]),
  )
  for (const [at, turn] of turns.slice(0, booked.length).entries())
    for (const [domain] of goals)
      if (turn.activeDomains.includes(domain))
        readTurn(domain, turn, booked[at]!, found.get(domain)!, database)
  const outcomes = goals.map(([domain, wanted]) => {
    const { offered, said } = found.get(domain)!
    const matched = needsNoOffer(domain, wanted, offered)
    const inform = matched || isInformed(domain, wanted, offered, database)
    const missing = [...new Set(wanted.requestable)].filter(name => !said.has(name))
    return [domain, { inform, offered: matched ? ('matched' as const) : offered, missing }] as const
  })
  const inform = outcomes.every(([, outcome]) => outcome.inform)
  const success = inform && outcomes.every(([, outcome]) => outcome.missing.length === 0)
  const domains = outcomes.map(
    ([domain, outcome]) =>
      [domain, { ...outcome, success: inform ? outcome.missing.length === 0 : null }] as const,
  )
  return { inform, success, domains: Object.fromEntries(domains) }
}

function readTurn(
  domain: string,
  { response, state }: JudgedTurn,
  booked: string[],
  found: { offered: string[]; said: Set<string> },
  database: VenueDatabase,
): void {
  const offers = WITH_NAMES.has(domain)
    ? response.includes('NAME')
    : domain === 'train' && response.includes('TRAINID')
  if (offers) {
    const slots = Object.hasOwn(state, domain) ? state[domain] : undefined
    const venues = slots ? queryVenues(database, domain, slots) : []
    // A search that still holds all that was on offer keeps the narrower offer.
    if (!holdsAll(venues, found.offered)) found.offered = venues
  }
  for (const name of REQUESTABLES)
    if (response.includes(name) && (name !== 'REFERENCE' || booked.includes(domain))) found.said.add(name)
}

/**
 * An empty offer is held by nothing: the first venues take its place. Both lists are in the order of the file, so that one
 * walk is enough.
 */
function holdsAll(venues: string[], offered: string[]): boolean {
  if (offered.length === 0) return false
  if (offered === venues) return true
  let at = 0
  for (const venue of offered) {
    while (at < venues.length && venues[at] !== venue) at++
    if (at === venues.length) return false
  }
  return true
}

function needsNoOffer(domain: string, goal: DomainGoal, offered: string[]): boolean {
  if (Object.hasOwn(goal.informable, 'name') || WITHOUT_VENUES.has(domain)) return true
  return domain === 'train' && offered.length === 0 && !goal.requestable.includes('TRAINID')
}

function isInformed(domain: string, goal: DomainGoal, offered: string[], database: VenueDatabase): boolean {
  return offered.length > 0 && holdsAll(queryVenues(database, domain, goal.informable), offered)
}
