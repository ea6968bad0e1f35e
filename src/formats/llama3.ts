// The JSON calls that Llama 3.1 writes, with `;` between them, and its tools before the first question.
import type { Call, Tool } from '../dialogue/dialogue.ts'
import type { Message } from '../dialogue/prompt.ts'
import { callsOf, defineCallFormat, parseJson, systemMessage } from './call-format.ts'
import { splitDocuments } from './json-documents.ts'
import { indentedJson, spacedJson } from './spaced-json.ts'

const FORM = `Given the following functions, please respond with a JSON for a function call with its proper arguments that best answers the given prompt.

Respond in the format {"name": function name, "parameters": dictionary of argument name and its value}.Do not use variables.

`

export const llama3 = defineCallFormat({
  name: 'llama3',
  source: 'llama.com, Llama 3.1 prompt formats; bfcl-eval 2025.8.5, local_inference/llama_3_1.py',
  prompt: ({ system, tools }, said) => [...systemMessage(system?.trim()), ...withTools(tools, said)],
  sayCalls: calls =>
    calls.map(({ name, arguments: given }) => spacedJson({ name, parameters: given })).join('; '),
  readCalls,
})

/** The tools stand in the first message of the user. */
function withTools(tools: Tool[], said: Message[]): Message[] {
  const first = said.findIndex(({ role }) => role === 'user')
  if (tools.length === 0) return said
  const shown = FORM + tools.map(tool => `${indentedJson(tool)}\n\n`).join('')
  if (first < 0) return [{ role: 'user', content: shown.trim() }, ...said]
  return said.map((message, at) =>
    at === first ? { ...message, content: shown + message.content.trim() } : message,
  )
}

function readCalls(text: string): Call[] | undefined {
  const bare = withoutPythonTag(text)
  const whole = parseJson(bare)
  if (whole !== undefined) return callsOf(whole, 'parameters')
  return callsOf(splitDocuments(bare, ';').map(parseJson), 'parameters')
}

/** The mark of a call, which the model writes although it calls by JSON. */
export function withoutPythonTag(text: string): string {
  return text.replaceAll('<|python_tag|>', '')
}
