// The dialects that write calls as code: the default, and the two that clean it differently.
import type { Value } from '../../../files/values.ts'
import type { Language } from '../check/calls.ts'
import { strip } from '../check/python-text.ts'
import { defineDialect } from './dialect.ts'
import { entriesOf, tightCallText } from './execute.ts'
import { bracketed, decodePrompting, executePrompting, parseCalls } from './prompting.ts'
import { asText } from './python-steps.ts'

/** Models that answer the default prompt: Llama 3, ToolACE, CoALM, and most others. */
export const prompting = defineDialect({
  name: 'prompting',
  handler: 'local_inference/base_oss_handler.py',
  decodeAst: (result, language) => decodePrompting(asText(result, 'strip'), language),
  decodeExecute: result => executePrompting(asText(result, 'strip')),
})

/** Mistral's API in prompt mode escapes its underscores. */
export const mistral = defineDialect({
  name: 'mistral',
  handler: 'api_inference/mistral.py',
  decodeAst: (result, language) => parseCalls(bracketed(unescaped(result)), language),
  decodeExecute: result => tightTexts(parseCalls(unescaped(result), 'python')),
})

function unescaped(result: Value): string {
  return asText(result, 'replace').replaceAll('\\_', '_')
}

/** Each call as `name(a=1,b='x')`. */
function tightTexts(calls: Value): string[] {
  return (calls as Value[]).flatMap(call =>
    entriesOf(call).map(([name, given]) => tightCallText(name, given)),
  )
}

/** Phi and DeepSeek put their calls into a fenced block with a language. */
export const fenced = defineDialect({
  name: 'fenced',
  handler: 'local_inference/phi.py',
  decodeAst: (result, language: Language) =>
    decodePrompting(unfenced(strip(asText(result, 'strip'))), language),
  decodeExecute: result => executePrompting(unfenced(asText(result, 'startswith'))),
})

function unfenced(text: string): string {
  const inside = text.startsWith('```json') ? text.slice('```json'.length) : text
  return inside.startsWith('```python') ? inside.slice('```python'.length) : inside
}

/** Qwen thinks first: what is kept is what comes after. */
export const qwenPrompting = defineDialect({
  ...prompting,
  name: 'qwen-prompting',
  handler: 'local_inference/qwen.py',
  keep: withoutThought,
})

/** What follows the last `</think>`. */
export function withoutThought(reply: string): string {
  const end = reply.lastIndexOf('</think>')
  return end < 0 ? reply : reply.slice(end + '</think>'.length).replace(/^\n+/, '')
}
