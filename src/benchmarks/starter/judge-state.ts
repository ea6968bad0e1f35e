// Judges a dialogue state: joint goal accuracy, and the F1 of its slots.
import type { AssistantTurn, State } from '../../dialogue/dialogue.ts'
import { readState } from '../../formats/coalm.ts'

/** `joint`: every slot right and none besides. `f1` lies between 0 and 1; two empty states agree. */
export type StateAgreement = { joint: boolean; f1: number; wrong: string[] }

/** The state of a reply: read by the format, or as the JSON that its text holds. */
export function stateOf(turn: AssistantTurn): State | undefined {
  if (turn.state !== undefined) return turn.state
  const text = turn.text ?? ''
  const first = text.indexOf('{')
  const last = text.lastIndexOf('}')
  return first < 0 || last < first ? undefined : readState(text.slice(first, last + 1))
}

/** Domains, slots and values are compared in lower case without outer spaces; empty values count as absent. */
export function compareStates(given: State, gold: State): StateAgreement {
  const left = entriesOf(given)
  const right = entriesOf(gold)
  const common = [...left].filter(entry => right.has(entry)).length
  const wrong = [
    ...[...right].filter(entry => !left.has(entry)).map(entry => `missing ${entry}`),
    ...[...left].filter(entry => !right.has(entry)).map(entry => `wrong ${entry}`),
  ]
  const f1 = left.size + right.size === 0 ? 1 : (2 * common) / (left.size + right.size)
  return { joint: wrong.length === 0, f1, wrong }
}

function entriesOf(state: State): Set<string> {
  return new Set(
    Object.entries(state).flatMap(([domain, slots]) =>
      Object.entries(slots).flatMap(([slot, value]) =>
        [value]
          .flat()
          .map(fold)
          .filter(one => one !== '')
          .map(one => `${fold(domain)} ${fold(slot)}=${one}`),
      ),
    ),
  )
}

function fold(text: string): string {
  return text.trim().toLowerCase()
}
