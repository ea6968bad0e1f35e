// A lambda: its parameters in the order that Python asks for, then its body.
import { deeper, expectName, parseExpression } from './parse.ts'
import type { Tokens } from './tokens.ts'
import type { Expression, Parameter, Parameters } from './tree.ts'

export function parseLambda(tokens: Tokens): Expression {
  tokens.expect('lambda')
  const parameters = parseParameters(tokens)
  tokens.expect(':')
  return { kind: 'lambda', parameters, body: deeper(tokens, () => parseExpression(tokens)) }
}

function parseParameters(tokens: Tokens): Parameters {
  const parameters: Parameters = {
    positionalOnly: [],
    plain: [],
    rest: null,
    keywordOnly: [],
    keywords: null,
  }
  while (!tokens.is(':')) {
    if (tokens.skip('**')) {
      parameters.keywords = expectName(tokens)
      tokens.skip(',')
      break
    }
    if (tokens.is('*')) parseStar(tokens, parameters)
    else if (tokens.is('/')) parseSlash(tokens, parameters)
    else parsePlain(tokens, parameters)
    if (!tokens.is(':')) tokens.expect(',')
  }
  return parameters
}

/** Behind `*` stands the name of the rest, or, without one, a parameter that is given by keyword. */
function parseStar(tokens: Tokens, parameters: Parameters): void {
  tokens.advance()
  if (parameters.rest !== null || parameters.keywordOnly.length > 0) throw tokens.unexpected()
  if (!tokens.is(',')) {
    parameters.rest = expectName(tokens)
    return
  }
  tokens.advance()
  if (tokens.is(':') || tokens.is('**')) throw tokens.unexpected('named arguments must follow bare *')
  parameters.keywordOnly.push(parseParameter(tokens))
}

function parseSlash(tokens: Tokens, parameters: Parameters): void {
  const { plain, positionalOnly, rest, keywordOnly } = parameters
  if (plain.length === 0 || positionalOnly.length > 0 || rest !== null || keywordOnly.length > 0)
    throw tokens.unexpected()
  tokens.advance()
  parameters.positionalOnly = plain
  parameters.plain = []
}

function parsePlain(tokens: Tokens, parameters: Parameters): void {
  const { plain, positionalOnly, rest, keywordOnly } = parameters
  const parameter = parseParameter(tokens)
  if (rest !== null || keywordOnly.length > 0) {
    keywordOnly.push(parameter)
    return
  }
  const before = plain.at(-1) ?? positionalOnly.at(-1)
  if (parameter.otherwise === null && before && before.otherwise !== null)
    throw tokens.unexpected('non-default argument follows default argument')
  plain.push(parameter)
}

function parseParameter(tokens: Tokens): Parameter {
  const name = expectName(tokens)
  return { name, otherwise: tokens.skip('=') ? parseExpression(tokens) : null }
}
