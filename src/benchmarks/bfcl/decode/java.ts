// Reads the first call in a reply that is written as Java (model_handler/parser/java_parser.py).
import { PythonError } from '../../../files/python-error.ts'
import type { Dict, Value } from '../../../files/values.ts'
import { byteSlicer } from './byte-slices.ts'
import { assertUtf8 } from '../../../files/utf8.ts'
import { childAt, collectArguments } from './call-syntax.ts'
import { type Node, withTree } from './grammars.ts'
import { wouldSkip } from './short-statements.ts'

/** Python's recursion limit; two of its frames go to one node inside of a value. */
const MAX_DEPTH = 480

type TextOf = (node: Node) => string

/** A list of one call, or an empty dictionary where there is none. Throws a `PythonError` where the official code raises. */
export function parseJavaCalls(source: string): Value {
  assertUtf8(source)
  return withTree('java', source, root => {
    if (root.hasError && wouldSkip(root, { skipsNames: false }))
      throw new PythonError('SyntaxError', 'Error parsing java the source code.')
    const slice = byteSlicer(source)
    const textOf = (node: Node) => slice(node.startIndex, node.endIndex)
    const call = findCall(root, textOf)
    return call ? [call] : new Map()
  })
}

/** The first method invocation that has arguments, depth first. */
function findCall(root: Node, textOf: TextOf): Dict | undefined {
  const waiting: (Node | null)[] = [root]
  while (waiting.length > 0) {
    const node = waiting.pop()!
    if (node.type !== 'method_invocation') {
      for (const child of [...node.children].reverse()) waiting.push(child)
      continue
    }
    const call = readCall(node, textOf)
    if (call) return call
  }
  return undefined
}

function readCall(node: Node, textOf: TextOf): Dict | undefined {
  const name = textOf(node.childForFieldName('name')!)
  const object = node.childForFieldName('object')
  const list = node.childForFieldName('arguments')
  if (!list) return undefined
  return new Map([[object ? `${textOf(object)}.${name}` : name, readArguments(list, textOf)]])
}

const NAMELESS = new Set(['identifier', 'class_literal', 'set'])

function readArguments(list: Node, textOf: TextOf): Dict {
  return collectArguments(add => {
    for (const child of list.children) {
      if (child.type === 'assignment_expression')
        add(textOf(childAt(child, 0)), valueText(childAt(child, 2), textOf, { isNested: false, depth: 0 }))
      else if (NAMELESS.has(child.type)) add(null, valueText(child, textOf, { isNested: false, depth: 0 }))
    }
  })
}

const WHOLE = new Set(['identifier', 'class_literal', 'type_identifier', 'method_invocation'])

/** A value's text without the spaces between its tokens; only at the top do quotes go. */
function valueText(
  node: Node | null,
  textOf: TextOf,
  { isNested, depth }: { isNested: boolean; depth: number },
): string {
  if (!node) throw new PythonError('AttributeError', "'NoneType' object has no attribute 'type'")
  if (depth > MAX_DEPTH) throw new PythonError('RecursionError', 'maximum recursion depth exceeded')
  const inside = (child: Node | null) => valueText(child, textOf, { isNested: true, depth: depth + 1 })
  const { type } = node
  if (type === 'string_literal' || type === 'character_literal')
    return isNested ? textOf(node) : withoutEnds(textOf(node))
  if (WHOLE.has(type)) return textOf(node)
  if (type === 'array_creation_expression')
    return `new ${inside(node.childForFieldName('type'))}[]${inside(node.childForFieldName('value'))}`
  if (type === 'object_creation_expression') return creationText(node, inside)
  return node.childCount > 0 ? node.children.map(inside).join('') : textOf(node)
}

/** `text[1:-1]` by characters. */
function withoutEnds(text: string): string {
  const first = text.codePointAt(0) ?? 0
  const last = text.codePointAt(text.length - 2) ?? 0
  return text.slice(first > 0xffff ? 2 : 1, last > 0xffff ? -2 : -1)
}

const PUNCTUATION = new Set([',', '(', ')'])

/** The body of the class is lost: double-brace collections become empty ones. */
function creationText(node: Node, inside: (child: Node | null) => string): string {
  const type = inside(node.childForFieldName('type'))
  const list = node.childForFieldName('arguments')
  const given = list ? list.children.filter(child => !PUNCTUATION.has(child.type)).map(inside) : []
  return `new ${type}(${given.join(', ')})`
}
