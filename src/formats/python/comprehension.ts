// The clauses of a comprehension: `for target in source if condition …`.
import { ELLIPSIS } from '../../files/values.ts'
import { parseOr, parsePrimary } from './parse.ts'
import type { Tokens } from './tokens.ts'
import type { Clause, Expression } from './tree.ts'

export function startsClause(tokens: Tokens): boolean {
  return tokens.is('for') || tokens.is('async')
}

export function parseClauses(tokens: Tokens): Clause[] {
  const clauses: Clause[] = []
  while (startsClause(tokens)) {
    const isAsync = tokens.skip('async')
    tokens.expect('for')
    const target = parseTargets(tokens)
    tokens.expect('in')
    const source = parseOr(tokens)
    const conditions: Expression[] = []
    while (tokens.skip('if')) conditions.push(parseOr(tokens))
    clauses.push({ isAsync, target, source, conditions })
  }
  return clauses
}

function parseTargets(tokens: Tokens): Expression {
  const first = parseTarget(tokens)
  if (!tokens.is(',')) return first
  const items = [first]
  while (tokens.skip(',') && !tokens.is('in')) items.push(parseTarget(tokens))
  return { kind: 'tuple', items }
}

function parseTarget(tokens: Tokens): Expression {
  if (tokens.skip('*')) return { kind: 'starred', value: checked(tokens, parsePrimary(tokens)) }
  return checked(tokens, parsePrimary(tokens))
}

function checked(tokens: Tokens, target: Expression): Expression {
  const wrong = unassignable(target)
  if (wrong === undefined) return target
  throw tokens.unexpected(wrong === '' ? undefined : `cannot assign to ${wrong}`)
}

const NAMES: Partial<Record<Expression['kind'], string>> = {
  call: 'function call',
  dict: 'dict literal',
  set: 'set display',
  lambda: 'lambda',
  conditional: 'conditional expression',
  generator: 'generator expression',
  listComprehension: 'list comprehension',
  setComprehension: 'set comprehension',
  dictComprehension: 'dict comprehension',
  formatString: 'f-string expression',
  logical: 'expression',
  binary: 'expression',
  unary: 'expression',
  comparison: 'comparison',
  await: 'await expression',
  yield: 'yield expression',
  yieldFrom: 'yield expression',
  assignment: 'named expression',
}

/** What it is that nothing can be assigned to, in CPython's words; undefined for a target. */
function unassignable(target: Expression): string | undefined {
  if (target.kind === 'name' || target.kind === 'attribute' || target.kind === 'subscript') return undefined
  if (target.kind === 'starred') return target.value.kind === 'starred' ? '' : unassignable(target.value)
  if (target.kind === 'list' || target.kind === 'tuple') {
    for (const item of target.items) {
      const wrong = unassignable(item)
      if (wrong !== undefined) return wrong
    }
    return undefined
  }
  if (target.kind !== 'constant') return NAMES[target.kind] ?? ''
  if (target.value === null) return 'None'
  if (typeof target.value === 'boolean') return target.value ? 'True' : 'False'
  return target.value === ELLIPSIS ? 'ellipsis' : 'literal'
}
