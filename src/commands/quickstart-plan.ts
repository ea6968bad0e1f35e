// What the quickstart asks: fixed numbers of cases, chosen before the run and never by the clock.
import type { Choice } from '../eval/session.ts'

/** Cases of each split. Whole dialogues cost the most: each is several steps of the agent. */
const STARTER_CASES: Record<string, number> = {
  'calls-seen': 40,
  'calls-unseen': 24,
  'restraint-seen': 16,
  'restraint-unseen': 12,
  'state-seen': 32,
  'state-unseen': 20,
  'task-seen': 10,
  'task-unseen': 6,
}

const BFCL_CASES: Record<string, number> = { simple: 16, multiple: 12, live_simple: 12, irrelevance: 16 }

/** The starter cases; `shots` asks each with two worked examples before it. */
export function starterChoice(most: number | undefined, shots: boolean): Choice {
  return { ...atMost(STARTER_CASES, most), ...(shots && { options: { shots: '2' } }) }
}

export function bfclChoice(most: number | undefined): Choice {
  return atMost(BFCL_CASES, most)
}

function atMost(counts: Record<string, number>, most = Number.POSITIVE_INFINITY): Choice {
  const perSplit = Object.fromEntries(
    Object.entries(counts).map(([split, count]) => [split, Math.min(count, most)]),
  )
  return { splits: Object.keys(counts), perSplit }
}
