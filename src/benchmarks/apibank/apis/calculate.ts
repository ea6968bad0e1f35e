// The calculator's arithmetic with the quirks of the official one: first bracket to first bracket, operands of any kind.
import { PythonError, typeError, valueError } from '../../../files/python-error.ts'
import { failure } from './api.ts'

type Part = number | string

/** The value of a formula without blanks. Throws a `PythonError` with Python's text where the official code raises. */
export function calculate(formula: string): number {
  if (!isFormula(formula)) throw failure('invalid formula')
  return reduce(split(formula)) as number
}

function isFormula(formula: string): boolean {
  if (!/^[0-9+\-*/()]+$/.test(formula)) return false
  const count = (sign: RegExp) => formula.match(sign)?.length ?? 0
  const operators = count(/[+\-*/]/g)
  return count(/\(/g) === count(/\)/g) && operators > 0 && operators + 1 !== formula.length
}

function split(formula: string): Part[] {
  return (formula.match(/\d+|\D/g) ?? []).map(part => (/\d/.test(part) ? Number(part) : part))
}

/** Works on the list in place, as the official code does: brackets, then * and /, then + and -. */
function reduce(parts: Part[]): Part {
  while (parts.includes('(')) {
    const left = parts.indexOf('(')
    const right = parts.indexOf(')')
    if (right < 0) throw valueError("')' is not in list")
    const inside = reduce(parts.slice(left + 1, Math.max(left + 1, right)))
    parts.splice(left, Math.max(0, right + 1 - left), inside)
  }
  for (const signs of ['*/', '+-']) reduceSigns(parts, signs)
  if (parts.length === 0) throw new PythonError('IndexError', 'list index out of range')
  return parts[0]!
}

function reduceSigns(parts: Part[], signs: string): void {
  for (;;) {
    const at = parts.findIndex(part => typeof part === 'string' && signs.includes(part))
    if (at < 0) return
    if (at + 1 >= parts.length) throw new PythonError('IndexError', 'list index out of range')
    // Before the first part Python takes the last one.
    const value = operate(parts.at(at - 1)!, parts[at] as string, parts[at + 1]!)
    if (at === 0)
      throw new PythonError(
        'TimeoutError',
        'the official calculator never ends on a formula that begins with an operator',
      )
    parts.splice(at - 1, 3, value)
  }
}

function operate(left: Part, sign: string, right: Part): Part {
  if (typeof left === 'string' || typeof right === 'string') return operateTexts(left, sign, right)
  if (sign === '+') return left + right
  if (sign === '-') return left - right
  if (sign === '*') return left * right
  if (right === 0) throw new PythonError('ZeroDivisionError', 'float division by zero')
  return left / right
}

function operateTexts(left: Part, sign: string, right: Part): Part {
  const [first, second] = [left, right].map(part => (typeof part === 'string' ? 'str' : 'float'))
  if (sign === '*')
    throw typeError(`can't multiply sequence by non-int of type '${first === 'str' ? second : first}'`)
  if (sign === '+' && first === 'str') {
    if (second === 'str') return `${left}${right}`
    throw typeError('can only concatenate str (not "float") to str')
  }
  throw typeError(`unsupported operand type(s) for ${sign}: '${first}' and '${second}'`)
}
