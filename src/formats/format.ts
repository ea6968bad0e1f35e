// How a model family writes and reads dialogues, tools and calls: one contract, so training text and prompts cannot drift.
import type { AssistantTurn, Dialogue, Tool } from '../dialogue/dialogue.ts'
import type { Prompt, Said } from '../dialogue/prompt.ts'

export type Format = {
  name: string
  /** Where the template is published. */
  source: string
  /** What the model sees: the dialogue so far, as messages. */
  write(dialogue: Dialogue): Prompt
  /** Reads a reply. Never throws: what cannot be read stays text. */
  read(said: Said, tools: Tool[]): AssistantTurn
  /** The reply that says this turn; `read(say(turn))` gives the turn back. */
  say(turn: AssistantTurn): Said
}

export function defineFormat(format: Format): Format {
  return format
}
