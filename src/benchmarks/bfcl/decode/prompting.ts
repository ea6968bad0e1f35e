// The default way of the official code to read a reply of prompt mode: a list of calls in the language asked for.
import type { Value } from '../../../files/values.ts'
import type { Language } from '../check/calls.ts'
import { stripOf } from '../check/python-text.ts'
import { callTexts } from './execute.ts'
import { parseJavaCalls } from './java.ts'
import { parseJavaScriptCalls } from './javascript.ts'
import { parsePythonCalls } from './python.ts'

/** default_decode_ast_prompting. Throws a `PythonError` where the official code raises. */
export function decodePrompting(reply: string, language: Language): Value {
  return parseCalls(bracketed(stripOf(reply, '`\n ')), language)
}

/** default_decode_execute_prompting: the calls as texts. */
export function executePrompting(reply: string): string[] {
  return callTexts(parsePythonCalls(bracketed(stripOf(reply, '`\n '))))
}

export function bracketed(text: string): string {
  const opened = text.startsWith('[') ? text : `[${text}`
  return opened.endsWith(']') ? opened : `${opened}]`
}

/** ast_parse: Java and JavaScript lose their first and last character, Python all brackets and quotes around it. */
export function parseCalls(text: string, language: Language): Value {
  if (language === 'python') return parsePythonCalls(text)
  const inside = text.slice(1, -1)
  return language === 'java' ? parseJavaCalls(inside) : parseJavaScriptCalls(inside)
}
