// Reads the replies of a multi-turn result into texts of calls, as the official handlers' decode_execute does.
import { parsePythonJson } from '../../../files/python-json.ts'
import { PythonError, typeError } from '../../../files/python-error.ts'
import { typeName, type Value } from '../../../files/values.ts'
import { entriesOf, tightCallText } from '../decode/execute.ts'
import { executePrompting } from '../decode/prompting.ts'
import { subscript } from '../python/sequence.ts'
import { evaluatePlainText } from '../python/evaluate-text.ts'

/** One reply to texts of calls; throws a `PythonError` where the official handler raises. */
export type StepReader = (reply: Value) => string[]

const READERS: Record<string, StepReader> = {
  prompting: reply => executePrompting(asReply(reply)),
  native: reply => readNativeSteps(reply),
  llama: reply => readLlama(asReply(reply)),
}

/** `llama` is the JSON of Llama 3.1's native calls; `prompting` stands for all that have no reader of their own. */
export function stepReader(dialect: string): StepReader {
  return (Object.hasOwn(READERS, dialect) ? READERS[dialect] : undefined) ?? READERS['prompting']!
}

function asReply(reply: Value): string {
  if (typeof reply === 'string') return reply
  throw new PythonError('AttributeError', `'${typeName(reply)}' object has no attribute 'strip'`)
}

/** `[{ name: JSON of its arguments }]` (convert_to_function_call). */
function readNativeSteps(reply: Value): string[] {
  const calls = reply instanceof Map ? [reply] : reply
  if (!Array.isArray(calls)) throw typeError(`'${typeName(calls)}' object is not a list of calls`)
  return calls.flatMap(call =>
    entriesOf(call).map(([name, given]) =>
      tightCallText(name, typeof given === 'string' ? readJson(given) : given),
    ),
  )
}

function readJson(text: string): Value {
  try {
    return parsePythonJson(text)
  } catch (error) {
    if (error instanceof SyntaxError) throw new PythonError('JSONDecodeError', error.message)
    throw error
  }
}

/** `{"name": …, "parameters": …}`, several of them with `;` between or in a list (local_inference/llama_3_1.py). */
function readLlama(reply: string): string[] {
  const text = reply.replaceAll('<|python_tag|>', '')
  const read = text.includes(';') ? text.split(';').map(readJson) : evaluatePlainText(text)
  const calls = read instanceof Map ? [read] : read
  if (!Array.isArray(calls)) throw typeError(`'${typeName(calls)}' object is not iterable`)
  return calls.map(call => tightCallText(subscript(call, 'name'), subscript(call, 'parameters')))
}

/** The replies of each turn as texts of calls; replies that are no calls are left out, as are empty ones. */
export function readTurns(turns: readonly Value[], read: StepReader): string[][][] {
  return turns.map(steps => (Array.isArray(steps) ? steps : []).flatMap(step => readStep(step, read)))
}

function readStep(step: Value, read: StepReader): string[][] {
  try {
    const calls = read(step)
    return isEmptyStep(calls) ? [] : [calls]
  } catch (error) {
    if (error instanceof PythonError || error instanceof RangeError) return []
    throw error
  }
}

/** No calls, or a single one without text. */
export function isEmptyStep(calls: readonly string[]): boolean {
  return calls.length === 0 || (calls.length === 1 && calls[0]!.length === 0)
}
