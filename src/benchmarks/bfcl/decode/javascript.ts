// Reads the call in a reply that is written as JavaScript (model_handler/parser/js_parser.py).
import { PythonError } from '../../../files/python-error.ts'
import type { Dict, Value } from '../../../files/values.ts'
import { childAt, collectArguments } from './call-syntax.ts'
import { type Node, withTree } from './grammars.ts'
import { wouldSkip } from './short-statements.ts'
import { assertUtf8 } from '../../../files/utf8.ts'

/** A list of one call, or null where no statement is one. Throws a `PythonError` where the official code raises. */
export function parseJavaScriptCalls(source: string): Value {
  assertUtf8(source)
  return withTree('javascript', source, root => {
    if (root.hasError && wouldSkip(root, { skipsNames: true }))
      throw new PythonError('SyntaxError', 'Error js parsing the source code.')
    for (const statement of root.children) {
      if (statement.type !== 'expression_statement') continue
      const call = statement.children.find(child => child.type === 'call_expression')
      if (call) return [readCall(call)]
    }
    return null
  })
}

function readCall(node: Node): Dict {
  return new Map([[childAt(node, 0).text, readArguments(childAt(node, 1))]])
}

function readArguments(list: Node): Dict {
  return collectArguments(add => {
    for (const child of list.children) {
      if (child.type === 'assignment_expression')
        add(childAt(child, 0).text, withoutQuotes(childAt(child, 2).text))
      else if (child.type === 'identifier' || child.type === 'true') add(null, child.text)
    }
  })
}

function withoutQuotes(text: string): string {
  const isQuoted = (quote: string) => text.startsWith(quote) && text.endsWith(quote)
  return isQuoted('"') || isQuoted("'") ? text.slice(1, -1) : text
}
