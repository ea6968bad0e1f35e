// The clauses of a comprehension: `for target in source if condition …`.
import { parseOr, parseBitwise } from './parse.ts'
import { unassignable } from './targets.ts'
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
  if (tokens.skip('*')) return { kind: 'starred', value: checked(tokens, parseBitwise(tokens)) }
  return checked(tokens, parseBitwise(tokens))
}

function checked(tokens: Tokens, target: Expression): Expression {
  const wrong = unassignable(target)
  if (wrong === undefined) return target
  throw tokens.is(',') || tokens.is('in')
    ? tokens.unexpected(wrong && `cannot assign to ${wrong}`)
    : tokens.unexpected()
}
