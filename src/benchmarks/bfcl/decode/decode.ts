// Reads the calls out of a reply, and says in the official words why there are none.
import { PythonError } from '../../../files/python-error.ts'
import type { Dict, Value } from '../../../files/values.ts'
import type { Language } from '../check/calls.ts'
import type { Decoded } from '../score-file.ts'
import { decodePrompting } from './prompting.ts'

/**
 * The calls of a reply of prompt mode, `[Map { name → Map { parameter → value } }]`, as the official evaluator decodes
 * it. `errorType` is `ast_decoder:decoder_failed`, or `ast_decoder:decoder_wrong_output_format` for what the official
 * decoder lets through although it is no list of calls. Java and JavaScript need `loadGrammars()` before.
 */
export function decode(reply: string, options: { language: Language }): Decoded {
  return decoded(() => decodePrompting(reply, options.language))
}

/** Runs a decoder and judges what it gives (ast_file_runner of eval_checker/eval_runner.py). */
export function decoded(read: () => Value): Decoded {
  try {
    const value = read()
    if (isListOfCalls(value)) return { ok: true, calls: value }
    return {
      ok: false,
      error: 'Did not output in the specified format.',
      errorType: 'ast_decoder:decoder_wrong_output_format',
      decoded: value,
    }
  } catch (error) {
    return { ok: false, error: messageOf(error), errorType: 'ast_decoder:decoder_failed' }
  }
}

function messageOf(error: unknown): string {
  if (error instanceof PythonError) return error.message
  if (error instanceof RangeError) return 'maximum recursion depth exceeded'
  throw error
}

/** is_function_calling_format_output: dictionaries of one key with a dictionary as its value. */
function isListOfCalls(value: Value): value is Dict[] {
  return (
    Array.isArray(value) &&
    value.every(call => call instanceof Map && call.size === 1 && [...call.values()][0] instanceof Map)
  )
}
