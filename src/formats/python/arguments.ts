// What stands between the parentheses of a call: positional arguments, then keywords, then what follows `**`.
import { parseClauses, startsClause } from './comprehension.ts'
import { parseExpression, parseNamed, parseStarred, isOperator } from './parse.ts'
import type { Tokens } from './tokens.ts'
import type { CallExpression, Expression } from './tree.ts'

type Arguments = Pick<CallExpression, 'positional' | 'keywords'>

export function parseArguments(tokens: Tokens): Arguments {
  tokens.expect('(')
  const given: Arguments = { positional: [], keywords: [] }
  let isUnpacked = false
  while (!tokens.is(')')) {
    if (tokens.is('*')) {
      if (isUnpacked)
        throw tokens.unexpected('iterable argument unpacking follows keyword argument unpacking')
      given.positional.push(parseStarred(tokens, parseExpression))
    } else if (tokens.skip('**')) {
      isUnpacked = true
      given.keywords.push({ name: null, value: parseExpression(tokens) })
    } else if (tokens.current.kind === 'name' && isOperator(tokens.peek(), '=')) {
      const name = tokens.advance().text
      tokens.advance()
      given.keywords.push({ name, value: parseExpression(tokens) })
    } else if (parsePositional(tokens, given, isUnpacked)) break
    if (!tokens.is(')') && !tokens.skip(',')) throw tokens.unexpected()
  }
  tokens.expect(')')
  return given
}

/** One positional argument; true where it is a generator, which has to be the only one. */
function parsePositional(tokens: Tokens, given: Arguments, isUnpacked: boolean): boolean {
  const value = parseNamed(tokens)
  if (startsClause(tokens)) {
    given.positional.push(parseGenerator(tokens, value))
    if (given.positional.length + given.keywords.length === 1 && tokens.is(')')) return true
    throw tokens.unexpected('Generator expression must be parenthesized')
  }
  if (given.keywords.length > 0 && !tokens.is('='))
    throw tokens.unexpected(`positional argument follows keyword argument${isUnpacked ? ' unpacking' : ''}`)
  given.positional.push(value)
  return false
}

function parseGenerator(tokens: Tokens, element: Expression): Expression {
  return { kind: 'generator', element, clauses: parseClauses(tokens) }
}
