// One turn of the agent: what it did stays, also where its own doing was more than its context holds.
import { respond, type Toolbox } from '../../agent/agent.ts'
import type { Dialogue, Turn } from '../../dialogue/dialogue.ts'
import type { Respondent } from '../../eval/benchmark.ts'
import { ModelFault } from '../../models/model.ts'

/** How often the model is asked for one user turn, as in the lab's harness. */
export const STEPS = 5

/**
 * The turns that the agent adds. A context that overflows after the first step costs this turn its answer, not the
 * dialogue: calls and results up to there are kept. Any other fault passes through.
 */
export async function askTurn(
  dialogue: Dialogue,
  { model, toolbox }: { model: Respondent; toolbox: Toolbox },
): Promise<Turn[]> {
  let asked = 0
  const done: Turn[] = []
  const counted: Respondent = {
    format: model.format,
    send(prompt) {
      asked++
      return model.send(prompt)
    },
  }
  try {
    const events = respond(dialogue, { model: counted, toolbox, limits: { steps: STEPS } })
    for (;;) {
      const event = await events.next()
      if (event.done) return event.value
      if (event.value.kind !== 'result') continue
      const { call, result } = event.value
      done.push({ role: 'assistant', calls: [call] }, { role: 'tool', name: call.name, result })
    }
  } catch (error) {
    if (asked > 1 && error instanceof ModelFault && error.kind === 'context') return done
    throw error
  }
}
