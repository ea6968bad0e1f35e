// The dialogue text that CoALM writes and reads: Thought, Action, Observation, System, and JSON states.
import type { AssistantTurn, Call, Dialogue, Json, State, Tool, Turn } from '../dialogue/dialogue.ts'
import { defineFormat } from './format.ts'
import { readCall, writeCall, writeLiteral } from './literals.ts'

const LABELS = /^(Thought|Action|System|State|User|Observation):/

const REPLY_FORM = `[BEGIN OF FORMAT INSTRUCTION]
Thought: what to do next
Action: function_name(argument1='value1', argument2=2)
or
Thought: why no call is needed
System: the response to the user
[END OF FORMAT INSTRUCTION]`

/** Labels as arXiv 2502.08820, figures 6 and 7 print them; here the thought is written by the model too. */
export const coalm = defineFormat({
  name: 'coalm',
  source: 'arXiv 2502.08820, figures 4, 6 and 7',
  write: dialogue => ({
    messages: [
      { role: 'system', content: systemText(dialogue) },
      { role: 'user', content: dialogue.turns.map(sayTurn).join('\n') },
    ],
  }),
  read: ({ text }) => readReply(text),
  say: turn => ({ text: sayTurn(turn) }),
})

function systemText({ system, tools }: Dialogue): string {
  if (tools.length === 0) return system ?? ''
  const list = tools.map((tool, at) => `${at + 1}. ${signature(tool)}`).join('\n')
  const listed = `[BEGIN OF AVAILABLE TOOLS]\n${list}\n[END OF AVAILABLE TOOLS]`
  return [system, listed, REPLY_FORM].filter(part => part !== undefined).join('\n')
}

/** `find(food: string, price?: cheap|moderate): what it does`. */
function signature(tool: Tool): string {
  const properties = (tool.parameters.properties ?? {}) as Record<string, Record<string, Json>>
  const required = (tool.parameters.required ?? []) as string[]
  const names = Object.entries(properties).map(([name, schema]) => {
    const type = Array.isArray(schema.enum) ? schema.enum.join('|') : String(schema.type ?? 'any')
    return `${name}${required.includes(name) ? '' : '?'}: ${type}`
  })
  return `${tool.name}(${names.join(', ')}): ${tool.description}`
}

/** One turn with its labels, a line each. */
export function sayTurn(turn: Turn): string {
  if (turn.role === 'user') return `User: ${turn.text}`
  if (turn.role === 'tool') return `Observation: ${writeLiteral(turn.result)}`
  const lines: string[] = []
  if (turn.thought !== undefined) lines.push(`Thought: ${turn.thought}`)
  for (const call of turn.calls ?? []) lines.push(`Action: ${writeCall(call)}`)
  if (turn.state !== undefined) lines.push(`State: ${JSON.stringify(turn.state)}`)
  if (turn.text !== undefined) lines.push(`System: ${turn.text}`)
  return lines.join('\n')
}

/** A reply line by line; what follows a line of the user's or the world's is the model talking to itself. */
function readReply(text: string): AssistantTurn {
  const plain: AssistantTurn = { role: 'assistant', text, raw: text }
  const parts = labelled(text)
  if (parts.length === 0) return plain
  const calls: Call[] = []
  const turn: AssistantTurn = { role: 'assistant' }
  for (const [label, content] of parts) {
    if (label === 'User' || label === 'Observation') break
    if (label === 'Thought') turn.thought ??= content
    if (label === 'System') turn.text ??= content
    if (label === 'State') {
      const state = readState(content)
      if (state === undefined) return plain
      turn.state = state
    }
    if (label === 'Action') {
      const call = readCall(content)
      if (call === undefined) return plain
      calls.push(call)
    }
  }
  if (calls.length > 0) turn.calls = calls
  return { ...turn, raw: text }
}

/** Label and content of each part; empty where the reply does not begin with a label. */
function labelled(text: string): [string, string][] {
  const parts: [string, string[]][] = []
  for (const line of text.trim().split('\n')) {
    const label = LABELS.exec(line)?.[1]
    if (label !== undefined) parts.push([label, [line.slice(label.length + 1).trimStart()]])
    else if (parts.length === 0) return []
    else parts.at(-1)![1].push(line)
  }
  return parts.map(([label, lines]) => [label, lines.join('\n').trimEnd()])
}

/** A state is an object of objects whose values are texts or lists of texts; numbers are taken as their text. */
export function readState(text: string): State | undefined {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    return undefined
  }
  if (!isObject(json)) return undefined
  const domains: [string, State[string]][] = []
  for (const [domain, slots] of Object.entries(json)) {
    if (!isObject(slots)) return undefined
    domains.push([
      domain,
      Object.fromEntries(Object.entries(slots).map(([slot, value]) => [slot, slotValue(value)])),
    ])
  }
  return Object.fromEntries(domains)
}

function slotValue(value: unknown): string | string[] {
  if (Array.isArray(value)) return value.map(item => (isObject(item) ? '' : String(item)))
  return typeof value === 'object' ? '' : String(value)
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
