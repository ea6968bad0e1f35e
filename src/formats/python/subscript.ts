// What stands between the brackets of a subscript: an index, a slice, or several of them.
import { afterDisplayItem } from './diagnosis.ts'
import { parseExpression, parseNamed, parseStarred } from './parse.ts'
import type { Tokens } from './tokens.ts'
import type { Expression } from './tree.ts'

export function parseIndex(tokens: Tokens): Expression {
  tokens.expect('[')
  const first = parseItem(tokens)
  const isSingle = !tokens.is(',') && first.kind !== 'starred'
  const items = [first]
  while (tokens.skip(',') && !tokens.is(']')) items.push(parseItem(tokens))
  if (!tokens.skip(']')) throw afterDisplayItem(tokens, items.at(-1)!)
  return isSingle ? first : { kind: 'tuple', items }
}

function parseItem(tokens: Tokens): Expression {
  if (tokens.is('*')) return parseStarred(tokens, parseExpression)
  const lower = tokens.is(':') ? null : parseNamed(tokens)
  if (!tokens.is(':') || lower?.kind === 'assignment') return lower as Expression
  tokens.expect(':')
  const upper = endsPart(tokens) ? null : parseExpression(tokens)
  const step = tokens.skip(':') && !endsPart(tokens) ? parseExpression(tokens) : null
  return { kind: 'slice', lower, upper, step }
}

function endsPart(tokens: Tokens): boolean {
  return tokens.is(':') || tokens.is(',') || tokens.is(']')
}
