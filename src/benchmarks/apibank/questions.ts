// The cases of each split with what judging them needs, and the judge of each.
import type { AssistantTurn } from '../../dialogue/dialogue.ts'
import type { Answer, Verdict } from '../../eval/benchmark.ts'
import { type ApibankCase, readCases } from './cases.ts'
import { scoreLabelled } from './labelled.ts'
import { scoreExecuted, scoreSaid } from './score.ts'
import { SPLITS } from './splits.ts'
import { sayCalls } from './wording.ts'
import { loadWorld, type World } from './world.ts'

/** A case of a split, and the world that its call runs in. */
export type Question = ApibankCase & { split: string; world?: World }

export async function readQuestions(folder: string, split: string): Promise<Question[]> {
  const chosen = SPLITS[split]!
  const items = await readCases({ folder, ...chosen })
  const world = items.some(item => item.gold) ? await loadWorld({ folder, level: chosen.level }) : undefined
  return items.map(item => ({ ...item, split, ...(world && { world }) }))
}

/** Judges a prediction's text. Every call is executed in a fresh world, so no two cases share databases. */
export function scoreQuestion(item: Question, predict: string): Verdict {
  if (item.task === 'response') return scoreSaid(item, predict)
  if (item.gold && item.world) return scoreExecuted(item, predict, item.world.fresh())
  return scoreLabelled({ label: item.expected, predict }, () => item.dialogue.tools.map(tool => tool.name))
}

/** The text that is judged: the reply itself, or the calls that a format read of it, said as the labels say them. */
export function predictedText(item: Question, { reply, turns }: Answer): string {
  const [turn] = (turns ?? []) as unknown as AssistantTurn[]
  if (turn === undefined) return reply
  if (turn.calls === undefined || turn.calls.length === 0) return turn.text ?? reply
  return sayCalls(turn.calls, item.edition)
}
