// What the quickstart builds, learns and asks: fixed numbers, chosen before the run and never by the clock.
import type { Choice } from '../eval/session.ts'

/** Cases of each split. Whole dialogues cost the most: each is several steps of the agent. */
const STARTER_CASES: Record<string, number> = {
  'calls-seen': 32,
  'calls-unseen': 16,
  'restraint-seen': 12,
  'restraint-unseen': 8,
  'state-seen': 24,
  'state-unseen': 12,
  'task-seen': 4,
  'task-unseen': 2,
}

/** Slices of the published benchmarks; a case of MultiWOZ is a whole dialogue. */
const SLICES = {
  bfcl: { simple: 8, multiple: 6, live_simple: 6, irrelevance: 8 },
  apibank: { 'level-1': 4, 'level-2': 2 },
  multiwoz: { state: 1, gold: 1 },
}

export type SliceName = keyof typeof SLICES

/** The starter cases; `shots` asks each with two worked examples before it. */
export function starterChoice(most: number | undefined, shots: boolean): Choice {
  return { ...atMost(STARTER_CASES, most), ...(shots && { options: { shots: '2' } }) }
}

export function sliceChoice(name: SliceName, most: number | undefined): Choice {
  return atMost(SLICES[name], most)
}

function atMost(counts: Record<string, number>, most = Number.POSITIVE_INFINITY): Choice {
  const perSplit = Object.fromEntries(
    Object.entries(counts).map(([split, count]) => [split, Math.min(count, most)]),
  )
  return { splits: Object.keys(counts), perSplit }
}
