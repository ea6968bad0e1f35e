// The gold-context protocol: before each turn stands the true history; the agent thinks, calls and answers.
import type { AssistantTurn, Json, Turn } from '../../dialogue/dialogue.ts'
import type { Answer, Respondent } from '../../eval/benchmark.ts'
import type { MultiwozCase } from './cases.ts'
import { askTurn } from './one-turn.ts'
import { AGENT_TASK, WORKED_EXAMPLE } from './wording.ts'

/** What the agent added to each user turn: its steps, and what the tools gave. */
export type PlayedTurn = { user: string; said: Turn[] }

/** Turns of a dialogue follow each other, so that each prompt begins with the one before it. */
export async function askInGoldContext(item: MultiwozCase, model: Respondent): Promise<Answer> {
  const { dialogue, seed, shared } = item
  const toolbox = shared.world.fresh({ seed })
  const history: Turn[] = shared.example ? [...WORKED_EXAMPLE] : []
  const played: PlayedTurn[] = []
  for (const { user, system } of dialogue.turns) {
    history.push({ role: 'user', text: user })
    const asked = { system: AGENT_TASK, tools: toolbox.tools, turns: [...history] }
    const said = await askTurn(asked, { model, toolbox })
    played.push({ user, said })
    history.push({ role: 'assistant', text: system })
  }
  return { reply: lastReply(played), turns: played as unknown as Json }
}

/** The model's last words of all, as they came. */
export function lastReply(played: PlayedTurn[]): string {
  const steps = played.flatMap(({ said }) => said)
  const last = steps.findLast((turn): turn is AssistantTurn => turn.role === 'assistant')
  return last?.raw ?? last?.text ?? ''
}

/** What the user heard: the last words of the turn, where the agent came to speak. */
export function responseOf({ said }: PlayedTurn): string {
  const last = said.at(-1)
  return last?.role === 'assistant' && !last.calls?.length ? (last.text ?? '') : ''
}
