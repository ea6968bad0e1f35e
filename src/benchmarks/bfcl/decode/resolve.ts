// A call's syntax tree as name and arguments, as resolve_ast_call of the official model_handler/utils.py takes it.
import { PythonError, typeError } from '../../../files/python-error.ts'
import { type Dict, ELLIPSIS, Tuple, type Value } from '../../../files/values.ts'
import type { CallExpression, Expression } from '../../../formats/python/tree.ts'
import { unparse } from '../../../formats/python/unparse.ts'
import { negate } from '../python/arithmetic.ts'
import { evaluatePlainText } from '../python/evaluate-text.ts'
import { SameKeys } from './same-keys.ts'

/**
 * `Map { name → Map { parameter → value } }`. Positional arguments are lost, `**k` has the key None, and of a repeated
 * parameter the last value counts. Throws a `PythonError` where the official code raises.
 */
export function resolveCall(call: CallExpression): Dict {
  const given: Dict = new Map()
  for (const { name, value } of call.keywords) given.set(name, resolveValue(value))
  return new Map([[calleeName(call.callee), given]])
}

/** `a.b.c`; what does not begin with a name leaves only the attributes behind it. */
function calleeName(callee: Expression): string {
  const parts: string[] = []
  let rest = callee
  for (; rest.kind === 'attribute'; rest = rest.object) parts.push(rest.name)
  if (rest.kind === 'name') parts.push(rest.id)
  return parts.reverse().join('.')
}

function resolveValue(tree: Expression): Value {
  switch (tree.kind) {
    case 'constant':
      return tree.value === ELLIPSIS ? '...' : tree.value
    case 'unary':
      return resolveUnary(tree.operand)
    case 'list':
      return tree.items.map(resolveValue)
    case 'tuple':
      return new Tuple(tree.items.map(resolveValue))
    case 'dict':
      return resolveDict(tree.entries)
    case 'binary':
      return evaluatePlainText(unparse(tree))
    case 'name':
      return tree.id
    case 'call':
      return tree.keywords.length === 0 ? unparse(tree) : resolveCall(tree)
    case 'subscript':
      return `${unparse(tree.object)}[${unparse(tree.index)}]`
    case 'lambda':
      throw typeError(`'${nodeName(tree.body)}' object is not subscriptable`)
    default:
      throw new PythonError('Exception', `Unsupported AST type: <class 'ast.${nodeName(tree)}'>`)
  }
}

/** Every sign is taken for a minus, `not` as well, and only before a constant. */
function resolveUnary(operand: Expression): Value {
  if (operand.kind === 'constant') return negate(operand.value)
  if ('value' in operand && operand.value !== null)
    throw typeError(`bad operand type for unary -: '${nodeName(operand.value as Expression)}'`)
  if ('value' in operand) throw typeError("bad operand type for unary -: 'NoneType'")
  if (operand.kind === 'attribute' || operand.kind === 'subscript')
    throw typeError(`bad operand type for unary -: '${nodeName(operand.object)}'`)
  throw new PythonError('AttributeError', `'${nodeName(operand)}' object has no attribute 'value'`)
}

function resolveDict(entries: Extract<Expression, { kind: 'dict' }>['entries']): Dict {
  const dict: Dict = new Map()
  const keys = new SameKeys()
  for (const { key, value } of entries) {
    if (key === null) throw new PythonError('Exception', "Unsupported AST type: <class 'NoneType'>")
    const resolved = resolveValue(key)
    const item = resolveValue(value)
    dict.set(keys.of(resolved), item)
  }
  return dict
}

const NODE_NAMES: Record<Expression['kind'], string> = {
  constant: 'Constant',
  name: 'Name',
  list: 'List',
  tuple: 'Tuple',
  set: 'Set',
  dict: 'Dict',
  call: 'Call',
  attribute: 'Attribute',
  subscript: 'Subscript',
  slice: 'Slice',
  starred: 'Starred',
  unary: 'UnaryOp',
  binary: 'BinOp',
  logical: 'BoolOp',
  comparison: 'Compare',
  conditional: 'IfExp',
  lambda: 'Lambda',
  listComprehension: 'ListComp',
  setComprehension: 'SetComp',
  generator: 'GeneratorExp',
  dictComprehension: 'DictComp',
  assignment: 'NamedExpr',
  await: 'Await',
  yield: 'Yield',
  yieldFrom: 'YieldFrom',
  formatString: 'JoinedStr',
}

/** The name of CPython's class for a kind of expression. */
export function nodeName(tree: Expression): string {
  return NODE_NAMES[tree.kind]
}
