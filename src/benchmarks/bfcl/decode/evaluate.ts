// What Python's eval gives for the arithmetic that a reply writes as an argument, such as `2 * 60` or `'a' + 'b'`.
import { PythonError, typeError } from '../../../files/python-error.ts'
import { Bytes, type Dict, float, Tuple, type Value } from '../../../files/values.ts'
import type { BinaryOperator, Comparison, Expression } from '../../../formats/python/tree.ts'
import { negate, operate } from '../python/arithmetic.ts'
import { assertHashable, compare, contains, equals, isTrue, setItem } from '../python/compare.ts'
import { absolute, extreme, round, sum } from '../python/numbers.ts'
import { iterate, length, makeSet, slice, subscript } from '../python/sequence.ts'
import { toFloatValue, toIntegerValue } from '../python/text.ts'
import { str } from '../../../files/python-repr.ts'

/** Throws a `PythonError` where Python raises, and for the names that are no plain functions on values. */
export function evaluate(tree: Expression): Value {
  switch (tree.kind) {
    case 'constant':
      return tree.value
    case 'binary':
      return calculated(evaluate(tree.left), tree.operator, evaluate(tree.right))
    case 'unary':
      return tree.operator === 'not'
        ? !isTrue(evaluate(tree.operand))
        : negate(evaluate(tree.operand), tree.operator)
    case 'list':
      return items(tree.items)
    case 'tuple':
      return new Tuple(items(tree.items))
    case 'set':
      return makeSet(items(tree.items))
    case 'dict':
      return dictionary(tree.entries)
    case 'logical':
      return logical(tree.operator, tree.values)
    case 'comparison':
      return comparison(tree)
    case 'conditional':
      return evaluate(isTrue(evaluate(tree.test)) ? tree.body : tree.otherwise)
    case 'subscript':
      return subscripted(evaluate(tree.object), tree.index)
    case 'call':
      return called(tree)
    case 'name':
      throw new PythonError('NameError', `name '${tree.id}' is not defined`)
    default:
      throw typeError(`expected a value that can be worked out, found a ${tree.kind}`)
  }
}

/** Arithmetic, and the bytes that it leaves out: `b'a' + b'b'`, `b'a' * 2`. */
function calculated(left: Value, operator: BinaryOperator, right: Value): Value {
  if (operator === '+' && left instanceof Bytes && right instanceof Bytes)
    return new Bytes(Buffer.concat([left.bytes, right.bytes]))
  if (operator !== '*' || !(left instanceof Bytes || right instanceof Bytes))
    return operate(left, operator, right)
  const [bytes, times] = left instanceof Bytes ? [left, right] : [right as Bytes, left]
  const text = Buffer.from(bytes.bytes).toString('latin1')
  return new Bytes(Buffer.from(operate(text, '*', times) as string, 'latin1'))
}

function items(trees: Expression[]): Value[] {
  return trees.flatMap(tree => (tree.kind === 'starred' ? iterate(evaluate(tree.value)) : [evaluate(tree)]))
}

function dictionary(entries: Extract<Expression, { kind: 'dict' }>['entries']): Dict {
  const dict: Dict = new Map()
  for (const { key, value } of entries) {
    const item = evaluate(value)
    if (key === null) {
      if (!(item instanceof Map)) throw typeError('expected a mapping behind **')
      for (const [name, inner] of item) setItem(dict, name, inner)
      continue
    }
    const name = evaluate(key)
    assertHashable(name)
    setItem(dict, name, item)
  }
  return dict
}

function logical(operator: 'and' | 'or', trees: Expression[]): Value {
  let value: Value = null
  for (const tree of trees) {
    value = evaluate(tree)
    if (isTrue(value) === (operator === 'or')) return value
  }
  return value
}

function comparison({ first, operators, rest }: Comparison): Value {
  let left = evaluate(first)
  for (const [index, operator] of operators.entries()) {
    const right = evaluate(rest[index]!)
    if (!holds(left, operator, right)) return false
    left = right
  }
  return true
}

function holds(left: Value, operator: Comparison['operators'][number], right: Value): boolean {
  switch (operator) {
    case '==':
      return equals(left, right)
    case '!=':
      return !equals(left, right)
    case 'in':
      return contains(right, left)
    case 'not in':
      return !contains(right, left)
    case 'is':
      return left === right
    case 'is not':
      return left !== right
    default:
      return compare(left, operator, right)
  }
}

function subscripted(object: Value, index: Expression): Value {
  if (index.kind !== 'slice') return subscript(object, evaluate(index))
  const part = (tree: Expression | null) => (tree === null ? null : evaluate(tree))
  return slice(object, { start: part(index.lower), stop: part(index.upper), step: part(index.step) })
}

type Builtin = (given: Value[]) => Value

/** The functions of Python that a value is worked out with, each for the one or two arguments it mostly has. */
const BUILTINS = new Map<string, Builtin>([
  ['abs', ([value = null]) => absolute(value)],
  ['round', ([value = null, places = null]) => round(value, places)],
  ['sum', ([values = null, start = 0]) => sum(values, start)],
  ['min', given => extreme(given.length === 1 ? iterate(given[0]!) : given, 'min')],
  ['max', given => extreme(given.length === 1 ? iterate(given[0]!) : given, 'max')],
  ['len', ([value = null]) => length(value)],
  ['str', ([value = '']) => str(value)],
  ['int', ([value = 0]) => toIntegerValue(value)],
  ['float', ([value = 0]) => float(toFloatValue(value))],
  ['bool', ([value = false]) => isTrue(value)],
  ['list', ([value = []]) => [...iterate(value)]],
  ['tuple', ([value = []]) => new Tuple([...iterate(value)])],
  ['set', ([value = []]) => makeSet(iterate(value))],
])

function called(tree: Extract<Expression, { kind: 'call' }>): Value {
  const name = tree.callee.kind === 'name' ? tree.callee.id : ''
  const builtin = BUILTINS.get(name)
  if (!builtin) throw new PythonError('NameError', `name '${name}' is not defined`)
  if (tree.keywords.length > 0) throw typeError(`${name}() takes no keyword arguments`)
  return builtin(items(tree.positional))
}
