// Reads the calls in a reply of prompt mode that are written as Python, as the official ast_parse does.
import { PythonError } from '../../../files/python-error.ts'
import type { Dict } from '../../../files/values.ts'
import { parseExpressionText } from '../../../formats/python/parse.ts'
import { stripOf } from '../check/python-text.ts'
import { readPlainCalls } from './plain-calls.ts'
import { nodeName, resolveCall } from './resolve.ts'

/** Throws a `PythonError` where the official code raises. */
export function parsePythonCalls(text: string): Dict[] {
  const stripped = stripOf(text, "[]'")
  const plain = readPlainCalls(stripped)
  if (plain !== undefined) return plain
  const tree = parseExpressionText(stripped)
  if (tree.kind === 'call') return [resolveCall(tree)]
  if (tree.kind !== 'list' && tree.kind !== 'tuple' && tree.kind !== 'set')
    throw new PythonError('AttributeError', `'${nodeName(tree)}' object has no attribute 'elts'`)
  return tree.items.map(item => {
    if (item.kind !== 'call') throw new PythonError('AssertionError', '')
    return resolveCall(item)
  })
}
