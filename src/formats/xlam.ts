// The JSON list of calls that xLAM-2 models write, and their system message.
import { callsOf, defineCallFormat, parseJson } from './call-format.ts'
import { indentedJson, spacedJson } from './spaced-json.ts'

const SYSTEM = 'You are a helpful assistant that can use tools. You are developed by Salesforce xLAM team.'

const FORM = `You have access to a set of tools. When using tools, make calls in a single JSON array: 

[{"name": "tool_call_name", "arguments": {"arg1": "value1", "arg2": "value2"}}, ... (additional parallel tool calls as needed)]

If no tool is suitable, state that explicitly. If the user's input lacks required parameters, ask for clarification. Do not interpret or respond until tool results are returned. Once they are available, process them or make additional calls if needed. For tasks that don't require tools, such as casual conversation or general advice, respond directly in plain text. The available tools are:

`

export const xlam = defineCallFormat({
  name: 'xlam',
  source: 'Salesforce/xLAM-2 chat templates; bfcl-eval 2025.8.5, local_inference/salesforce_llama.py',
  prompt: ({ system, tools }, said) => [
    {
      role: 'system',
      content: `${system?.trim() ?? SYSTEM}\n${FORM}${tools.map(tool => `${indentedJson(tool)}\n\n`).join('')}`,
    },
    ...said,
  ],
  sayCalls: calls => spacedJson(calls.map(({ name, arguments: given }) => ({ name, arguments: given }))),
  readCalls: text => callsOf(parseJson(text)),
})
