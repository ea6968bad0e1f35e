// Two worked examples before a question, so that a base model is asked as fairly as a trained one.
import type { Message, Prompt } from '../../dialogue/prompt.ts'
import { makeDialogues } from '../../data/starter/dialogues.ts'
import { talk } from '../../data/starter/services.ts'
import { type Step, statesOf, stepsOf } from '../../data/starter/starter.ts'
import type { Format } from '../../formats/format.ts'
import { CASES_SEED, type StarterCaseKind } from './cases.ts'

/** Puts the examples between the instruction and the question, as earlier questions with their right replies. */
export function withExamples(prompt: Prompt, examples: Step[], format: Format): Prompt {
  const shown = examples.flatMap(({ asked, said }): Message[] => {
    const reply = format.say(said)
    return [
      ...questionOf(format.write(asked)),
      { role: 'assistant', content: reply.text, ...(reply.calls && { calls: reply.calls }) },
    ]
  })
  const system = prompt.messages.filter(message => message.role === 'system')
  return { ...prompt, messages: [...system, ...shown, ...questionOf(prompt)] }
}

/**
 * The two examples of a kind and group: one call and one response for the agent, an early and a later state for the
 * tracker. Groups of unseen services borrow those of the first group, since training shows nothing of theirs.
 */
export function examplesFor(group: string, kind: StarterCaseKind): [Step, Step] {
  const lender = talk.groups[group]!.some(name => talk.unseen.includes(name))
    ? Object.keys(talk.groups)[0]!
    : group
  const steps = trainSteps(lender)
  if (kind === 'state') return [find(steps.states, 1), find(steps.states, 3)]
  return [steps.acts.find(step => step.said.calls)!, steps.acts.find(step => told(step))!]
}

const known = new Map<string, { acts: Step[]; states: Step[] }>()

/** The steps of a group's training dialogues; made once, since every case of the group asks for them. */
function trainSteps(group: string): { acts: Step[]; states: Step[] } {
  const kept = known.get(group)
  if (kept) return kept
  const dialogues = makeDialogues({ seed: CASES_SEED }).filter(
    one => one.split === 'train' && one.group === group,
  )
  const steps = { acts: dialogues.flatMap(stepsOf), states: dialogues.flatMap(statesOf) }
  known.set(group, steps)
  return steps
}

function find(states: Step[], turns: number): Step {
  return states.find(step => step.asked.turns.length === turns)!
}

/** A response that tells the result of the one call before it. */
function told({ asked, said }: Step): boolean {
  return said.text !== undefined && asked.turns.length === 3 && asked.turns[2]!.role === 'tool'
}

function questionOf(prompt: Prompt): Message[] {
  return prompt.messages.filter(message => message.role !== 'system')
}
