// Writes a Python expression's tree as text, letter by letter as `ast.unparse` of CPython 3.11 does.
import { PythonError } from '../../files/python-error.ts'
import { repr } from '../../files/python-repr.ts'
import { Complex, ELLIPSIS, isFloat, isInteger, type Value } from '../../files/values.ts'
import { formatStringText, quoteWithoutBackslash } from './unparse-string.ts'
import type { CallExpression, Clause, Expression, Parameter, Parameters } from './tree.ts'

/** Throws a `PythonError`: RecursionError where the tree is too deep for CPython, ValueError where it gives up. */
export function unparse(tree: Expression): string {
  return write(tree, { pieces: [], frames: BASE_FRAMES, avoidsBackslashes: false }, BINDING.test)
}

/** How tightly a kind of expression holds together: looser ones get parentheses. */
export const BINDING = {
  named: 1,
  tuple: 2,
  yield: 3,
  test: 4,
  or: 5,
  and: 6,
  not: 7,
  comparison: 8,
  bitwise: 9,
  factor: 15,
  power: 16,
  await: 17,
  atom: 18,
}

const OPERATOR_BINDING = {
  '|': 9,
  '^': 10,
  '&': 11,
  '<<': 12,
  '>>': 12,
  '+': 13,
  '-': 13,
  '*': 14,
  '@': 14,
  '/': 14,
  '%': 14,
  '//': 14,
  '**': 16,
}

/** CPython's recursion limit, and about how many frames the official evaluator is in when it unparses. */
const MAX_FRAMES = 1000
const BASE_FRAMES = 14
/** traverse, visit and the visitor itself. */
const FRAMES = 3

export type Printer = { pieces: string[]; frames: number; avoidsBackslashes: boolean }

/** Writes into a printer's pieces and gives them joined. */
export function write(tree: Expression, printer: Printer, binding: number): string {
  put(tree, printer, binding)
  return printer.pieces.join('')
}

/** `extra`: frames of CPython between this expression and the one around it. */
function put(tree: Expression, printer: Printer, binding: number, extra = 0): void {
  printer.frames += FRAMES + extra
  if (printer.frames > MAX_FRAMES) throw new PythonError('RecursionError', 'maximum recursion depth exceeded')
  putInside(tree, printer, binding)
  printer.frames -= FRAMES + extra
}

function putInside(tree: Expression, printer: Printer, binding: number): void {
  const { pieces } = printer
  switch (tree.kind) {
    case 'constant':
      pieces.push((tree.isUnicode ? 'u' : '') + constantText(tree.value, printer))
      return
    case 'name':
      pieces.push(tree.id)
      return
    case 'list':
      return putItems(tree.items, printer, ['[', ']'])
    case 'set':
      return putItems(tree.items, printer, ['{', '}'])
    case 'tuple':
      return grouped(printer, tree.items.length === 0 || binding > BINDING.tuple, () =>
        putTuple(tree.items, printer),
      )
    case 'attribute':
      put(tree.object, printer, BINDING.atom)
      pieces.push(isIntegerConstant(tree.object) ? ' .' : '.', tree.name)
      return
    case 'call':
      return putCall(tree, printer)
    case 'subscript':
      return putSubscript(tree.object, tree.index, printer)
    case 'starred':
      pieces.push('*')
      return put(tree.value, printer, BINDING.bitwise)
    case 'formatString':
      pieces.push(formatStringText(tree, printer))
      return
    case 'dict':
      return putDictionary(tree.entries, printer)
    case 'slice':
      return putSlice(tree, printer)
    case 'listComprehension':
      return putComprehension([tree.element], tree.clauses, printer, ['[', ']'])
    case 'setComprehension':
      return putComprehension([tree.element], tree.clauses, printer, ['{', '}'])
    case 'generator':
      return putComprehension([tree.element], tree.clauses, printer, ['(', ')'])
    case 'dictComprehension':
      return putComprehension([tree.key, tree.value], tree.clauses, printer, ['{', '}'])
    default:
      return putOperator(tree, printer, binding)
  }
}

type Operator = Extract<
  Expression,
  {
    kind:
      | 'unary'
      | 'binary'
      | 'logical'
      | 'comparison'
      | 'conditional'
      | 'lambda'
      | 'assignment'
      | 'await'
      | 'yield'
      | 'yieldFrom'
  }
>

/** Everything that stands in parentheses where what is around it binds more tightly. */
function putOperator(tree: Operator, printer: Printer, binding: number): void {
  grouped(printer, binding > bindingOf(tree), () => putUngrouped(tree, printer))
}

function bindingOf(tree: Operator): number {
  switch (tree.kind) {
    case 'unary':
      return tree.operator === 'not' ? BINDING.not : BINDING.factor
    case 'binary':
      return OPERATOR_BINDING[tree.operator]
    case 'logical':
      return BINDING[tree.operator]
    case 'comparison':
      return BINDING.comparison
    case 'conditional':
    case 'lambda':
      return BINDING.test
    case 'assignment':
      return BINDING.named
    case 'await':
      return BINDING.await
    default:
      return BINDING.yield
  }
}

function putUngrouped(tree: Operator, printer: Printer): void {
  const { pieces } = printer
  switch (tree.kind) {
    case 'unary':
      pieces.push(tree.operator === 'not' ? 'not ' : tree.operator)
      return put(tree.operand, printer, bindingOf(tree))
    case 'binary': {
      const own = bindingOf(tree)
      const isPower = tree.operator === '**'
      put(tree.left, printer, isPower ? own + 1 : own)
      pieces.push(` ${tree.operator} `)
      return put(tree.right, printer, isPower ? own : own + 1)
    }
    case 'logical':
      return tree.values.forEach((value, index) => {
        if (index > 0) pieces.push(` ${tree.operator} `)
        put(value, printer, Math.min(bindingOf(tree) + 1 + index, BINDING.atom), 2)
      })
    case 'comparison':
      put(tree.first, printer, BINDING.bitwise)
      return tree.rest.forEach((value, index) => {
        pieces.push(` ${tree.operators[index]} `)
        put(value, printer, BINDING.bitwise)
      })
    case 'conditional':
      put(tree.body, printer, BINDING.or)
      pieces.push(' if ')
      put(tree.test, printer, BINDING.or)
      pieces.push(' else ')
      return put(tree.otherwise, printer, BINDING.test)
    case 'lambda':
      pieces.push('lambda')
      putParameters(tree.parameters, printer)
      pieces.push(': ')
      return put(tree.body, printer, BINDING.test)
    case 'assignment':
      pieces.push(tree.target.id, ' := ')
      return put(tree.value, printer, BINDING.atom)
    case 'await':
      pieces.push('await ')
      return put(tree.value, printer, BINDING.atom)
    case 'yieldFrom':
      pieces.push('yield from ')
      return put(tree.value, printer, BINDING.atom)
    case 'yield':
      pieces.push(tree.value === null ? 'yield' : 'yield ')
      if (tree.value !== null) put(tree.value, printer, BINDING.atom)
  }
}

function grouped(printer: Printer, isGrouped: boolean, putContent: () => void): void {
  if (isGrouped) printer.pieces.push('(')
  putContent()
  if (isGrouped) printer.pieces.push(')')
}

/** Infinities have no literal of their own: CPython writes one that overflows. */
function constantText(value: Value, printer: Printer): string {
  if (value === ELLIPSIS) return '...'
  if (isFloat(value) || value instanceof Complex)
    return repr(value).replaceAll('inf', '1e309').replaceAll('nan', '(1e309-1e309)')
  if (typeof value === 'string' && printer.avoidsBackslashes) return quoteWithoutBackslash(value)
  return repr(value)
}

/** `3.real` would be a broken float. */
function isIntegerConstant(tree: Expression): boolean {
  return tree.kind === 'constant' && (isInteger(tree.value) || typeof tree.value === 'boolean')
}

function putItems(items: Expression[], printer: Printer, [open, close]: [string, string]): void {
  printer.pieces.push(open)
  for (const [index, item] of items.entries()) {
    if (index > 0) printer.pieces.push(', ')
    put(item, printer, BINDING.test, 1)
  }
  printer.pieces.push(close)
}

function putTuple(items: Expression[], printer: Printer): void {
  for (const [index, item] of items.entries()) {
    if (index > 0) printer.pieces.push(', ')
    put(item, printer, BINDING.test, items.length === 1 ? 1 : 2)
  }
  if (items.length === 1) printer.pieces.push(',')
}

function putCall({ callee, positional, keywords }: CallExpression, printer: Printer): void {
  const { pieces } = printer
  put(callee, printer, BINDING.atom)
  pieces.push('(')
  for (const [index, value] of positional.entries()) {
    if (index > 0) pieces.push(', ')
    put(value, printer, BINDING.test)
  }
  for (const [index, { name, value }] of keywords.entries()) {
    if (index + positional.length > 0) pieces.push(', ')
    pieces.push(name === null ? '**' : `${name}=`)
    put(value, printer, BINDING.test, FRAMES)
  }
  pieces.push(')')
}

function putSubscript(object: Expression, index: Expression, printer: Printer): void {
  put(object, printer, BINDING.atom)
  printer.pieces.push('[')
  if (index.kind === 'tuple' && index.items.length > 0) putTuple(index.items, printer)
  else put(index, printer, BINDING.test)
  printer.pieces.push(']')
}

function putSlice(tree: Extract<Expression, { kind: 'slice' }>, printer: Printer): void {
  if (tree.lower) put(tree.lower, printer, BINDING.test)
  printer.pieces.push(':')
  if (tree.upper) put(tree.upper, printer, BINDING.test)
  if (!tree.step) return
  printer.pieces.push(':')
  put(tree.step, printer, BINDING.test)
}

function putDictionary(entries: Extract<Expression, { kind: 'dict' }>['entries'], printer: Printer): void {
  const { pieces } = printer
  pieces.push('{')
  for (const [index, { key, value }] of entries.entries()) {
    if (index > 0) pieces.push(', ')
    if (key === null) {
      pieces.push('**')
      put(value, printer, BINDING.bitwise, 2)
    } else {
      put(key, printer, BINDING.test, 3)
      pieces.push(': ')
      put(value, printer, BINDING.test, 3)
    }
  }
  pieces.push('}')
}

function putComprehension(
  elements: Expression[],
  clauses: Clause[],
  printer: Printer,
  [open, close]: [string, string],
): void {
  const { pieces } = printer
  pieces.push(open)
  for (const [index, element] of elements.entries()) {
    if (index > 0) pieces.push(': ')
    put(element, printer, BINDING.test)
  }
  for (const { isAsync, target, source, conditions } of clauses) {
    pieces.push(isAsync ? ' async for ' : ' for ')
    put(target, printer, BINDING.tuple, FRAMES)
    pieces.push(' in ')
    put(source, printer, BINDING.or, FRAMES)
    for (const condition of conditions) {
      pieces.push(' if ')
      put(condition, printer, BINDING.or, FRAMES)
    }
  }
  pieces.push(close)
}

function putParameters(parameters: Parameters, printer: Printer): void {
  const { positionalOnly, plain, rest, keywordOnly, keywords } = parameters
  const written: (() => void)[] = []
  const one = ({ name, otherwise }: Parameter) => {
    printer.pieces.push(name)
    if (!otherwise) return
    printer.pieces.push('=')
    put(otherwise, printer, BINDING.test, FRAMES)
  }
  for (const parameter of positionalOnly) written.push(() => one(parameter))
  if (positionalOnly.length > 0) written.push(() => printer.pieces.push('/'))
  for (const parameter of plain) written.push(() => one(parameter))
  if (rest !== null || keywordOnly.length > 0) written.push(() => printer.pieces.push(`*${rest ?? ''}`))
  for (const parameter of keywordOnly) written.push(() => one(parameter))
  if (keywords !== null) written.push(() => printer.pieces.push(`**${keywords}`))
  for (const [index, writeOne] of written.entries()) {
    printer.pieces.push(index === 0 ? ' ' : ', ')
    writeOne()
  }
}
