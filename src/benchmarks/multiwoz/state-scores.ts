// Scores the states of a whole predictions file: joint goal accuracy, slots, and the same for each domain.
import type { GoldState } from './gold.ts'
import type { PredictedTurn } from './normalise-data.ts'
import type { Predictions } from './score.ts'
import { SLOT_COUNT, TRACKED_SLOTS } from './slots.ts'
import {
  countSlots,
  type Matcher,
  NEARLY_NOTHING,
  ratesOfSlots,
  type SlotCounts,
  type SlotState,
} from './states.ts'

/**
 * `jointAccuracy`, `f1`, `slotAccuracy` and the domains' values are in per cent, `precision` and `recall` lie between 0
 * and 1. A domain counts in the turns where gold or prediction has one of its slots.
 */
export type StateScores = {
  turns: number
  joint: number
  jointAccuracy: number
  precision: number
  recall: number
  f1: number
  slotAccuracy: number
  domains: { [domain: string]: { turns: number; jointAccuracy: number } }
}

/** Sums over turns; `right` adds up each turn's share of right slots. */
export type StateCounts = Omit<SlotCounts, 'match' | 'domains'> & {
  turns: number
  joint: number
  right: number
  domains: Map<string, { turns: number; joint: number }>
}

export const STATE_DOMAINS = Object.keys(TRACKED_SLOTS)

export function noStates(): StateCounts {
  return { turns: 0, joint: 0, hits: 0, wrong: 0, missed: 0, differing: 0, right: 0, domains: new Map() }
}

/** Adds one turn to the sums, and says whether its states match. Throws where the official code raises. */
export function addTurn(sums: StateCounts, gold: SlotState, given: SlotState, matcher: Matcher): boolean {
  const counts = countSlots(gold, given, { matcher })
  sums.turns++
  sums.joint += Number(counts.match)
  sums.hits += counts.hits
  sums.wrong += counts.wrong
  sums.missed += counts.missed
  sums.differing += counts.differing
  sums.right += (SLOT_COUNT - counts.wrong - counts.missed + counts.differing) / SLOT_COUNT
  for (const [domain, match] of counts.domains) {
    if (!STATE_DOMAINS.includes(domain)) continue
    const own = sums.domains.get(domain) ?? { turns: 0, joint: 0 }
    sums.domains.set(domain, { turns: own.turns + 1, joint: own.joint + Number(match) })
  }
  return counts.match
}

export function scoresOfStates(sums: StateCounts): StateScores {
  const rate = (hits: number, turns: number) => (hits / (turns + NEARLY_NOTHING)) * 100
  const domains = STATE_DOMAINS.filter(domain => sums.domains.has(domain)).map(domain => {
    const { turns, joint } = sums.domains.get(domain)!
    return [domain, { turns, jointAccuracy: rate(joint, turns) }] as const
  })
  return {
    turns: sums.turns,
    joint: sums.joint,
    jointAccuracy: rate(sums.joint, sums.turns),
    ...ratesOfSlots(sums),
    slotAccuracy: rate(sums.right, sums.turns),
    domains: Object.fromEntries(domains),
  }
}

/**
 * Scores the states of a file against gold (multiwoz-helper mwzeval/metrics.py, `get_dst`, where the matcher is fuzzy).
 * The states are taken as they were given, before the normalisation that Inform and Success ask for. Only dialogues of
 * `gold` count, and only turns that were predicted. Throws an error with dialogue and turn where the official code raises.
 */
export function scoreStates(
  predictions: Predictions,
  gold: ReadonlyMap<string, GoldState[]>,
  { matcher }: { matcher: Matcher },
): StateScores {
  const sums = noStates()
  addFile(sums, predictions, { gold, matcher })
  return scoresOfStates(sums)
}

/** Adds the turns of the dialogues that `gold` has to the sums. */
export function addFile(
  sums: StateCounts,
  predictions: Predictions,
  { gold, matcher }: { gold: ReadonlyMap<string, GoldState[]>; matcher: Matcher },
): void {
  for (const [id, turns] of Object.entries(predictions)) {
    const states = gold.get(id)
    if (!states) continue
    for (const [at, turn] of turns.entries()) {
      const wanted = states[at]
      if (!wanted)
        throw new Error(`${id}, turn ${at}: expected ${states.length} turns as in the corpus, found more`)
      addPredicted(sums, wanted, turn, { matcher, place: `${id}, turn ${at}` })
    }
  }
}

function addPredicted(
  sums: StateCounts,
  wanted: GoldState,
  { state }: PredictedTurn,
  { matcher, place }: { matcher: Matcher; place: string },
): void {
  if (state === undefined) throw new Error(`${place}: expected a state, found none`)
  try {
    addTurn(sums, wanted, state, matcher)
  } catch (error) {
    throw new Error(`${place}: ${(error as Error).message}`, { cause: error })
  }
}
