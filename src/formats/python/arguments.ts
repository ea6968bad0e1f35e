// What stands between the parentheses of a call: positional arguments, then keywords, then what follows `**`.
import { PythonError } from '../../files/python-error.ts'
import { repr } from '../../files/python-repr.ts'
import { parseClauses, startsClause } from './comprehension.ts'
import { afterItem } from './diagnosis.ts'
import { isOperator, parseExpression, parseNamed, parseStarred, startsExpression } from './parse.ts'
import type { Tokens } from './tokens.ts'
import type { CallExpression, Expression } from './tree.ts'

type Arguments = Pick<CallExpression, 'positional' | 'keywords'>

export function parseArguments(tokens: Tokens): Arguments {
  tokens.expect('(')
  const given: Arguments = { positional: [], keywords: [] }
  while (!tokens.is(')')) {
    const positional = parseArgument(tokens, given)
    if (tokens.is(')')) break
    if (!tokens.skip(',')) throw afterArgument(tokens, given, positional)
  }
  tokens.expect(')')
  return given
}

/** Reads one argument into what is given; gives it back where it is positional. */
function parseArgument(tokens: Tokens, given: Arguments): Expression | undefined {
  if (tokens.skip('**')) {
    given.keywords.push({ name: null, value: parseExpression(tokens) })
    return undefined
  }
  if (tokens.current.kind === 'name' && isOperator(tokens.peek(), '=')) {
    const name = tokens.advance().text
    tokens.advance()
    given.keywords.push({ name, value: parseExpression(tokens) })
    return undefined
  }
  const value = parsePositional(tokens, given)
  given.positional.push(value)
  return value
}

function parsePositional(tokens: Tokens, given: Arguments): Expression {
  if (tokens.is('*')) {
    if (isUnpacked(given))
      throw tokens.unexpected('iterable argument unpacking follows keyword argument unpacking')
    return parseStarred(tokens, parseExpression)
  }
  const value = parseNamed(tokens)
  if (startsClause(tokens)) return parseGenerator(tokens, value, given)
  if (given.keywords.length > 0 && !tokens.is('=') && !startsExpression(tokens.current))
    throw afterKeyword(tokens, given)
  return value
}

/** CPython reads the other arguments before it says so, and may find something else among them, or the text's end. */
function afterKeyword(tokens: Tokens, given: Arguments): PythonError {
  const { line } = tokens.current
  try {
    while (tokens.skip(',') && !tokens.is(')')) parseArgument(tokens, { positional: [], keywords: [] })
    if (!tokens.is(')')) throw afterItem(tokens)
  } catch (error) {
    if (!(error instanceof PythonError)) throw error
    if (!/^(?:invalid syntax|positional argument[\w ]*) \(/.test(error.message)) return error
  }
  return tokens.unexpected(tooLate(given), line)
}

function isUnpacked({ keywords }: Arguments): boolean {
  return keywords.some(({ name }) => name === null)
}

/** A generator without parentheses of its own has to be the only argument. */
function parseGenerator(tokens: Tokens, element: Expression, given: Arguments): Expression {
  const clauses = parseClauses(tokens)
  if (given.positional.length + given.keywords.length > 0 || tokens.is(','))
    throw tokens.unexpected('Generator expression must be parenthesized')
  if (!tokens.is(')')) throw tokens.unexpected()
  return { kind: 'generator', element, clauses }
}

/** The error where an argument goes on although it should have ended. */
function afterArgument(tokens: Tokens, given: Arguments, positional: Expression | undefined): PythonError {
  if (positional && tokens.is('=')) return tokens.unexpected(assigned(positional))
  return afterItem(tokens, positional && given.keywords.length > 0 ? tooLate(given) : undefined)
}

function tooLate(given: Arguments): string {
  return `positional argument follows keyword argument${isUnpacked(given) ? ' unpacking' : ''}`
}

/** `f(a.b=1)`, `f(None=1)`. */
function assigned(value: Expression): string | undefined {
  if (value.kind === 'starred' || value.kind === 'assignment') return undefined
  if (value.kind === 'constant' && (value.value === null || typeof value.value === 'boolean'))
    return `cannot assign to ${repr(value.value)}`
  return 'expression cannot contain assignment, perhaps you meant "=="?'
}
