// What brackets make: groups, tuples, lists, sets, dictionaries and the comprehensions of each.
import { parseClauses, startsClause } from './comprehension.ts'
import { afterDisplayItem, afterItem } from './diagnosis.ts'
import {
  parseBitwise,
  parseExpression,
  parseNamed,
  parseStarred,
  parseStarredOrNamed,
  parseStarredOrPlain,
  parseTuple,
} from './parse.ts'
import type { Tokens } from './tokens.ts'
import type { Dictionary, Expression } from './tree.ts'

/** A group, a tuple, a generator or a yield. */
export function parseParentheses(tokens: Tokens): Expression {
  tokens.expect('(')
  if (tokens.skip(')')) return { kind: 'tuple', items: [] }
  if (tokens.is('yield')) return parseYield(tokens)
  const first = parseStarredOrNamed(tokens)
  if (startsClause(tokens)) {
    const tree: Expression = {
      kind: 'generator',
      element: element(tokens, first),
      clauses: parseClauses(tokens),
    }
    tokens.expect(')')
    return tree
  }
  if (tokens.is(',')) return { kind: 'tuple', items: parseRest(tokens, first, ')') }
  if (first.kind === 'starred' && tokens.is(')'))
    throw tokens.unexpected('cannot use starred expression here')
  if (!tokens.skip(')')) throw afterDisplayItem(tokens, first)
  return first
}

function parseYield(tokens: Tokens): Expression {
  tokens.expect('yield')
  const tree: Expression = tokens.skip('from')
    ? { kind: 'yieldFrom', value: parseExpression(tokens) }
    : { kind: 'yield', value: tokens.is(')') ? null : parseTuple(tokens, parseStarredOrPlain) }
  tokens.expect(')')
  return tree
}

/** A list or a list comprehension. */
export function parseBrackets(tokens: Tokens): Expression {
  tokens.expect('[')
  if (tokens.skip(']')) return { kind: 'list', items: [] }
  const first = parseStarredOrNamed(tokens)
  if (!startsClause(tokens)) return { kind: 'list', items: parseRest(tokens, first, ']') }
  const tree: Expression = {
    kind: 'listComprehension',
    element: element(tokens, first),
    clauses: parseClauses(tokens),
  }
  tokens.expect(']')
  return tree
}

/** The items behind the first one, up to and with the closing bracket. */
function parseRest(tokens: Tokens, first: Expression, closing: string): Expression[] {
  const items = [first]
  while (!tokens.skip(closing)) {
    if (!tokens.skip(',')) throw afterDisplayItem(tokens, items.at(-1)!)
    if (tokens.skip(closing)) break
    items.push(parseStarredOrNamed(tokens))
  }
  return items
}

function element(tokens: Tokens, first: Expression): Expression {
  if (first.kind === 'starred') throw tokens.unexpected('iterable unpacking cannot be used in comprehension')
  return first
}

/** A set or a dictionary, written out or as a comprehension. */
export function parseBraces(tokens: Tokens): Expression {
  tokens.expect('{')
  if (tokens.skip('}')) return { kind: 'dict', entries: [] }
  if (tokens.is('**')) return parseEntries(tokens, [parseEntry(tokens)])
  if (tokens.is('*'))
    return { kind: 'set', items: parseRest(tokens, parseStarred(tokens, parseBitwise), '}') }
  const first = parseNamed(tokens)
  if (tokens.is(':') && first.kind !== 'assignment') return parseDictionary(tokens, first)
  if (!startsClause(tokens)) return { kind: 'set', items: parseRest(tokens, first, '}') }
  const tree: Expression = { kind: 'setComprehension', element: first, clauses: parseClauses(tokens) }
  tokens.expect('}')
  return tree
}

function parseDictionary(tokens: Tokens, key: Expression): Expression {
  tokens.expect(':')
  const value = parseValue(tokens)
  if (!startsClause(tokens)) return parseEntries(tokens, [{ key, value }])
  const tree: Expression = { kind: 'dictComprehension', key, value, clauses: parseClauses(tokens) }
  tokens.expect('}')
  return tree
}

type Entry = Dictionary['entries'][number]

function parseEntries(tokens: Tokens, entries: Entry[]): Dictionary {
  if (entries[0]!.key === null && startsClause(tokens))
    throw tokens.unexpected('dict unpacking cannot be used in dict comprehension')
  while (!tokens.skip('}')) {
    if (!tokens.skip(',')) throw afterItem(tokens)
    if (tokens.skip('}')) break
    entries.push(parseEntry(tokens))
  }
  return { kind: 'dict', entries }
}

function parseEntry(tokens: Tokens): Entry {
  if (tokens.skip('**')) return { key: null, value: parseBitwise(tokens) }
  const key = parseExpression(tokens)
  if (!tokens.skip(':')) throw tokens.unexpected("':' expected after dictionary key")
  return { key, value: parseValue(tokens) }
}

function parseValue(tokens: Tokens): Expression {
  if (tokens.is('}') || tokens.is(','))
    throw tokens.unexpected("expression expected after dictionary key and ':'")
  return parseExpression(tokens)
}
