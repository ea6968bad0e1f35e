// What reading a call out of a Java and a JavaScript tree has in common: children by place, arguments by name.
import { PythonError } from '../../../files/python-error.ts'
import type { Dict, Value } from '../../../files/values.ts'
import type { Node } from './grammars.ts'

/** Throws a `PythonError` where there is no such child, as the official code raises. */
export function childAt(node: Node, index: number): Node {
  const child = node.children[index]
  if (!child) throw new PythonError('IndexError', 'list index out of range')
  return child
}

/** The arguments that `read` adds; a name that comes twice is refused, but only when all have been read. */
export function collectArguments(read: (add: (key: Value, value: string) => void) => void): Dict {
  const given: Dict = new Map()
  let isRepeated = false
  read((key, value) => {
    isRepeated ||= given.has(key)
    given.set(key, value)
  })
  if (isRepeated)
    throw new PythonError('Exception', 'Error: Multiple arguments with the same name are not supported.')
  return given
}
