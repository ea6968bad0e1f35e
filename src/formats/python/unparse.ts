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
const BASE_FRAMES = 11
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
  const isGrouped = binding > bindingOf(tree)
  if (isGrouped) printer.pieces.push('(')
  const writer = WRITERS[tree.kind] as (tree: Expression, printer: Printer) => void
  writer(tree, printer)
  if (isGrouped) printer.pieces.push(')')
}

/** Looser expressions stand in parentheses where what is around them binds more tightly. */
function bindingOf(tree: Expression): number {
  if (tree.kind === 'unary') return tree.operator === 'not' ? BINDING.not : BINDING.factor
  if (tree.kind === 'binary') return OPERATOR_BINDING[tree.operator]
  if (tree.kind === 'logical') return BINDING[tree.operator]
  if (tree.kind === 'tuple') return tree.items.length === 0 ? 0 : BINDING.tuple
  return BINDING_OF_KIND[tree.kind] ?? BINDING.atom
}

const BINDING_OF_KIND: Partial<Record<Expression['kind'], number>> = {
  comparison: BINDING.comparison,
  conditional: BINDING.test,
  lambda: BINDING.test,
  assignment: BINDING.named,
  await: BINDING.await,
  yield: BINDING.yield,
  yieldFrom: BINDING.yield,
}

type Writers = {
  [Kind in Expression['kind']]: (tree: Expression & { kind: Kind }, printer: Printer) => void
}

const WRITERS: Writers = {
  constant(tree, printer) {
    printer.pieces.push((tree.isUnicode ? 'u' : '') + constantText(tree.value, printer))
  },
  name(tree, { pieces }) {
    pieces.push(tree.id)
  },
  list(tree, printer) {
    putItems(tree.items, printer, ['[', ']'])
  },
  set(tree, printer) {
    putItems(tree.items, printer, ['{', '}'])
  },
  tuple(tree, printer) {
    putTuple(tree.items, printer)
  },
  dict(tree, printer) {
    putDictionary(tree.entries, printer)
  },
  call: putCall,
  attribute(tree, printer) {
    put(tree.object, printer, BINDING.atom)
    printer.pieces.push(isIntegerConstant(tree.object) ? ' .' : '.', tree.name)
  },
  subscript(tree, printer) {
    putSubscript(tree.object, tree.index, printer)
  },
  slice: putSlice,
  starred(tree, printer) {
    printer.pieces.push('*')
    put(tree.value, printer, BINDING.bitwise)
  },
  unary(tree, printer) {
    printer.pieces.push(tree.operator === 'not' ? 'not ' : tree.operator)
    put(tree.operand, printer, bindingOf(tree))
  },
  binary(tree, printer) {
    const own = OPERATOR_BINDING[tree.operator]
    const isPower = tree.operator === '**'
    put(tree.left, printer, isPower ? own + 1 : own)
    printer.pieces.push(` ${tree.operator} `)
    put(tree.right, printer, isPower ? own : own + 1)
  },
  logical(tree, printer) {
    const own = BINDING[tree.operator]
    for (const [index, value] of tree.values.entries()) {
      if (index > 0) printer.pieces.push(` ${tree.operator} `)
      put(value, printer, Math.min(own + 1 + index, BINDING.atom), 2)
    }
  },
  comparison(tree, printer) {
    put(tree.first, printer, BINDING.bitwise)
    for (const [index, value] of tree.rest.entries()) {
      printer.pieces.push(` ${tree.operators[index]} `)
      put(value, printer, BINDING.bitwise)
    }
  },
  conditional(tree, printer) {
    put(tree.body, printer, BINDING.or)
    printer.pieces.push(' if ')
    put(tree.test, printer, BINDING.or)
    printer.pieces.push(' else ')
    put(tree.otherwise, printer, BINDING.test)
  },
  lambda(tree, printer) {
    printer.pieces.push('lambda')
    putParameters(tree.parameters, printer)
    printer.pieces.push(': ')
    put(tree.body, printer, BINDING.test)
  },
  listComprehension(tree, printer) {
    putComprehension([tree.element], tree.clauses, printer, ['[', ']'])
  },
  setComprehension(tree, printer) {
    putComprehension([tree.element], tree.clauses, printer, ['{', '}'])
  },
  generator(tree, printer) {
    putComprehension([tree.element], tree.clauses, printer, ['(', ')'])
  },
  dictComprehension(tree, printer) {
    putComprehension([tree.key, tree.value], tree.clauses, printer, ['{', '}'])
  },
  assignment(tree, printer) {
    printer.pieces.push(tree.target.id, ' := ')
    put(tree.value, printer, BINDING.atom)
  },
  await(tree, printer) {
    printer.pieces.push('await ')
    put(tree.value, printer, BINDING.atom)
  },
  yield(tree, printer) {
    printer.pieces.push(tree.value === null ? 'yield' : 'yield ')
    if (tree.value !== null) put(tree.value, printer, BINDING.atom)
  },
  yieldFrom(tree, printer) {
    printer.pieces.push('yield from ')
    put(tree.value, printer, BINDING.atom)
  },
  formatString(tree, printer) {
    printer.pieces.push(formatStringText(tree, printer))
  },
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
