// API-Bank's questions as dialogues with tools, so that every format can write them in its own dialect.
import type { AssistantTurn, Call, Dialogue, Json, JsonSchema, Tool, Turn } from '../../dialogue/dialogue.ts'
import type { HammerSource } from './cases.ts'

const ASKS = /\s*Generate (?:API Request|AI Response):\s*$/

/** Hammer's rows hold turns of user, agent (says), assistant (calls) and tool. */
export function hammerDialogue({ query, tools }: HammerSource): Dialogue {
  const turns: Turn[] = []
  for (const { role, content } of query) {
    const text = content.replace(ASKS, '')
    if (role === 'user') turns.push({ role: 'user', text })
    else if (role === 'tool') turns.push({ role: 'tool', name: lastCalled(turns), result: text })
    else if (role === 'assistant') turns.push({ role: 'assistant', calls: parseFenced(text) })
    else turns.push({ role: 'assistant', text })
  }
  return { tools: tools.map(tool => toolOf(tool.name, tool.description, tool.parameters)), turns }
}

function parseFenced(text: string): Call[] {
  return JSON.parse(text.replaceAll('```', '')) as Call[]
}

function lastCalled(turns: Turn[]): string {
  const last = turns.at(-1) as AssistantTurn | undefined
  return last?.calls?.at(-1)?.name ?? 'tool'
}

/**
 * The official rows hold their tools as JSON lines and their turns as labelled lines; a call and its result stand in
 * one line. The last line, which asks for the answer, is left out.
 */
export function officialDialogue(instruction: string, input: string): Dialogue {
  const lines = `${instruction.split('API descriptions:\n').at(-1) ?? ''}\n${input.replace(ASKS, '')}`.split(
    '\n',
  )
  const tools: Tool[] = []
  const turns: Turn[] = []
  for (const line of lines) {
    if (line.startsWith('{')) tools.push(describedTool(JSON.parse(line) as Described))
    else if (line.startsWith('User: ')) turns.push({ role: 'user', text: line.slice('User: '.length) })
    else if (line.startsWith('AI: ')) turns.push({ role: 'assistant', text: line.slice('AI: '.length) })
    else if (line.startsWith(REQUEST)) turns.push(...calledTurns(line.slice(REQUEST.length)))
    else continueTurn(turns.at(-1), line)
  }
  return { tools, turns }
}

const REQUEST = 'API-Request: '

/** The call and its result; the call's arguments stay texts, as the official parser reads them. */
function calledTurns(text: string): Turn[] {
  const [, name = '', written = '', result = ''] = /^\[(\w+)\((.*?)\)\]->(.*)$/.exec(text) ?? []
  if (name === '') return [{ role: 'assistant', text }]
  const given = [...written.matchAll(/(\w+)='(.*?)'(?=, \w+='|$)/g)].map(([, key, value]) => [key, value])
  return [
    { role: 'assistant', calls: [{ name, arguments: Object.fromEntries(given) as Record<string, Json> }] },
    { role: 'tool', name, result },
  ]
}

function continueTurn(turn: Turn | undefined, line: string): void {
  if (turn === undefined || line === '') return
  if (turn.role === 'tool') turn.result = `${turn.result as string}\n${line}`
  else turn.text = turn.text === undefined ? line : `${turn.text}\n${line}`
}

type Described = {
  name?: string
  apiCode?: string
  description: string
  input_parameters?: Json
  parameters?: Json
}

function describedTool({ name, apiCode, description, input_parameters, parameters }: Described): Tool {
  return toolOf(name ?? apiCode ?? '', description, input_parameters ?? parameters ?? {})
}

const TYPES: Record<string, JsonSchema> = {
  str: { type: 'string' },
  int: { type: 'integer' },
  float: { type: 'number' },
  bool: { type: 'boolean' },
  list: { type: 'array' },
  'list(str)': { type: 'array', items: { type: 'string' } },
}

/** Every parameter counts as required: the published documents name no optional ones. */
function toolOf(name: string, description: string, parameters: Json): Tool {
  const entries = Object.entries(parameters as Record<string, { type: string; description: string }>)
  return {
    name,
    description,
    parameters: {
      type: 'object',
      properties: Object.fromEntries(
        entries.map(([key, { type, description: meaning }]) => [
          key,
          { ...(TYPES[type] ?? { type: 'string' }), description: meaning },
        ]),
      ),
      required: entries.map(([key]) => key),
    },
  }
}
