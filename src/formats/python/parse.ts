// Reads a Python expression into its tree, accepting what `ast.parse(text, mode="eval")` of CPython 3.11 accepts.
import { PythonError } from '../../files/python-error.ts'
import { parseArguments } from './arguments.ts'
import { joinStrings } from './concatenate.ts'
import { afterItem } from './diagnosis.ts'
import { parseBraces, parseBrackets, parseParentheses } from './displays.ts'
import { parseLambda } from './lambda.ts'
import { numberValue } from './number.ts'
import { parseIndex } from './subscript.ts'
import { type Token, Tokens } from './tokens.ts'
import type { BinaryOperator, Comparator, Expression, Starred, UnaryOperator } from './tree.ts'
import { ELLIPSIS } from '../../files/values.ts'

/**
 * The tree of one expression, or of several with commas between (a tuple without brackets).
 * Throws a `PythonError`: SyntaxError, IndentationError, UnicodeEncodeError, RecursionError or MemoryError.
 */
export function parseExpressionText(text: string): Expression {
  return guardStack(() => {
    const tokens = new Tokens(text)
    const tree = parseTuple(tokens, parseExpression)
    const hasEnded = tokens.current.kind === 'newline'
    while (tokens.current.kind === 'newline') tokens.advance()
    if (tokens.current.kind !== 'end') throw hasEnded ? tokens.unexpected() : afterItem(tokens)
    return tree
  })
}

/** Chains deeper than this end in CPython's RecursionError as they become objects. */
const MAX_CHAIN = 2979

/** Powers of powers and lambdas of lambdas fill the stack of CPython's parser a little sooner. */
const MAX_DEPTH = 2975

function guardStack<Result>(read: () => Result): Result {
  try {
    return read()
  } catch (error) {
    if (error instanceof RangeError) throw tooDeep()
    throw error
  }
}

function tooDeep(): PythonError {
  return new PythonError('RecursionError', 'maximum recursion depth exceeded during ast construction')
}

function assertChain(length: number): void {
  if (length > MAX_CHAIN) throw tooDeep()
}

/** Reads what stands inside of itself without brackets, as often as CPython lets it. */
export function deeper<Result>(tokens: Tokens, read: () => Result, most = MAX_DEPTH): Result {
  if (++tokens.depth > most) throw tooDeep()
  const result = read()
  tokens.depth--
  return result
}

/** Items with commas between; one without a comma stands for itself. */
export function parseTuple(tokens: Tokens, parseItem: (tokens: Tokens) => Expression): Expression {
  const first = parseItem(tokens)
  if (!tokens.is(',')) return first
  const items = [first]
  while (tokens.skip(',') && startsExpression(tokens.current)) items.push(parseItem(tokens))
  return { kind: 'tuple', items }
}

const STARTING = new Set([
  '(',
  '[',
  '{',
  '-',
  '+',
  '~',
  '...',
  '*',
  'not',
  'lambda',
  'await',
  'None',
  'True',
  'False',
])

export function startsExpression({ kind, text }: Token): boolean {
  if (kind === 'operator' || kind === 'keyword') return STARTING.has(text)
  return kind === 'name' || kind === 'number' || kind === 'string'
}

/** `expression`: a lambda, or a choice `a if b else c`. */
export function parseExpression(tokens: Tokens): Expression {
  if (isAlone(tokens)) {
    tokens.itemStart = tokens.current
    return parseAtom(tokens)
  }
  if (tokens.is('lambda')) return parseLambda(tokens)
  const body = parseOr(tokens)
  if (!tokens.skip('if')) return body
  const test = parseOr(tokens)
  if (!tokens.is('else'))
    throw tokens.unexpected(tokens.is(':') ? undefined : "expected 'else' after 'if' expression")
  tokens.advance()
  return {
    kind: 'conditional',
    test,
    body,
    otherwise: deeper(tokens, () => parseExpression(tokens), MAX_CHAIN),
  }
}

/** Is the current token a whole item? Most are, and need not go through all levels of operators. */
function isAlone(tokens: Tokens): boolean {
  const { kind } = tokens.current
  if (kind !== 'number' && kind !== 'string' && kind !== 'name') return false
  const next = tokens.peek()
  return next.kind === 'operator' && ENDING.has(next.text)
}

const ENDING = new Set([',', ')', ']', '}'])

/** `name := value`, or an expression. */
export function parseNamed(tokens: Tokens): Expression {
  if (tokens.current.kind !== 'name' || !isOperator(tokens.peek(), ':=')) return parseExpression(tokens)
  const id = tokens.advance().text
  tokens.advance()
  return { kind: 'assignment', target: { kind: 'name', id }, value: parseExpression(tokens) }
}

/** `*value` as it stands in displays, or a named expression. */
export function parseStarredOrNamed(tokens: Tokens): Expression {
  return tokens.is('*') ? parseStarred(tokens, parseBitwise) : parseNamed(tokens)
}

/** `*value` as it stands behind yield, or an expression. */
export function parseStarredOrPlain(tokens: Tokens): Expression {
  return tokens.is('*') ? parseStarred(tokens, parseBitwise) : parseExpression(tokens)
}

export function parseStarred(tokens: Tokens, parseValue: (tokens: Tokens) => Expression): Starred {
  tokens.expect('*')
  return { kind: 'starred', value: parseValue(tokens) }
}

export function isOperator(token: Token, text: string): boolean {
  return token.kind === 'operator' && token.text === text
}

export function parseOr(tokens: Tokens): Expression {
  const start = tokens.current
  const tree = parseLogical(tokens, 'or', parseAnd)
  tokens.itemStart = start
  return tree
}

function parseAnd(tokens: Tokens): Expression {
  return parseLogical(tokens, 'and', parseNot)
}

function parseLogical(
  tokens: Tokens,
  operator: 'and' | 'or',
  parseValue: (tokens: Tokens) => Expression,
): Expression {
  const first = parseValue(tokens)
  if (!tokens.is(operator)) return first
  const values = [first]
  while (tokens.skip(operator)) values.push(parseValue(tokens))
  return { kind: 'logical', operator, values }
}

function parseNot(tokens: Tokens): Expression {
  let count = 0
  while (tokens.skip('not')) assertChain(++count)
  let tree = parseComparison(tokens)
  for (; count > 0; count--) tree = { kind: 'unary', operator: 'not', operand: tree }
  return tree
}

const COMPARATORS = new Set(['==', '!=', '<', '<=', '>', '>=', 'in', 'is', 'not'])

function parseComparison(tokens: Tokens): Expression {
  const first = parseBitwise(tokens)
  const operators: Comparator[] = []
  const rest: Expression[] = []
  for (;;) {
    const operator = skipComparator(tokens)
    if (operator === undefined) break
    operators.push(operator)
    rest.push(parseBitwise(tokens))
  }
  return operators.length === 0 ? first : { kind: 'comparison', first, operators, rest }
}

function skipComparator(tokens: Tokens): Comparator | undefined {
  const { kind, text } = tokens.current
  if ((kind !== 'operator' && kind !== 'keyword') || !COMPARATORS.has(text)) return undefined
  tokens.advance()
  if (text === 'not') {
    tokens.expect('in')
    return 'not in'
  }
  if (text === 'is') return tokens.skip('not') ? 'is not' : 'is'
  return text as Comparator
}

const PRECEDENCE = new Map<string, number>([
  ['|', 1],
  ['^', 2],
  ['&', 3],
  ['<<', 4],
  ['>>', 4],
  ['+', 5],
  ['-', 5],
  ['*', 6],
  ['/', 6],
  ['//', 6],
  ['%', 6],
  ['@', 6],
])

/** Arithmetic: everything that binds closer than comparisons. */
export function parseBitwise(tokens: Tokens): Expression {
  return parseBinary(tokens, 1)
}

function parseBinary(tokens: Tokens, least: number): Expression {
  let left = parseSigned(tokens)
  for (let length = 1; ; length++) {
    const { kind, text } = tokens.current
    const precedence = kind === 'operator' ? PRECEDENCE.get(text) : undefined
    if (precedence === undefined || precedence < least) return left
    assertChain(length)
    tokens.advance()
    left = {
      kind: 'binary',
      operator: text as BinaryOperator,
      left,
      right: parseBinary(tokens, precedence + 1),
    }
  }
}

function parseSigned(tokens: Tokens): Expression {
  const signs: UnaryOperator[] = []
  while (tokens.is('-') || tokens.is('+') || tokens.is('~')) {
    signs.push(tokens.advance().text as UnaryOperator)
    assertChain(signs.length)
  }
  let operand = parsePower(tokens)
  for (const operator of signs.reverse()) operand = { kind: 'unary', operator, operand }
  return operand
}

function parsePower(tokens: Tokens): Expression {
  const base: Expression = tokens.skip('await')
    ? { kind: 'await', value: parsePrimary(tokens) }
    : parsePrimary(tokens)
  if (!tokens.skip('**')) return base
  return { kind: 'binary', operator: '**', left: base, right: deeper(tokens, () => parseSigned(tokens)) }
}

/** An atom with what follows it: attributes, calls, subscripts. */
export function parsePrimary(tokens: Tokens): Expression {
  let tree = parseAtom(tokens)
  for (let length = 1; ; length++) {
    assertChain(length)
    if (tokens.skip('.')) tree = { kind: 'attribute', object: tree, name: expectName(tokens) }
    else if (tokens.is('(')) tree = { kind: 'call', callee: tree, ...parseArguments(tokens) }
    else if (tokens.is('[')) tree = { kind: 'subscript', object: tree, index: parseIndex(tokens) }
    else return tree
  }
}

export function expectName(tokens: Tokens): string {
  if (tokens.current.kind !== 'name') throw tokens.unexpected()
  return tokens.advance().text
}

const WORDS = new Map([
  ['None', null],
  ['True', true],
  ['False', false],
])

function parseAtom(tokens: Tokens): Expression {
  const { kind, text, line } = tokens.current
  if (kind === 'name') return { kind: 'name', id: tokens.advance().text }
  if (kind === 'string') return joinStrings(tokens)
  if (kind === 'number') {
    const read = numberValue(text)
    if ('error' in read) throw tokens.unexpected(read.error, line)
    tokens.advance()
    return { kind: 'constant', value: read.value }
  }
  if (kind === 'keyword' && WORDS.has(text)) {
    tokens.advance()
    return { kind: 'constant', value: WORDS.get(text) as null | boolean }
  }
  if (tokens.is('(')) return parseParentheses(tokens)
  if (tokens.is('[')) return parseBrackets(tokens)
  if (tokens.is('{')) return parseBraces(tokens)
  if (tokens.skip('...')) return { kind: 'constant', value: ELLIPSIS }
  throw tokens.unexpected()
}
