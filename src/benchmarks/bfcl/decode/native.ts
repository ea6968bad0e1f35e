// Native tool calls as result files keep them, `[{ name: JSON text of the arguments }]` (OpenAICompletionsHandler and others).
import { PythonError, typeError } from '../../../files/python-error.ts'
import { parsePythonJson } from '../../../files/python-json.ts'
import { typeName, type Value } from '../../../files/values.ts'
import { itemsOf } from './result.ts'

/** Throws a `PythonError` where the official code raises. */
export function readNative(result: Value): Value {
  return itemsOf(result).map(call => {
    if (!(call instanceof Map))
      throw new PythonError('AttributeError', `'${typeName(call)}' object has no attribute 'keys'`)
    const first = [...call][0]
    if (!first) throw new PythonError('IndexError', 'list index out of range')
    const [name, written] = first
    if (typeof written !== 'string')
      throw typeError(`the JSON object must be str, bytes or bytearray, not ${typeName(written)}`)
    return new Map([[name, readArguments(written)]])
  })
}

function readArguments(json: string): Value {
  try {
    return parsePythonJson(json)
  } catch (error) {
    throw new PythonError('JSONDecodeError', (error as Error).message)
  }
}
