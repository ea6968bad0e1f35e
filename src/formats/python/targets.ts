// What can be assigned to, and what CPython calls that which cannot.
import { ELLIPSIS } from '../../files/values.ts'
import type { Expression } from './tree.ts'

const NAMES: Partial<Record<Expression['kind'], string>> = {
  name: 'name',
  attribute: 'attribute',
  subscript: 'subscript',
  call: 'function call',
  dict: 'dict literal',
  set: 'set display',
  lambda: 'lambda',
  conditional: 'conditional expression',
  listComprehension: 'list comprehension',
  setComprehension: 'set comprehension',
  dictComprehension: 'dict comprehension',
  formatString: 'f-string expression',
  logical: 'expression',
  binary: 'expression',
  unary: 'expression',
  comparison: 'comparison',
  await: 'await expression',
}

/** CPython's name for an expression that stands before `=` in a display; undefined where it says nothing. */
export function expressionName(tree: Expression): string | undefined {
  if (tree.kind !== 'constant') return NAMES[tree.kind]
  if (typeof tree.value === 'boolean' || tree.value === null) return undefined
  return tree.value === ELLIPSIS ? 'ellipsis' : 'literal'
}

/** What it is that a comprehension cannot assign to, in CPython's words, '' where it says nothing; undefined for a target. */
export function unassignable(target: Expression): string | undefined {
  if (target.kind === 'name' || target.kind === 'attribute' || target.kind === 'subscript') return undefined
  if (target.kind === 'starred') return target.value.kind === 'starred' ? '' : unassignable(target.value)
  if (target.kind === 'list' || target.kind === 'tuple') {
    for (const item of target.items) {
      const wrong = unassignable(item)
      if (wrong !== undefined) return wrong
    }
    return undefined
  }
  if (target.kind === 'generator') return 'generator expression'
  if (target.kind === 'yield' || target.kind === 'yieldFrom') return 'yield expression'
  if (target.kind === 'assignment') return 'named expression'
  if (target.kind === 'constant' && target.value === null) return 'None'
  if (target.kind === 'constant' && typeof target.value === 'boolean') return target.value ? 'True' : 'False'
  return expressionName(target) ?? ''
}
