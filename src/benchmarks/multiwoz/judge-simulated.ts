// Judges a dialogue with a simulated user: AutoTOD's counts, and Inform and Success by mwzeval's rules.
import type { Json } from '../../dialogue/dialogue.ts'
import type { Verdict } from '../../eval/benchmark.ts'
import { autotodCounts } from './autotod.ts'
import { type AutotodCounts, combined, wholeDialogue } from './autotod-counts.ts'
import type { MultiwozCase } from './cases.ts'
import { verdictOf } from './file-scores.ts'
import type { PlayedTurn } from './gold-context.ts'
import { judgeTurns } from './judge-played.ts'
import { readPlayed } from './played-states.ts'

/** What is kept of a dialogue for the pooled counts. */
export type KeptCountsOfDomains = { autotod: { [domain: string]: AutotodCounts } }

/**
 * Right where all that the goal asks for was got by AutoTOD's counts. A reference counts for mwzeval's Success where the
 * agent itself booked in that turn: the corpus's booked turns are those of another dialogue.
 */
export function scoreSimulated(item: MultiwozCase, played: PlayedTurn[]): Verdict {
  const turns = readPlayed(played, item.shared.dictionary)
  const outcome = judgeTurns(
    item,
    turns,
    turns.map(turn => turn.booked),
  )
  const autotod = autotodCounts(item, played)
  const whole = wholeDialogue(Object.values(autotod))
  const correct = whole.inform && whole.success !== false && whole.book !== false
  const verdict = verdictOf(outcome)
  return {
    correct,
    metrics: {
      ...verdict.metrics,
      ...rates('autotod', whole),
      'autotod-combined': combined(whole),
      ...Object.assign(
        {},
        ...Object.entries(autotod).map(([domain, one]) => rates(`autotod-${domain}`, one)),
      ),
    },
    ...(!correct && { errorClass: errorClass(whole), reason: reasonOf(autotod) }),
    expected: item.dialogue.goal as Json,
    given: { turns, autotod, domains: outcome.domains } as unknown as Json,
  }
}

function rates(prefix: string, counts: AutotodCounts): Record<string, number> {
  const pairs = Object.entries(counts).filter(([, value]) => value !== null)
  return Object.fromEntries(pairs.map(([metric, value]) => [`${prefix}-${metric}`, Number(value)]))
}

function errorClass({ inform, book }: AutotodCounts): string {
  if (!inform) return 'wrong venue'
  return book === false ? 'not booked' : 'not said'
}

function reasonOf(autotod: { [domain: string]: AutotodCounts }): string {
  return Object.entries(autotod)
    .flatMap(([domain, { inform, success, book }]) => {
      if (!inform) return `${domain}: not what the user wanted`
      const missing = [success === false && 'not all said', book === false && 'not booked as wanted']
      return missing.filter(part => part !== false).map(part => `${domain}: ${part}`)
    })
    .join('; ')
}
