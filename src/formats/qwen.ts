// The calls between `<tool_call>` marks that Qwen and Hermes models write, and the tools that their system message lists.
import type { Call, ToolTurn } from '../dialogue/dialogue.ts'
import type { Message } from '../dialogue/prompt.ts'
import { callsOf, defineCallFormat, parseJson, resultText, systemMessage } from './call-format.ts'
import { spacedJson } from './spaced-json.ts'

const OPEN = '<tool_call>\n'
const CLOSE = '\n</tool_call>'

export const qwen = defineCallFormat({
  name: 'qwen',
  source: 'Qwen/Qwen3 chat template; bfcl-eval 2025.8.5, local_inference/qwen_fc.py',
  prompt: ({ system, tools }, said) => [
    ...systemMessage(system, tools.length > 0 ? toolList(tools.map(spacedJson)) : undefined),
    ...said,
  ],
  sayCalls: calls =>
    calls
      .map(({ name, arguments: given }) => `${OPEN}${spacedJson({ name, arguments: given })}${CLOSE}`)
      .join('\n'),
  readCalls,
  sayResult,
})

function toolList(tools: string[]): string {
  return `# Tools

You may call one or more functions to assist with the user query.

You are provided with function signatures within <tools></tools> XML tags:
<tools>
${tools.join('\n')}
</tools>

For each function call, return a json object with function name and arguments within <tool_call></tool_call> XML tags:
<tool_call>
{"name": <function-name>, "arguments": <args-json-object>}
</tool_call>`
}

function sayResult(turn: ToolTurn): Message {
  return { role: 'user', content: `<tool_response>\n${resultText(turn)}\n</tool_response>` }
}

function readCalls(text: string): Call[] | undefined {
  const calls = callTexts(text)
  return calls.length === 0 ? undefined : callsOf(calls.map(parseJson))
}

/** What stands between the marks, from left to right, each as short as can be. */
export function callTexts(text: string): string[] {
  const found: string[] = []
  for (let at = text.indexOf(OPEN); at >= 0; at = text.indexOf(OPEN, at)) {
    const end = text.indexOf(CLOSE, at + OPEN.length)
    if (end < 0) break
    found.push(text.slice(at + OPEN.length, end))
    at = end + CLOSE.length
  }
  return found
}
