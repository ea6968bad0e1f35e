// The cases of the starter benchmark: steps, states and whole dialogues of the held-out split.
import type { AssistantTurn, Dialogue } from '../../dialogue/dialogue.ts'
import { makeDialogues, type StarterDialogue } from '../../data/starter/dialogues.ts'
import { talk } from '../../data/starter/services.ts'
import { statesOf, stepsOf } from '../../data/starter/starter.ts'
import type { CasesRequest } from '../../eval/benchmark.ts'

/**
 * `calls`: a step that has to call, after the gold context. `restraint`: a step right after a user turn that must not
 * call. `state`: what the user asked for. `task`: a whole dialogue, played by the agent.
 */
export type StarterCaseKind = 'calls' | 'restraint' | 'state' | 'task'

export const CASE_KINDS: StarterCaseKind[] = ['calls', 'restraint', 'state', 'task']

/** Kinds and services are never added up: seen and unseen services are reported apart. */
export const STARTER_SPLITS = CASE_KINDS.flatMap(kind => [`${kind}-seen`, `${kind}-unseen`])

export function splitOf({ kind, dialogue }: StarterCase): string {
  return `${kind}-${dialogue.services}`
}

/** `asked` and `said` are missing where the agent plays the whole dialogue. */
export type StarterCase = {
  id: string
  kind: StarterCaseKind
  dialogue: StarterDialogue
  asked?: Dialogue
  said?: AssistantTurn
  shots: boolean
}

/** The seed of the published cases; another one makes other dialogues out of the same held-out sentences and values. */
export const CASES_SEED = 7

export const CASE_OPTIONS = {
  shots:
    '0 or 2: with two, every prompt begins with two worked examples from the training dialogues (default: 0)',
}

/** Cases in the order that lets prompts share their beginnings: by group, kind, dialogue, step. */
export function starterCases({ splits = STARTER_SPLITS, options = {} }: CasesRequest): StarterCase[] {
  const shots = readShots(options)
  const held = makeDialogues({ seed: CASES_SEED }).filter(dialogue => dialogue.split === 'test')
  return Object.keys(talk.groups).flatMap(group =>
    CASE_KINDS.flatMap(kind =>
      held
        .filter(dialogue => dialogue.group === group && splits.includes(`${kind}-${dialogue.services}`))
        .flatMap(dialogue => casesOf(dialogue, kind, shots)),
    ),
  )
}

function casesOf(dialogue: StarterDialogue, kind: StarterCaseKind, shots: boolean): StarterCase[] {
  const make = (at: number | undefined, asked?: Dialogue, said?: AssistantTurn): StarterCase => {
    const id = at === undefined ? `${dialogue.id}/${kind}` : `${dialogue.id}/${kind}/${at}`
    return { id, kind, dialogue, shots, ...(asked && { asked }), ...(said && { said }) }
  }
  if (kind === 'task') return [make(undefined)]
  if (kind === 'state') return statesOf(dialogue).map(step => make(step.at, step.asked, step.said))
  return stepsOf(dialogue)
    .filter(({ said, at }) =>
      kind === 'calls' ? said.calls !== undefined : !said.calls && dialogue.turns[at - 1]?.role === 'user',
    )
    .map(step => make(step.at, step.asked, step.said))
}

function readShots({ shots = '0' }: Record<string, string>): boolean {
  if (shots !== '0' && shots !== '2') throw new Error(`starter: expected shots to be 0 or 2, found ${shots}`)
  return shots === '2'
}
