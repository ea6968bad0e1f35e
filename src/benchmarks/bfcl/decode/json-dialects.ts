// The dialects that write calls as JSON, each with the quirks of its official handler.
import { PythonError, typeError } from '../../../files/python-error.ts'
import { repr, str } from '../../../files/python-repr.ts'
import { type Dict, typeName, type Value } from '../../../files/values.ts'
import { withoutFences } from '../../../formats/hammer.ts'
import { withoutPythonTag } from '../../../formats/llama3.ts'
import { callTexts } from '../../../formats/qwen.ts'
import { strip } from '../check/python-text.ts'
import { evaluatePlainText } from '../python/evaluate-text.ts'
import { defineDialect } from './dialect.ts'
import { tightCallText } from './execute.ts'
import { withoutThought } from './text-dialects.ts'
import { asDict, asText, attempt, callOf, each, item, loads } from './python-steps.ts'

/** `{"name": …, "parameters": …}` with `;` between several, or a Python list of them, so JSON's `true` fails. */
export const llama31 = defineDialect({
  name: 'llama3.1',
  handler: 'local_inference/llama_3_1.py',
  decodeAst: result => llamaCalls(result).map(call => callOf(item(call, 'name'), item(call, 'parameters'))),
  decodeExecute: result =>
    llamaCalls(result).map(call => tightCallText(item(call, 'name'), item(call, 'parameters'))),
})

function llamaCalls(result: Value): Value[] {
  const text = withoutPythonTag(asText(result, 'replace'))
  if (text.includes(';')) return text.split(';').map(loads)
  const calls = evaluatePlainText(text)
  return calls instanceof Map ? [calls] : each(calls)
}

/** A JSON list of `{"name": …, "arguments": …}`; what is no JSON counts as no call. */
export const hammer = defineDialect({
  name: 'hammer',
  handler: 'local_inference/hammer.py',
  decodeAst: result =>
    each(hammerList(result)).map(call => callOf(item(call, 'name'), item(call, 'arguments'))),
  decodeExecute(result) {
    const list = hammerList(result)
    const calls = list instanceof Map ? valueOr(list, 'tool_calls', []) : Array.isArray(list) ? list : []
    return (Array.isArray(calls) ? calls : [calls]).filter(call => call instanceof Map).map(wideCallText)
  },
})

function hammerList(result: Value): Value {
  const text = withoutFences(asText(result, 'replace'))
  return attempt<Value>(
    () => loads(text),
    () => [],
  )
}

function wideCallText(call: Value): string {
  const given = asDict(call, 'get')
  const written = [...asDict(valueOr(given, 'arguments', new Map()), 'items')].map(
    ([key, value]) => `${str(key)}=${repr(value)}`,
  )
  return `${str(valueOr(given, 'name', ''))}(${written.join(', ')})`
}

/** `dict.get(key, otherwise)`: a null that is there counts. */
function valueOr(dict: Dict, key: string, otherwise: Value): Value {
  return dict.has(key) ? dict.get(key)! : otherwise
}

/** `<function_call>` before each JSON call; what is no JSON stays text. */
export const granite = defineDialect({
  name: 'granite',
  handler: 'local_inference/granite.py',
  decodeAst: result => graniteCalls(result, callOf),
  decodeExecute: result => graniteCalls(result, tightCallText),
})

const NO_FUNCTION = 'No function is called'

function graniteCalls(result: Value, make: (name: Value, given: Value) => Value): Value[] {
  return asText(result, 'split')
    .split('<function_call>')
    .map(strip)
    .filter(part => part !== '')
    .map(part => {
      const read = attempt<Value | undefined>(
        () => loads(part),
        () => undefined,
      )
      if (read === undefined) return part
      const call = asDict(read, 'get')
      const name = strip(asText(valueOr(call, 'name', ''), 'strip'))
      return name === 'no_function' ? NO_FUNCTION : make(name, valueOr(call, 'arguments', new Map()))
    })
}

/** A JSON list of `{"name": …, "arguments": …}`, or several with `;` between. */
export const xlam = defineDialect({
  name: 'xlam',
  handler: 'local_inference/salesforce_llama.py',
  decodeAst: result => xlamCalls(result).map(call => callOf(item(call, 'name'), item(call, 'arguments'))),
  decodeExecute: result =>
    xlamCalls(result).map(call => tightCallText(item(call, 'name'), item(call, 'arguments'))),
})

function xlamCalls(result: Value): Value[] {
  return attempt(
    () => {
      const calls = loads(result)
      return Array.isArray(calls) ? calls : [calls]
    },
    () => (result as string).split(';').map(part => loads(strip(part))),
    'JSONDecodeError',
  )
}

/** The JSON on the line after each `<tool_call>`, its single quotes made double. */
export const hermes = defineDialect({
  name: 'hermes',
  handler: 'local_inference/hermes.py',
  decodeAst: hermesCalls,
  decodeExecute: result =>
    hermesCalls(result).flatMap(call => [...call].map(([name, given]) => tightCallText(name, given))),
})

function hermesCalls(result: Value): Dict[] {
  const calls: Dict[] = []
  let isCall = false
  for (const line of asText(result, 'split').split('\n')) {
    if (isCall && line !== '<tool_call>' && line !== '</tool_call>') {
      const call = loads(line.replaceAll("'", '"'))
      calls.push(callOf(item(call, 'name'), item(call, 'arguments')))
    }
    isCall = line === '<tool_call>'
  }
  return calls
}

/** JSON between `<tool_call>` and `</tool_call>` on lines of their own; one that is no object makes it no call at all. */
export const qwen = defineDialect({
  name: 'qwen',
  handler: 'local_inference/qwen_fc.py',
  keep: withoutThought,
  decodeAst: result =>
    qwenCalls(result).map(call =>
      callOf(item(call, 'name'), new Map(asDict(item(call, 'arguments'), 'items'))),
    ),
  decodeExecute: result =>
    qwenCalls(result)
      .map(call => callOf(item(call, 'name'), item(call, 'arguments')))
      .flatMap(writtenCalls),
})

function qwenCalls(result: Value): Value[] {
  if (typeof result !== 'string')
    throw typeError(`expected string or bytes-like object, got '${typeName(result)}'`)
  const calls = callTexts(result).map(text =>
    attempt<Value>(
      () => loads(text),
      () => text,
    ),
  )
  return calls.every(call => call instanceof Map) ? calls : []
}

/** Native tool calls: a list of `{name: JSON text}`. */
export const toolCalls = defineDialect({
  name: 'tool-calls',
  handler: 'api_inference/openai_completion.py',
  decodeAst: result =>
    each(result).map(call => {
      const [first] = asDict(call, 'keys')
      if (!first) throw new PythonError('IndexError', 'list index out of range')
      return new Map([[first[0], loads(first[1])]])
    }),
  decodeExecute: result => (result instanceof Map ? [result] : each(result)).flatMap(writtenCalls),
})

/** convert_to_function_call: the arguments may still be JSON text. */
function writtenCalls(call: Value): string[] {
  return [...asDict(call, 'items')].map(([name, given]) =>
    tightCallText(name, typeof given === 'string' ? loads(given) : given),
  )
}

/** Mistral's own format: the handler has taken the JSON list apart, and lets any list through. */
export const mistralList = defineDialect({
  name: 'mistral-list',
  handler: 'local_inference/mistral_fc.py',
  keep: reply =>
    attempt<Value>(
      () => each(loads(reply)).map(call => callOf(item(call, 'name'), item(call, 'arguments'))),
      () => reply,
      'JSONDecodeError',
    ),
  decodeAst: result => (Array.isArray(result) ? result : []),
  decodeExecute: result => (Array.isArray(result) ? result.flatMap(writtenCalls) : []),
})

/** Granite 3, Phi 4 and Arch: the handler has taken the calls out of the text; anything but dictionaries is no call. */
export const callList = defineDialect({
  name: 'call-list',
  handler: 'local_inference/granite_3.py',
  decodeAst: callsOnly,
  decodeExecute: result => callsOnly(result).flatMap(writtenCalls),
})

function callsOnly(result: Value): Value[] {
  return Array.isArray(result) && result.every(call => call instanceof Map) ? result : []
}
