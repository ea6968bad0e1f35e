// The JSON list of calls that Mistral models write behind `[TOOL_CALLS]`, each with an id.
import type { Call, Tool } from '../dialogue/dialogue.ts'
import type { Message } from '../dialogue/prompt.ts'
import { callsOf, defineCallFormat, parseJson, resultText, systemMessage } from './call-format.ts'
import { spacedJson } from './spaced-json.ts'

const MARK = '[TOOL_CALLS]'

export const mistral = defineCallFormat({
  name: 'mistral',
  source:
    'mistralai/Ministral-8B-Instruct-2410 chat template; bfcl-eval 2025.8.5, local_inference/mistral_fc.py',
  prompt: ({ system, tools }, said) => [...systemMessage(system), ...withTools(tools, said)],
  sayCalls: calls =>
    MARK +
    spacedJson(
      calls.map(({ name, arguments: given, id }) => ({
        name,
        arguments: given,
        ...(id !== undefined && { id }),
      })),
    ),
  readCalls,
  sayResult: turn => ({
    role: 'tool',
    name: turn.name,
    content: resultText(turn),
    ...(turn.callId !== undefined && { callId: turn.callId }),
  }),
})

/** The tools stand before the last message of the user. */
function withTools(tools: Tool[], said: Message[]): Message[] {
  const last = said.findLastIndex(({ role }) => role === 'user')
  if (tools.length === 0) return said
  const listed = tools.map(tool => spacedJson({ type: 'function', function: tool })).join(', ')
  const shown = `[AVAILABLE_TOOLS][${listed}][/AVAILABLE_TOOLS]`
  if (last < 0) return [...said, { role: 'user', content: shown }]
  return said.map((message, at) => (at === last ? { ...message, content: shown + message.content } : message))
}

function readCalls(text: string): Call[] | undefined {
  const json = parseJson(text.startsWith(MARK) ? text.slice(MARK.length) : text)
  const calls = Array.isArray(json) ? callsOf(json) : undefined
  return calls?.map((call, at) => {
    const { id } = (json as { id?: unknown }[])[at]!
    return typeof id === 'string' ? { ...call, id } : call
  })
}
