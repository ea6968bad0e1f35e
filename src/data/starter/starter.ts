// The starter source: training samples of all three kinds out of dialogues with the project's own eight services.
import type { AssistantTurn, Dialogue } from '../../dialogue/dialogue.ts'
import { defineSource, type Sample, type Task } from '../source.ts'
import { makeDialogues, type StarterDialogue } from './dialogues.ts'
import { coalm } from '../../formats/coalm.ts'
import { writeCall } from '../../formats/literals.ts'
import { actDialogue, callsInstruction, trackDialogue } from './prompts.ts'
import { talk } from './services.ts'

/**
 * `action` ends in a call, `response` and `restraint` in a reply to the user: the two sample kinds of conversational ReAct.
 * A response tells a result; restraint answers the user at once, where no call is needed or possible.
 */
export type StarterKind = 'action' | 'response' | 'restraint' | 'state' | 'calls'

export const STARTER_KINDS: StarterKind[] = ['action', 'response', 'restraint', 'state', 'calls']

export type StarterRow = { kind: StarterKind; dialogue: StarterDialogue }

/** A row is a dialogue, and gives samples of all kinds. */
export const starter = defineSource<StarterDialogue>({
  name: 'starter',
  task: 'CRA',
  tasks: ['CRA', 'TOD', 'LA'],
  teaches: 'calls, replies and states in dialogues with six small services',
  licence: 'Apache-2.0',
  origin: 'made here, from starter/*.json',
  files: [],
  rows: ({ seed }) => makeDialogues({ seed }).filter(({ split }) => split === 'train'),
  samples: dialogue => STARTER_KINDS.flatMap(kind => samplesOf(dialogue, kind)),
})

/** The dialogues of a split, once for each kind of sample, in the order that lets prompts share their beginnings. */
export function starterRows(dialogues: StarterDialogue[], split: StarterDialogue['split']): StarterRow[] {
  const chosen = dialogues.filter(dialogue => dialogue.split === split)
  return Object.keys(talk.groups).flatMap(group =>
    STARTER_KINDS.flatMap(kind =>
      chosen.filter(dialogue => dialogue.group === group).map(dialogue => ({ kind, dialogue })),
    ),
  )
}

/** All samples of one kind that a dialogue gives. */
export function samplesOf(dialogue: StarterDialogue, kind: StarterKind): Sample[] {
  if (kind === 'state') return stateSamples(dialogue)
  if (kind === 'calls') return callSamples(dialogue)
  return stepsOf(dialogue)
    .filter(step => kindOf(step) === kind)
    .map(step => sampleOf(dialogue, kind, step.at, step.asked, step.said))
}

function kindOf({ asked, said }: Step): StarterKind {
  if (said.calls !== undefined) return 'action'
  return asked.turns.at(-1)?.role === 'user' ? 'restraint' : 'response'
}

export type Step = { at: number; asked: Dialogue; said: AssistantTurn }

/** Each assistant turn with what stood before it. */
export function stepsOf(dialogue: StarterDialogue): Step[] {
  return dialogue.turns.flatMap((said, at) =>
    said.role === 'assistant'
      ? [{ at, asked: actDialogue(dialogue.group, dialogue.turns.slice(0, at)), said }]
      : [],
  )
}

/** Each user turn with the state after it. */
export function statesOf(dialogue: StarterDialogue): Step[] {
  const users = dialogue.turns.flatMap((turn, at) => (turn.role === 'user' ? [at] : []))
  return users.map((at, index) => ({
    at,
    asked: trackDialogue(dialogue.group, dialogue.turns.slice(0, at + 1)),
    said: { role: 'assistant', state: dialogue.states[index]! },
  }))
}

function stateSamples(dialogue: StarterDialogue): Sample[] {
  return statesOf(dialogue).map(step => sampleOf(dialogue, 'state', step.at, step.asked, step.said))
}

/** The first request of a dialogue, where it is answered by calls at once; and requests that no tool can meet. */
function callSamples(dialogue: StarterDialogue): Sample[] {
  return dialogue.turns.flatMap((turn, at) => {
    const next = dialogue.turns[at + 1]
    if (turn.role !== 'user' || next?.role !== 'assistant') return []
    const isForeign = next.thought === talk.thought.refuse![0]
    if (!isForeign && (at > 0 || !next.calls)) return []
    const output = `[${(next.calls ?? []).map(writeCall).join(', ')}]`
    return [
      describe(dialogue, 'calls', at, {
        instruction: callsInstruction(dialogue.group),
        input: turn.text,
        output,
      }),
    ]
  })
}

function sampleOf(
  dialogue: StarterDialogue,
  kind: StarterKind,
  at: number,
  asked: Dialogue,
  said: AssistantTurn,
): Sample {
  const [system, user] = coalm.write(asked).messages
  return describe(dialogue, kind, at, {
    instruction: system!.content,
    input: user!.content,
    output: coalm.say(said).text,
  })
}

const TASKS: Record<StarterKind, Task> = {
  action: 'CRA',
  response: 'CRA',
  restraint: 'CRA',
  state: 'TOD',
  calls: 'LA',
}

function describe(
  dialogue: StarterDialogue,
  kind: StarterKind,
  at: number,
  texts: { instruction: string; input: string; output: string },
): Sample {
  const { id, group } = dialogue
  return {
    id: `starter/${id}/${kind}/${at}`,
    source: 'starter',
    task: TASKS[kind],
    ...texts,
    meta: { kind, dialogue: id, group, turn: at },
  }
}
