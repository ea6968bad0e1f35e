// The simulated-user protocol: a user with a goal and the agent talk freely, until the user ends or time is up.
import type { Json, Turn } from '../../dialogue/dialogue.ts'
import type { Answer, Respondent } from '../../eval/benchmark.ts'
import { ModelFault } from '../../models/model.ts'
import { agendaUser, type SimulatedUser } from './agenda-user.ts'
import type { MultiwozCase } from './cases.ts'
import { lastReply, type PlayedTurn } from './gold-context.ts'
import { modelUser } from './model-user.ts'
import { askTurn } from './one-turn.ts'
import { AGENT_TASK, WORKED_EXAMPLE } from './wording.ts'

/** At most so many user turns, and the phrase that ends a dialogue. */
export type Setting = { turns: number; stop: string; isOver(said: string): boolean }

export const SETTINGS: { readonly [name: string]: Setting } = {
  /** The lab's harness: the phrase stands at the end. */
  lab: { turns: 20, stop: 'Exit.', isOver: said => said.trim().endsWith('Exit.') },
  /** AutoTOD user.py: the phrase stands anywhere, in any case. */
  autotod: {
    turns: 15,
    stop: 'Dialogue Ends',
    isOver: said => said.toLowerCase().includes('dialogue ends'),
  },
}

export async function askWithUser(item: MultiwozCase, model: Respondent): Promise<Answer> {
  const { seed, shared } = item
  const toolbox = shared.world.fresh({ seed })
  const setting = SETTINGS[shared.setting]!
  const user = userFor(item, model, setting)
  const history: Turn[] = shared.example ? [...WORKED_EXAMPLE] : []
  const played: PlayedTurn[] = []
  while (played.length < setting.turns) {
    const text = await user.next(played)
    if (text === undefined || setting.isOver(text)) break
    history.push({ role: 'user', text })
    const asked = { system: AGENT_TASK, tools: toolbox.tools, turns: [...history] }
    const said = await askTurn(asked, { model, toolbox }).catch(error => {
      // The agent's own words have filled its context: the dialogue ends here.
      if (played.length > 0 && error instanceof ModelFault && error.kind === 'context') return undefined
      throw error
    })
    if (said === undefined) break
    played.push({ user: text, said })
    history.push(...said)
  }
  return { reply: lastReply(played), turns: played as unknown as Json }
}

function userFor(item: MultiwozCase, model: Respondent, setting: Setting): SimulatedUser {
  const { user } = item.shared
  if (user === 'scripted') return agendaUser(item)
  return modelUser(item, user === 'same' ? prompt => model.send(prompt) : user, setting.stop)
}
