// Native calls of Llama 3.1 as text: `{"name": …, "parameters": …}`, several with `;` between or in a list (local_inference/llama_3_1.py).
import { PythonError } from '../../../files/python-error.ts'
import { parsePythonJson } from '../../../files/python-json.ts'
import type { Value } from '../../../files/values.ts'
import { evaluatePlainText } from '../python/evaluate-text.ts'
import { subscript } from '../python/sequence.ts'
import { tightCallText } from './execute.ts'
import { itemsOf, textOf } from './result.ts'

/** The calls as the checker takes them. Throws a `PythonError` where the official code raises. */
export function readLlama(result: Value): Value {
  return namedCalls(result).map(([name, parameters]) => new Map([[name, parameters]]))
}

/** The calls as texts that are run. */
export function executeLlama(result: Value): string[] {
  return namedCalls(result).map(([name, parameters]) => tightCallText(name, parameters))
}

/** A text with `;` is JSON, any other is evaluated as Python, so that `true` is no name there. */
function namedCalls(result: Value): [Value, Value][] {
  const text = textOf(result, 'replace').replaceAll('<|python_tag|>', '')
  const read = text.includes(';') ? text.split(';').map(readJson) : evaluatePlainText(text)
  const calls = read instanceof Map ? [read] : itemsOf(read)
  return calls.map(call => [subscript(call, 'name'), subscript(call, 'parameters')])
}

function readJson(text: string): Value {
  try {
    return parsePythonJson(text)
  } catch (error) {
    throw new PythonError('JSONDecodeError', (error as Error).message)
  }
}
