// A dialogue of SGD as conversational ReAct: thought, call and result from the corpus, thought, the corpus' own words.
import { sha256 } from '../../files/hash.ts'
import { pythonRandom } from '../../files/python-random.ts'
import type { AssistantTurn, Turn } from '../../dialogue/dialogue.ts'
import type { Frame, SgdDialogue } from './dialogues.ts'
import { firstThought, secondThought } from './thoughts.ts'

/** What the assistant does after one utterance of the user's. */
export type Exchange = {
  /** The exchange as the history shows it, once it was asked for. */
  lines?: string
  /** Where the system's turn stands in the published dialogue. */
  at: number
  user: string
  /** With its results, where a function is called; `thought` stands before it. */
  action?: { thought: string; turn: AssistantTurn; results: Turn[] }
  /** The answer, with the thought before it. */
  thought: string
  text: string
}

/** Thoughts are drawn from the seed and the dialogue's id, so a dialogue has the same ones whatever stands around it. */
export function exchanges(dialogue: SgdDialogue, options: { seed: number; results: number }): Exchange[] {
  const random = pythonRandom(BigInt(`0x${sha256(`${options.seed} ${dialogue.dialogue_id}`).slice(0, 16)}`))
  return dialogue.turns.flatMap((turn, at): Exchange[] => {
    const before = dialogue.turns[at - 1]
    if (turn.speaker !== 'SYSTEM' || before?.speaker !== 'USER') return []
    const mind = {
      random,
      user: before.frames.flatMap(frame => frame.actions),
      system: turn.frames.flatMap(frame => frame.actions),
    }
    const frame = turn.frames.find(one => one.service_call)
    const base = { at, user: before.utterance, text: turn.utterance }
    if (!frame) return [{ ...base, thought: firstThought(mind, undefined) }]
    const action = actionOf(frame, firstThought(mind, frame.service_call), options.results)
    return [{ ...base, action, thought: secondThought(mind, frame) }]
  })
}

function actionOf(frame: Frame, thought: string, most: number): NonNullable<Exchange['action']> {
  const { method, parameters } = frame.service_call!
  return {
    thought,
    turn: { role: 'assistant', calls: [{ name: method, arguments: parameters }] },
    results: [{ role: 'tool', name: method, result: (frame.service_results ?? []).slice(0, most) }],
  }
}
