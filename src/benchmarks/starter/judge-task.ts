// Judges a whole dialogue: is the database as the user wanted it, and was said what the user asked for?
import type { Turn } from '../../dialogue/dialogue.ts'
import type { StarterDialogue } from '../../data/starter/dialogues.ts'
import { createWorld, sortedRecords, type WorldRecord } from '../../data/starter/world.ts'

/** `changed`: the end state is right. `unsaid`: values that were asked for and not told. */
export type TaskOutcome = {
  changed: boolean
  said: number
  unsaid: string[]
  records: WorldRecord[]
}

/** Executes the transcript's calls once more in a fresh world: what is judged does not rest on what was kept. */
export function judgeTask(dialogue: StarterDialogue, turns: Turn[]): TaskOutcome {
  const world = createWorld({ seed: dialogue.worldSeed })
  for (const turn of turns)
    if (turn.role === 'assistant') for (const call of turn.calls ?? []) world.call(call)
  const records = world.records()
  const texts = turns.flatMap(turn => (turn.role === 'assistant' && turn.text ? [turn.text] : []))
  const spoken = texts.join('\n').toLowerCase()
  const { says } = dialogue.goal
  const unsaid = says.filter(value => !contains(spoken, value.toLowerCase()))
  const wanted = sortedRecords(dialogue.goal.records)
  return {
    changed: JSON.stringify(sortedRecords(records)) === JSON.stringify(wanted),
    said: says.length === 0 ? 1 : (says.length - unsaid.length) / says.length,
    unsaid,
    records,
  }
}

/** Whether a value stands in a text on its own: 15 does not stand in 2015, nor in 15:30. */
function contains(text: string, value: string): boolean {
  for (let at = text.indexOf(value); at >= 0; at = text.indexOf(value, at + 1)) {
    const before = text.slice(Math.max(0, at - 2), at)
    const after = text.slice(at + value.length, at + value.length + 2)
    if (!/[\p{L}\p{N}]$|\p{N}[.:,]$/u.test(before) && !/^[\p{L}\p{N}]|^[.:,]\p{N}/u.test(after)) return true
  }
  return false
}
