// The unified agent: asks the model what comes next, executes its calls, and stops when it has spoken.
import type { AssistantTurn, Call, Dialogue, Json, Tool, ToolTurn, Turn } from '../dialogue/dialogue.ts'
import type { Prompt } from '../dialogue/prompt.ts'
import type { Format } from '../formats/format.ts'
import type { Reply } from '../models/model.ts'

/** Who decides: a format to write and read with, and a model behind `send`. A `ModelFault` passes through the agent. */
export type Mind = { format: Format; send(prompt: Prompt): Promise<Reply> }

/** What the agent can do. A tool that throws becomes an observation `{ error }`. */
export type Toolbox = { tools: Tool[]; execute(call: Call): Json | Promise<Json> }

/** `steps` is how often the model is asked before one answer to the user must be there. */
export type Limits = { steps: number }

export const LIMITS: Limits = { steps: 8 }

/** What happens while the agent works. `unreadable`: a reply that neither calls nor speaks. `limit`: it never spoke. */
export type AgentEvent =
  | { kind: 'thought'; text: string }
  | { kind: 'call'; call: Call }
  | { kind: 'result'; call: Call; result: Json }
  | { kind: 'text'; text: string }
  | { kind: 'unreadable'; reply: string }
  | { kind: 'limit'; steps: number }

export type AgentOptions = {
  model: Mind
  toolbox: Toolbox
  limits?: Limits
  /** What of the dialogue is sent; all of it unless told otherwise. */
  view?(dialogue: Dialogue): Dialogue
}

/**
 * Answers the last user turn. Yields events as they happen and returns the turns that were added: what is kept is
 * what was sent, since every prompt is written from these turns.
 */
export async function* respond(
  dialogue: Dialogue,
  options: AgentOptions,
): AsyncGenerator<AgentEvent, Turn[]> {
  const { model, toolbox, limits = LIMITS, view = whole } = options
  const added: Turn[] = []
  for (let step = 0; step < limits.steps; step++) {
    const sofar = { ...dialogue, tools: toolbox.tools, turns: [...dialogue.turns, ...added] }
    const reply = await model.send(model.format.write(view(sofar)))
    const turn = model.format.read(reply, toolbox.tools)
    added.push(turn)
    if (turn.thought !== undefined) yield { kind: 'thought', text: turn.thought }
    if (turn.calls !== undefined && turn.calls.length > 0) {
      yield* act(turn.calls, toolbox, added)
    } else if (hasText(turn)) {
      yield { kind: 'text', text: turn.text }
      return added
    } else {
      yield { kind: 'unreadable', reply: turn.raw ?? reply.text }
      added.push(complaint())
    }
  }
  yield { kind: 'limit', steps: limits.steps }
  return added
}

/** The same without events: only the turns that were added. */
export async function answer(dialogue: Dialogue, options: AgentOptions): Promise<Turn[]> {
  const events = respond(dialogue, options)
  let next = await events.next()
  while (!next.done) next = await events.next()
  return next.value
}

async function* act(calls: Call[], toolbox: Toolbox, added: Turn[]): AsyncGenerator<AgentEvent, void> {
  for (const call of calls) {
    yield { kind: 'call', call }
    const result = await execute(call, toolbox)
    const turn: ToolTurn = { role: 'tool', name: call.name, result }
    added.push(call.id === undefined ? turn : { ...turn, callId: call.id })
    yield { kind: 'result', call, result }
  }
}

async function execute(call: Call, toolbox: Toolbox): Promise<Json> {
  if (!toolbox.tools.some(tool => tool.name === call.name))
    return { error: `there is no function ${call.name.slice(0, 60)}` }
  try {
    return await toolbox.execute(call)
  } catch (error) {
    return { error: error instanceof Error ? error.message : String(error) }
  }
}

/** What the model reads after a reply that neither called nor spoke. */
function complaint(): ToolTurn {
  return { role: 'tool', name: 'format', result: { error: 'expected a call or a response to the user' } }
}

function hasText(turn: AssistantTurn): turn is AssistantTurn & { text: string } {
  return turn.text !== undefined && turn.text.trim() !== ''
}

function whole(dialogue: Dialogue): Dialogue {
  return dialogue
}
