// Formats of model families whose turns either call or speak: what they share, so that each states its template and marks.
import type { AssistantTurn, Call, Dialogue, Json, ToolTurn, Turn } from '../dialogue/dialogue.ts'
import type { Message } from '../dialogue/prompt.ts'
import { defineFormat, type Format } from './format.ts'

export type CallFormat = {
  name: string
  source: string
  /** The whole prompt; `said` are the dialogue's turns as messages. */
  prompt(dialogue: Dialogue, said: Message[]): Message[]
  sayCalls(calls: Call[]): string
  /** Undefined where the reply is no call. */
  readCalls(text: string): Call[] | undefined
  sayResult?(turn: ToolTurn): Message
}

/** Such families have no place for thoughts, states, or text beside calls: these are not said. */
export function defineCallFormat(family: CallFormat): Format {
  return defineFormat({
    name: family.name,
    source: family.source,
    write: dialogue => ({
      messages: family.prompt(
        dialogue,
        dialogue.turns.map(turn => sayTurn(family, turn)),
      ),
    }),
    read: ({ text }) => {
      const calls = family.readCalls(text)
      return calls && calls.length > 0
        ? { role: 'assistant', calls, raw: text }
        : { role: 'assistant', text, raw: text }
    },
    say: turn => ({ text: sayAssistant(family, turn) }),
  })
}

function sayTurn(family: CallFormat, turn: Turn): Message {
  if (turn.role === 'user') return { role: 'user', content: turn.text }
  if (turn.role === 'assistant') return { role: 'assistant', content: sayAssistant(family, turn) }
  return family.sayResult?.(turn) ?? { role: 'tool', name: turn.name, content: resultText(turn) }
}

function sayAssistant(family: CallFormat, { calls, text = '' }: AssistantTurn): string {
  return calls && calls.length > 0 ? family.sayCalls(calls) : text
}

export function resultText({ result }: ToolTurn): string {
  return typeof result === 'string' ? result : JSON.stringify(result)
}

/** A system message, where there is anything to say in it. */
export function systemMessage(...parts: (string | undefined)[]): Message[] {
  const content = parts.filter(part => part !== undefined && part !== '').join('\n\n')
  return content === '' ? [] : [{ role: 'system', content }]
}

/**
 * A call out of `{ name, [key]: { … } }`; undefined for anything else. Many families write this, with `arguments` or
 * `parameters` as the key.
 */
export function callOf(json: unknown, key: 'arguments' | 'parameters'): Call | undefined {
  if (!isObject(json) || typeof json.name !== 'string' || !isObject(json[key])) return undefined
  return { name: json.name, arguments: json[key] as Record<string, Json> }
}

/** Calls out of a list of such objects, or of one: undefined where any of them is none. */
export function callsOf(json: unknown, key: 'arguments' | 'parameters' = 'arguments'): Call[] | undefined {
  const calls = (Array.isArray(json) ? json : [json]).map(item => callOf(item, key))
  return calls.every(call => call !== undefined) ? (calls as Call[]) : undefined
}

/** `undefined` for what is no JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
