// The calls behind `<function_call>` that Granite 20B writes, and its library of functions.
import type { Call } from '../dialogue/dialogue.ts'
import { callsOf, defineCallFormat, parseJson } from './call-format.ts'
import { spacedJson } from './spaced-json.ts'

const MARK = '<function_call>'
const NONE = 'no_function'

const SYSTEM =
  'You are a helpful assistant with access to the following function calls. Your task is to produce a sequence of function calls necessary to generate response to the user utterance. Use the following function calls as required.'
const NO_CALL =
  'If none of the functions are relevant or the given question lacks the parameters required by the function, please output "<function_call> {"name": "no_function", "arguments": {}}".'

export const granite = defineCallFormat({
  name: 'granite',
  source:
    'ibm-granite/granite-20b-functioncalling chat template; bfcl-eval 2025.8.5, local_inference/granite.py',
  prompt: ({ system, tools }, said) => [
    {
      role: 'system',
      content: `${system === undefined ? '' : `${system}\n\n`}${SYSTEM}\n<|function_call_library|>\n${tools.map(spacedJson).join('\n')}\n${NO_CALL}`,
    },
    ...said,
  ],
  // A mark inside of a string would cut the call there: as an escape it is the same string.
  sayCalls: calls =>
    calls
      .map(({ name, arguments: given }) => spacedJson({ name, arguments: given }).replaceAll('<', '\\u003c'))
      .map(json => `${MARK} ${json}`)
      .join('\n'),
  readCalls,
})

/** All parts have to be calls, and `no_function` is none. */
function readCalls(text: string): Call[] | undefined {
  if (!text.includes(MARK)) return undefined
  const calls = callsOf(
    text
      .split(MARK)
      .filter(part => part.trim() !== '')
      .map(parseJson),
  )
  return calls?.some(({ name }) => name === NONE) ? undefined : calls
}
