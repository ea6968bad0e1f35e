// A user that a model plays: it is given the goal's sentences and what was said, and says the next user turn.
import type { Message, Prompt } from '../../dialogue/prompt.ts'
import type { Reply } from '../../models/model.ts'
import type { SimulatedUser } from './agenda-user.ts'
import type { MultiwozCase } from './cases.ts'
import { responseOf } from './gold-context.ts'
import { agendaOf } from './user-goal.ts'
import { userTask } from './wording.ts'

/** Longer user turns are cut: a user that runs on would fill every later prompt. */
const LONGEST_TURN = 1000

/** The first turn is the corpus's own, as in AutoTOD's simulator. */
export function modelUser(
  { dialogue }: MultiwozCase,
  send: (prompt: Prompt) => Promise<Reply>,
  stop: string,
): SimulatedUser {
  const system: Message = { role: 'system', content: userTask(agendaOf(dialogue), stop) }
  return {
    async next(played) {
      if (played.length === 0) return dialogue.turns[0]?.user
      // To the model that plays the user, the agent is the one who asks.
      const talk = played.flatMap((turn): Message[] => [
        { role: 'assistant', content: turn.user },
        { role: 'user', content: responseOf(turn) || '…' },
      ])
      const reply = await send({ messages: [system, { role: 'user', content: 'Hello!' }, ...talk] })
      return ownWords(reply.text)
    },
  }
}

/** What stands before the model goes on for the assistant. */
function ownWords(reply: string): string {
  const text = reply
    .slice(0, LONGEST_TURN)
    .replace(/^\s*user:/i, '')
    .split(/\n\s*(?:assistant|system|user):/i, 1)[0]!
  return text.trim()
}
