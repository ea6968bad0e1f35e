// Why an item in brackets cannot end where it does, in the words that CPython finds for it.
import { PythonError } from '../../files/python-error.ts'
import { parseBitwise, parseExpression, startsExpression } from './parse.ts'
import { syntaxError } from './syntax-error.ts'
import { expressionName } from './targets.ts'
import type { Tokens } from './tokens.ts'
import type { Expression } from './tree.ts'

const SOFT_KEYWORDS = new Set(['_', 'case', 'match'])

/** The error where neither a comma nor the closing bracket follows an item; `otherwise` is said where CPython sees no more in it. */
export function afterItem(tokens: Tokens, otherwise = 'invalid syntax'): PythonError {
  const { current, itemStart, last } = tokens
  const isName = itemStart === last && last.kind === 'name'
  const isPrefix = isName && current.kind === 'string'
  const isOld = isName && (last.text === 'print' || last.text === 'exec')
  if (!startsExpression(current) || current.text === '*' || (SOFT_KEYWORDS.has(itemStart.text) && !isOld))
    return tokens.unexpected(otherwise)
  const error = failure(tokens, () => parseExpression(tokens))
  if (error) return error
  if (isOld)
    return tokens.unexpected(
      `Missing parentheses in call to '${last.text}'. Did you mean ${last.text}(...)?`,
      itemStart.line,
    )
  if (isPrefix || tokens.last?.level === 0)
    return (isName && brokenFurtherOn(tokens)) || tokens.unexpected(otherwise, current.line)
  return tokens.unexpected('invalid syntax. Perhaps you forgot a comma?', itemStart.line)
}

/** Words in a row: CPython looks whether the first is an old statement, and on its way reads the expressions behind it. */
function brokenFurtherOn(tokens: Tokens): PythonError | undefined {
  while (isSingleName(tokens) && startsExpression(tokens.current)) {
    const error = failure(tokens, () => parseExpression(tokens))
    if (error) return tokens.isBrokenBy(error) ? error : undefined
  }
  return undefined
}

function isSingleName({ itemStart, last }: Tokens): boolean {
  return itemStart === last && last.kind === 'name'
}

/** The error where `=` follows an item of a display or a subscript. */
export function afterDisplayItem(tokens: Tokens, item: Expression): PythonError {
  if (!tokens.is('=')) return afterItem(tokens)
  const { itemStart, current } = tokens
  const name = expressionName(item)
  if (name === undefined) return tokens.unexpected()
  tokens.advance()
  const error = failure(tokens, () => parseBitwise(tokens))
  if (error) return error
  if (tokens.is('=') || tokens.is(':=')) return tokens.unexpected('invalid syntax', current.line)
  return tokens.unexpected(
    item.kind === 'name'
      ? "invalid syntax. Maybe you meant '==' or ':=' instead of '='?"
      : `cannot assign to ${name} here. Maybe you meant '==' instead of '='?`,
    itemStart.line,
  )
}

/** Reads on, to see whether it goes: a text that breaks is said, a grammar that breaks is not. */
function failure(tokens: Tokens, read: () => void): PythonError | undefined {
  const { line } = tokens.current
  try {
    read()
    return undefined
  } catch (error) {
    if (!(error instanceof PythonError)) throw error
    return tokens.isBrokenBy(error) ? error : syntaxError('invalid syntax', line)
  }
}
