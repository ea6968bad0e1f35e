// Turns the scores of one predictions file into rows: every metric with its domain, its unit and the scorer it follows.
import type { Score, Verdict } from '../../eval/benchmark.ts'
import type { DialogueOutcome } from './inform-success.ts'
import type { Richness } from './richness.ts'
import type { DialogueScores } from './score.ts'
import type { StateScores } from './state-scores.ts'

export const MWZEVAL = 'mwzeval 7f19ee0'
export const LAB = 'multiwoz-helper 89b0b08'
export const EXACT = 'exact match'
export const AUTOTOD = 'AutoTOD ae02b3b counts, no judging model'

const UNITS: Record<keyof Richness, string> = {
  entropy: 'bits',
  cond_entropy: 'bits',
  avg_lengths: 'tokens',
  msttr: '0–1',
  num_unigrams: 'types',
  num_bigrams: 'types',
  num_trigrams: 'types',
}

/** Inform and Success for all dialogues (`total`) and for each domain, in per cent with one decimal. */
export function successRows({ dialogues, total }: DialogueScores): Score[] {
  const outcomes = Object.values(dialogues)
  const domains = ['total', ...Object.keys(total.inform).filter(domain => domain !== 'total')]
  return domains.flatMap(split => {
    const n = split === 'total' ? outcomes.length : outcomes.filter(one => split in one.domains).length
    return (['inform', 'success'] as const).map(metric => ({
      split,
      metric,
      value: total[metric][split]!,
      n,
      scorer: MWZEVAL,
    }))
  })
}

/** BLEU, and the leaderboard's combined score: the mean of Inform and Success, and BLEU. */
export function bleuRows({ bleu, total }: DialogueScores, turns: number): Score[] {
  if (bleu === undefined) return []
  const combined = 0.5 * (total.inform.total! + total.success.total!) + bleu
  return [
    { split: 'total', metric: 'bleu', value: bleu, n: turns, scorer: MWZEVAL },
    { split: 'total', metric: 'combined', value: combined, n: turns, scorer: MWZEVAL },
  ]
}

export function richnessRows(richness: Richness, turns: number): Score[] {
  return Object.entries(richness).map(([metric, value]) => ({
    split: 'total',
    metric,
    value,
    n: turns,
    scorer: MWZEVAL,
    unit: UNITS[metric as keyof Richness],
  }))
}

/** `name` is `jga` or `jga-fuzzy`; slot metrics carry the same ending. */
export function stateRows(scores: StateScores, { name, scorer }: { name: string; scorer: string }): Score[] {
  const ending = name.slice('jga'.length)
  const row = (metric: string, value: number): Score => ({
    split: 'total',
    metric: metric + ending,
    value,
    n: scores.turns,
    scorer,
  })
  return [
    row('jga', scores.jointAccuracy),
    row('slot-precision', 100 * scores.precision),
    row('slot-recall', 100 * scores.recall),
    row('slot-f1', scores.f1),
    row('slot-accuracy', scores.slotAccuracy),
    ...Object.entries(scores.domains).map(([split, { turns, jointAccuracy }]) => ({
      split,
      metric: name,
      value: jointAccuracy,
      n: turns,
      scorer,
    })),
  ]
}

/** The verdict on one dialogue: right where Success is, with the reason where it is not. */
export function verdictOf(outcome: DialogueOutcome): Verdict {
  const { inform, success, domains } = outcome
  const metrics: Record<string, number> = { inform: Number(inform), success: Number(success) }
  for (const [domain, one] of Object.entries(domains)) {
    metrics[`inform-${domain}`] = Number(one.inform)
    metrics[`success-${domain}`] = Number(one.success === true)
  }
  if (success) return { correct: true, metrics }
  return {
    correct: false,
    metrics,
    errorClass: inform ? 'not said' : 'wrong venue',
    reason: reasonOf(outcome),
  }
}

function reasonOf({ inform, domains }: DialogueOutcome): string {
  const failed = Object.entries(domains).filter(([, one]) => (inform ? one.missing.length > 0 : !one.inform))
  return failed
    .map(([domain, { offered, missing }]) => {
      if (inform) return `${domain}: never said ${missing.join(', ')}`
      if (offered === 'matched' || offered.length === 0) return `${domain}: nothing was offered`
      const shown = offered.slice(0, 5).join(', ')
      return `${domain}: the offer (${shown}${offered.length > 5 ? ', …' : ''}) holds what the goal does not allow`
    })
    .join('; ')
}
