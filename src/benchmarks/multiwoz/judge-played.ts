// Judges a dialogue that was asked of a model: Inform and Success of what was said, and each turn's state against gold.
import type { Json } from '../../dialogue/dialogue.ts'
import type { Verdict } from '../../eval/benchmark.ts'
import { estimateActiveDomains } from './active-domains.ts'
import type { MultiwozCase } from './cases.ts'
import { verdictOf } from './file-scores.ts'
import type { PlayedTurn } from './gold-context.ts'
import { type DialogueOutcome, judgeDialogue } from './inform-success.ts'
import { normaliseState } from './normalise-data.ts'
import { type ReadTurn, readPlayed } from './played-states.ts'
import { normaliseResponse } from './responses.ts'
import { addTurn, noStates, type StateCounts } from './state-scores.ts'
import type { Matcher, SlotState } from './states.ts'

/** Sums of one dialogue's turns, as they are kept in a verdict. */
export type KeptCounts = Omit<StateCounts, 'domains'> & {
  domains: { [domain: string]: { turns: number; joint: number } }
}

/** `usual`: whether the dialogue is among the 999 that published joint goal accuracies are over. */
export type KeptStates = { usual: boolean; exact: KeptCounts; fuzzy: KeptCounts }

/** Inform, Success and joint goal accuracy of a dialogue in the gold context. */
export function scorePlayed(item: MultiwozCase, played: PlayedTurn[]): Verdict {
  const turns = readPlayed(played, item.shared.dictionary)
  const outcome = judgeTurns(item, turns, item.shared.data.booked[item.id]!)
  const states = countStates(
    item,
    turns.map(turn => turn.state),
  )
  const verdict = verdictOf(outcome)
  return {
    ...verdict,
    metrics: { ...verdict.metrics, ...stateMetrics(states) },
    expected: item.gold as unknown as Json,
    given: { turns, ...states, domains: outcome.domains } as unknown as Json,
  }
}

/** Inform and Success by mwzeval's rules; `booked` are the domains booked in each turn. */
export function judgeTurns(item: MultiwozCase, turns: ReadTurn[], booked: string[][]): DialogueOutcome {
  const states = turns.map(turn => normaliseState(turn.state))
  const active = estimateActiveDomains(states)
  return judgeDialogue({
    goal: item.shared.data.goals[item.id]!,
    booked,
    turns: turns.map((turn, at) => ({
      response: normaliseResponse(turn.response),
      state: states[at]!,
      activeDomains: active[at]!,
    })),
    database: item.shared.data.database,
  })
}

/** A turn that was not reached has no state: it is counted as wrong where gold has one. */
export function countStates(item: MultiwozCase, states: SlotState[]): KeptStates {
  const count = (matcher: Matcher): KeptCounts => {
    const sums = noStates()
    for (const [at, gold] of item.gold.entries()) addTurn(sums, gold, states[at] ?? {}, matcher)
    return { ...sums, domains: Object.fromEntries(sums.domains) }
  }
  return { usual: item.usual, exact: count('exact'), fuzzy: count('fuzzy') }
}

/** Shares of right turns between 0 and 1. */
export function stateMetrics({ exact, fuzzy }: KeptStates): Record<string, number> {
  return { jga: exact.joint / exact.turns, 'jga-fuzzy': fuzzy.joint / fuzzy.turns }
}

/** Slots that differ from gold, as `domain-slot: expected x, found y`. */
export function stateMistakes(gold: SlotState, given: SlotState): string[] {
  const names = (state: SlotState) =>
    Object.entries(state).flatMap(([domain, slots]) => Object.keys(slots).map(slot => `${domain}-${slot}`))
  const value = (state: SlotState, name: string) => {
    const [domain = '', slot = ''] = name.split('-', 2)
    return state[domain]?.[slot] ?? 'nothing'
  }
  return [...new Set([...names(gold), ...names(given)])]
    .filter(name => value(gold, name) !== value(given, name))
    .map(name => `${name}: expected ${value(gold, name)}, found ${value(given, name)}`)
}
