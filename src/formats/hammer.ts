// The JSON list of calls that Hammer models write, and the instructions that they know.
import type { Json, Tool } from '../dialogue/dialogue.ts'
import { callsOf, defineCallFormat, parseJson } from './call-format.ts'
import { spacedJson } from './spaced-json.ts'

const TASK = `You are a tool calling assistant. In order to complete the user's request, you need to select one or more appropriate tools from the following tools and fill in the correct values for the tool parameters. Your specific tasks are:
1. Make one or more function/tool calls to meet the request based on the question.
2. If none of the function can be used, point it out and refuse to answer.
3. If the given question lacks the parameters required by the function, also point it out.

The following are characters that may interact with you
1. user: Provides query or additional information.
2. tool: Returns the results of the tool calling.
`

const FORM = `
The output MUST strictly adhere to the following JSON format, and NO other text MUST be included.
The example format is as follows. Please make sure the parameter type is correct. If no function call is needed, please directly output an empty list '[]'
\`\`\`
[
    {"name": "func_name1", "arguments": {"argument1": "value1", "argument2": "value2"}},
    ... (more tool calls as required)
]
\`\`\`
`

export const hammer = defineCallFormat({
  name: 'hammer',
  source: 'MadeAgents/Hammer2.1 chat template; bfcl-eval 2025.8.5, local_inference/hammer.py',
  prompt: ({ system, tools }, said) => [
    { role: 'system', content: system ?? 'You are a helpful assistant.' },
    { role: 'user', content: instructions(tools) },
    ...said,
  ],
  sayCalls: calls => spacedJson(calls.map(({ name, arguments: given }) => ({ name, arguments: given }))),
  readCalls: text => callsOf(parseJson(text) ?? parseJson(withoutFences(text))),
})

function instructions(tools: Tool[]): string {
  return [
    ['TASK INSTRUCTION', TASK],
    ['AVAILABLE TOOLS', spacedJson(tools.map(document))],
    ['FORMAT INSTRUCTION', FORM],
  ]
    .map(([title, body]) => `[BEGIN OF ${title}]\n${body}\n[END OF ${title}]\n\n`)
    .join('')
}

/** Hammer's documents hold the properties alone; each required one says so itself. */
function document({ name, description, parameters }: Tool): Json {
  const required = Array.isArray(parameters.required) ? parameters.required : []
  const properties = Object.entries((parameters.properties ?? {}) as Record<string, Json>).map(
    ([key, schema]): [string, Json] => [
      key,
      required.includes(key) ? { ...(schema as { [key: string]: Json }), required: true } : schema,
    ],
  )
  return { name, description, parameters: Object.fromEntries(properties) }
}

/** The fences around a block of code, wherever they stand. */
export function withoutFences(text: string): string {
  return text.replaceAll('```', '')
}
