// Native tool calls, as OpenAI's chat completions and the servers that follow them carry them.
import type { AssistantTurn, Call, Dialogue, Json, Tool, Turn } from '../dialogue/dialogue.ts'
import type { Message, WireCall } from '../dialogue/prompt.ts'
import { defineFormat } from './format.ts'

/** Thoughts and states have no place of their own on the wire: they are said as labelled lines before the text. */
const THOUGHT = 'Thought: '
const STATE = 'State: '

export const openai = defineFormat({
  name: 'openai',
  source: 'OpenAI API reference, chat completions',
  write: ({ system, tools, turns }: Dialogue) => ({
    messages: [
      ...(system === undefined ? [] : [{ role: 'system', content: system } as Message]),
      ...turns.map(writeTurn),
    ],
    ...(tools.length > 0 && { tools: tools.map(writeTool) }),
  }),
  read: said => readTurn(said.text, said.calls ?? []),
  say: turn => {
    const { content, calls } = writeAssistant(turn)
    return { text: content, ...(calls && { calls }) }
  },
})

function writeTool(tool: Tool): Json {
  const { name, description, parameters } = tool
  return { type: 'function', function: { name, description, parameters } }
}

function writeTurn(turn: Turn): Message {
  if (turn.role === 'user') return { role: 'user', content: turn.text }
  if (turn.role === 'assistant') return writeAssistant(turn)
  return {
    role: 'tool',
    content: typeof turn.result === 'string' ? turn.result : JSON.stringify(turn.result),
    name: turn.name,
    ...(turn.callId !== undefined && { callId: turn.callId }),
  }
}

function writeAssistant(turn: AssistantTurn): Message {
  const lines = [
    ...(turn.thought === undefined ? [] : [THOUGHT + JSON.stringify(turn.thought)]),
    ...(turn.state === undefined ? [] : [STATE + JSON.stringify(turn.state)]),
    ...(turn.text === undefined ? [] : [turn.text]),
  ]
  return {
    role: 'assistant',
    content: lines.join('\n'),
    ...(turn.calls && { calls: turn.calls.map(writeCall) }),
  }
}

function writeCall(call: Call): WireCall {
  return {
    ...(call.id !== undefined && { id: call.id }),
    name: call.name,
    arguments: JSON.stringify(call.arguments),
  }
}

function readTurn(text: string, wire: WireCall[]): AssistantTurn {
  const calls = wire.map(readCall)
  // One call that cannot be read makes the whole reply text: half of an answer is another answer.
  if (calls.some(call => call === undefined)) return { role: 'assistant', text, raw: rawText(text, wire) }
  const turn: AssistantTurn = { role: 'assistant', raw: rawText(text, wire) }
  let rest: string | undefined = text
  const thought = labelled(rest, THOUGHT)
  if (typeof thought?.value === 'string') {
    turn.thought = thought.value
    rest = thought.rest
  }
  const state = rest === undefined ? undefined : labelled(rest, STATE)
  if (state && isObject(state.value)) {
    turn.state = state.value as NonNullable<AssistantTurn['state']>
    rest = state.rest
  }
  if (rest !== undefined && (rest !== '' || (calls.length === 0 && rest === text))) turn.text = rest
  if (calls.length > 0) turn.calls = calls as Call[]
  return turn
}

function rawText(text: string, wire: WireCall[]): string {
  return wire.length === 0 ? text : JSON.stringify({ text, calls: wire })
}

/** A first line `label` + JSON, and what follows it; `rest` is undefined where nothing does. */
function labelled(text: string, label: string): { value: unknown; rest: string | undefined } | undefined {
  if (!text.startsWith(label)) return undefined
  const end = text.indexOf('\n')
  try {
    const value: unknown = JSON.parse(text.slice(label.length, end < 0 ? undefined : end))
    return { value, rest: end < 0 ? undefined : text.slice(end + 1) }
  } catch {
    return undefined
  }
}

function readCall(wire: WireCall): Call | undefined {
  try {
    const given: unknown = JSON.parse(wire.arguments)
    if (!isObject(given)) return undefined
    return {
      name: wire.name,
      arguments: given as Record<string, Json>,
      ...(wire.id !== undefined && { id: wire.id }),
    }
  } catch {
    return undefined
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
