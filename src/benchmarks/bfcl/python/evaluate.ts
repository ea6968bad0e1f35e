// Evaluates the tree of a Python expression over given names: what `eval` gives for the texts of calls, without Python.
import type {
  Assignment,
  CallExpression,
  Clause,
  Comparator,
  Comparison,
  Dictionary,
  Expression,
  Formatted,
  Lambda,
  Parameters,
  Sequence,
  Unary,
} from '../../../formats/python/tree.ts'
import { PythonError, typeError } from '../../../files/python-error.ts'
import { repr, str } from '../../../files/python-repr.ts'
import { type Dict, Tuple, typeName, type Value } from '../../../files/values.ts'
import { negate, operate } from './arithmetic.ts'
import { attribute } from './attributes.ts'
import { type Budget, spend, weigh } from './budget.ts'
import { type Arguments, Callable } from './callable.ts'
import { compare, contains, equals, isTrue, setItem } from './compare.ts'
import { formatValue } from './format.ts'
import { LazyItems } from './lazy-items.ts'
import { iterate, makeSet, slice, subscript } from './sequence.ts'

/** Names are looked up from the innermost scope outwards. */
export type Scope = {
  names: Map<string, Value>
  outer: Scope | null
  builtin: (name: string) => Value | undefined
  budget: Budget
}

/** Throws the `PythonError` that Python would raise. */
export function evaluate(tree: Expression, scope: Scope): Value {
  spend(scope.budget)
  switch (tree.kind) {
    case 'constant':
      return tree.value
    case 'name':
      return lookUpName(tree.id, scope)
    case 'list':
    case 'tuple':
    case 'set':
      return evaluateSequence(tree, scope)
    case 'dict':
      return evaluateDict(tree, scope)
    case 'call':
      return evaluateCall(tree, scope)
    case 'attribute':
      return attribute(evaluate(tree.object, scope), tree.name)
    case 'subscript':
      return evaluateSubscript(evaluate(tree.object, scope), tree.index, scope)
    default:
      return evaluateOperation(tree, scope)
  }
}

function evaluateOperation(tree: Expression, scope: Scope): Value {
  switch (tree.kind) {
    case 'unary':
      return evaluateUnary(tree, scope)
    case 'binary':
      return weigh(
        scope.budget,
        operate(evaluate(tree.left, scope), tree.operator, evaluate(tree.right, scope)),
      )
    case 'logical':
      return evaluateLogical(tree.operator === 'and', tree.values, scope)
    case 'comparison':
      return evaluateComparison(tree, scope)
    case 'conditional':
      return evaluate(isTrue(evaluate(tree.test, scope)) ? tree.body : tree.otherwise, scope)
    case 'lambda':
      return makeFunction(tree, scope)
    case 'assignment':
      return assign(tree, scope)
    case 'formatString':
      return tree.parts
        .map(part => (part.kind === 'constant' ? str(part.value) : formatPart(part, scope)))
        .join('')
    default:
      return evaluateComprehension(tree, scope)
  }
}

function lookUpName(id: string, scope: Scope): Value {
  for (let at: Scope | null = scope; at; at = at.outer) {
    const value = at.names.get(id)
    if (value !== undefined) return value
  }
  const value = scope.builtin(id)
  if (value === undefined) throw new PythonError('NameError', `name '${id}' is not defined`)
  return value
}

function evaluateItems(items: Expression[], scope: Scope): Value[] {
  const values: Value[] = []
  for (const item of items) {
    if (item.kind !== 'starred') {
      values.push(evaluate(item, scope))
      continue
    }
    for (const value of walk(evaluate(item.value, scope), scope)) values.push(value)
  }
  return values
}

function evaluateSequence(tree: Sequence, scope: Scope): Value {
  const items = evaluateItems(tree.items, scope)
  if (tree.kind === 'list') return items
  return tree.kind === 'tuple' ? new Tuple(items) : makeSet(items)
}

function evaluateDict(tree: Dictionary, scope: Scope): Value {
  const dict: Dict = new Map()
  for (const { key, value } of tree.entries) {
    if (key) {
      const evaluated = evaluate(key, scope)
      setItem(dict, evaluated, evaluate(value, scope))
      continue
    }
    const unpacked = evaluate(value, scope)
    if (!(unpacked instanceof Map)) throw typeError(`'${typeName(unpacked)}' object is not a mapping`)
    for (const [name, item] of unpacked) setItem(dict, name, item)
  }
  return dict
}

function evaluateCall(tree: CallExpression, scope: Scope): Value {
  assertNamedOnce(tree)
  const callee = evaluate(tree.callee, scope)
  const positional = evaluateItems(tree.positional, scope)
  const keywords: [string, Value][] = []
  for (const { name, value } of tree.keywords) {
    if (name === null) keywords.push(...unpackKeywords(callee, evaluate(value, scope), keywords))
    else keywords.push([name, evaluate(value, scope)])
  }
  return weigh(scope.budget, callValue(callee, { positional, keywords }))
}

/** CPython refuses it when it compiles the call. */
function assertNamedOnce({ keywords }: CallExpression): void {
  if (keywords.length < 2) return
  const seen = new Set<string>()
  for (const { name } of keywords) {
    if (name === null) continue
    if (seen.has(name))
      throw new PythonError('SyntaxError', `keyword argument repeated: ${name} (<string>, line 1)`)
    seen.add(name)
  }
}

export function callValue(callee: Value, given: Arguments): Value {
  if (!(callee instanceof Callable)) throw typeError(`'${typeName(callee)}' object is not callable`)
  return callee.call(given)
}

function unpackKeywords(callee: Value, value: Value, before: [string, Value][]): [string, Value][] {
  const name = callee instanceof Callable ? callee.name : str(callee)
  if (!(value instanceof Map))
    throw typeError(`${name}() argument after ** must be a mapping, not ${typeName(value)}`)
  return [...value].map(([key, item]) => {
    if (typeof key !== 'string') throw typeError('keywords must be strings')
    if (before.some(([taken]) => taken === key))
      throw typeError(`${name}() got multiple values for keyword argument '${key}'`)
    return [key, item]
  })
}

function evaluateSubscript(object: Value, index: Expression, scope: Scope): Value {
  if (index.kind !== 'slice') return subscript(object, evaluate(index, scope))
  const part = (tree: Expression | null) => (tree ? evaluate(tree, scope) : null)
  const bounds = { start: part(index.lower), stop: part(index.upper), step: part(index.step) }
  return weigh(scope.budget, slice(object, bounds))
}

function evaluateUnary({ operator, operand }: Unary, scope: Scope): Value {
  const value = evaluate(operand, scope)
  return operator === 'not' ? !isTrue(value) : negate(value, operator)
}

function evaluateLogical(isAnd: boolean, values: Expression[], scope: Scope): Value {
  let last: Value = null
  for (const value of values) {
    last = evaluate(value, scope)
    if (isTrue(last) !== isAnd) return last
  }
  return last
}

function evaluateComparison({ first, operators, rest }: Comparison, scope: Scope): Value {
  let left = evaluate(first, scope)
  for (const [at, operator] of operators.entries()) {
    const right = evaluate(rest[at] as Expression, scope)
    if (!holds(left, operator, right)) return false
    left = right
  }
  return true
}

function holds(left: Value, operator: Comparator, right: Value): boolean {
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

function innerScope(scope: Scope, names: Map<string, Value> = new Map()): Scope {
  return { ...scope, names, outer: scope }
}

function assign({ target, value }: Assignment, scope: Scope): Value {
  const evaluated = evaluate(value, scope)
  scope.names.set(target.id, evaluated)
  return evaluated
}

function makeFunction({ parameters, body }: Lambda, scope: Scope): Value {
  const defaults = new Map<string, Value>()
  for (const { name, otherwise } of allParameters(parameters))
    if (otherwise) defaults.set(name, evaluate(otherwise, scope))
  return new Callable(
    '<lambda>',
    given => evaluate(body, innerScope(scope, bindLambda(parameters, defaults, given))),
    'function',
  )
}

function allParameters({ positionalOnly, plain, keywordOnly }: Parameters) {
  return [...positionalOnly, ...plain, ...keywordOnly]
}

function bindLambda(
  parameters: Parameters,
  defaults: Map<string, Value>,
  given: Arguments,
): Map<string, Value> {
  const places = [...parameters.positionalOnly, ...parameters.plain]
  const names = new Map(defaults)
  places.forEach(({ name }, at) => {
    const value = given.positional[at]
    if (value !== undefined) names.set(name, value)
  })
  const extra = given.positional.slice(places.length)
  if (parameters.rest !== null) names.set(parameters.rest, new Tuple(extra))
  else if (extra.length > 0)
    throw typeError(
      `<lambda>() takes ${places.length} positional argument${places.length === 1 ? '' : 's'} but ${given.positional.length} ${given.positional.length === 1 ? 'was' : 'were'} given`,
    )
  for (const [name, value] of given.keywords) {
    if (!allParameters(parameters).some(parameter => parameter.name === name))
      throw typeError(`<lambda>() got an unexpected keyword argument '${name}'`)
    names.set(name, value)
  }
  const missing = allParameters(parameters).filter(({ name }) => !names.has(name))
  if (missing.length > 0)
    throw typeError(
      `<lambda>() missing ${missing.length} required positional argument${missing.length === 1 ? '' : 's'}: ${missing.map(({ name }) => `'${name}'`).join(' and ')}`,
    )
  return names
}

function evaluateComprehension(tree: Expression, scope: Scope): Value {
  const inner = innerScope(scope)
  if (tree.kind === 'dictComprehension') {
    const dict: Dict = new Map()
    runClauses(tree.clauses, inner, () =>
      setItem(dict, evaluate(tree.key, inner), evaluate(tree.value, inner)),
    )
    return dict
  }
  if (tree.kind !== 'listComprehension' && tree.kind !== 'setComprehension' && tree.kind !== 'generator')
    throw new PythonError('SyntaxError', `'${tree.kind}' outside function (<string>, line 1)`)
  const items: Value[] = []
  runClauses(tree.clauses, inner, () => items.push(evaluate(tree.element, inner)))
  if (tree.kind === 'setComprehension') return makeSet(items)
  return tree.kind === 'generator' ? new LazyItems('generator', items) : items
}

function runClauses([clause, ...rest]: Clause[], scope: Scope, each: () => void): void {
  if (!clause) {
    each()
    return
  }
  for (const item of walk(evaluate(clause.source, scope), scope)) {
    bindTarget(clause.target, item, scope)
    if (clause.conditions.every(condition => isTrue(evaluate(condition, scope))))
      runClauses(rest, scope, each)
  }
}

function bindTarget(target: Expression, value: Value, scope: Scope): void {
  if (target.kind === 'name') {
    scope.names.set(target.id, value)
    return
  }
  if (target.kind !== 'tuple' && target.kind !== 'list')
    throw new PythonError('SyntaxError', 'this target of a comprehension is not supported here')
  const items = iterate(value)
  const [wanted, found] = [target.items.length, items.length]
  if (found > wanted) throw new PythonError('ValueError', `too many values to unpack (expected ${wanted})`)
  if (found < wanted)
    throw new PythonError('ValueError', `not enough values to unpack (expected ${wanted}, got ${found})`)
  target.items.forEach((item, at) => {
    bindTarget(item, items[at] as Value, scope)
  })
}

/** The items of a value, each of which is a step. */
function walk(value: Value, scope: Scope): Value[] {
  const items = iterate(value)
  spend(scope.budget, items.length)
  return items
}

function formatPart({ value, conversion, format }: Formatted, scope: Scope): string {
  const evaluated = evaluate(value, scope)
  const converted = conversion === null ? evaluated : conversion === 's' ? str(evaluated) : repr(evaluated)
  return formatValue(converted, format ? str(evaluate(format, scope)) : '')
}
