// The attributes of values: the methods of strings, lists and dictionaries that texts of calls use, and nothing inherited.
import { PythonError, typeError } from '../../../files/python-error.ts'
import { repr } from '../../../files/python-repr.ts'
import { Complex, type Dict, PythonObject, Tuple, typeName, type Value } from '../../../files/values.ts'
import { type Arguments, Callable } from './callable.ts'
import { compareItemsForSort, equals, lookUp, setItem } from './compare.ts'
import { LazyItems } from './lazy-items.ts'
import { extend, iterate } from './sequence.ts'
import { textMethod } from './text-methods.ts'

/** An object with attributes of its own, such as an instance of a simulated API. */
export abstract class ObjectWithAttributes extends PythonObject {
  /** `undefined` where there is none of that name. */
  abstract attribute(name: string): Value | undefined
}

/** `object.name`. Throws Python's AttributeError; whatever begins with an underscore is refused. */
export function attribute(object: Value, name: string): Value {
  if (name.startsWith('_'))
    throw new PythonError(
      'AttributeError',
      `the attribute '${name}' of a '${typeName(object)}' object cannot be used in a call`,
    )
  const found = findAttribute(object, name)
  if (found === undefined)
    throw new PythonError(
      'AttributeError',
      object instanceof Callable && object.type === 'type'
        ? `type object '${object.name}' has no attribute '${name}'`
        : `'${typeName(object)}' object has no attribute '${name}'`,
    )
  return found
}

function findAttribute(object: Value, name: string): Value | undefined {
  if (object instanceof ObjectWithAttributes) return object.attribute(name)
  if (object instanceof Complex)
    return name === 'real' ? object.real : name === 'imag' ? object.imaginary : undefined
  const run =
    typeof object === 'string'
      ? textMethod(object, name)
      : Array.isArray(object)
        ? listMethod(object, name)
        : object instanceof Map
          ? dictMethod(object, name)
          : object instanceof Tuple
            ? tupleMethod(object, name)
            : undefined
  return run && new Callable(name, given => run(positional(name, given), given))
}

export type Method = (values: Value[], given: Arguments) => Value

function positional(name: string, given: Arguments): Value[] {
  const isSort = name === 'sort'
  if (given.keywords.length > 0 && !isSort && name !== 'split' && name !== 'format' && name !== 'update')
    throw typeError(`${name}() takes no keyword arguments`)
  return given.positional
}

function needs(name: string, values: Value[], least: number, most = least): void {
  if (values.length >= least && values.length <= most) return
  if (least === most)
    throw typeError(
      least === 0
        ? `${name}() takes no arguments (${values.length} given)`
        : `${name}() takes exactly ${least === 1 ? 'one argument' : `${least} arguments`} (${values.length} given)`,
    )
  const bound = values.length < least ? `at least ${least}` : `at most ${most}`
  throw typeError(
    `${name} expected ${bound} argument${bound.endsWith(' 1') ? '' : 's'}, got ${values.length}`,
  )
}

function listMethod(list: Value[], name: string): Method | undefined {
  const methods: Record<string, Method> = {
    append: values => {
      needs('list.append', values, 1)
      list.push(values[0] as Value)
      return null
    },
    extend: values => {
      needs('list.extend', values, 1)
      extend(list, values[0] as Value)
      return null
    },
    copy: () => [...list],
    reverse: () => {
      list.reverse()
      return null
    },
    clear: () => {
      list.length = 0
      return null
    },
    pop: values => popItem(list, values),
    remove: values => {
      const at = list.findIndex(item => equals(item, values[0] ?? null))
      if (at < 0) throw new PythonError('ValueError', 'list.remove(x): x not in list')
      list.splice(at, 1)
      return null
    },
    insert: values => {
      needs('insert', values, 2)
      list.splice(Number(values[0]), 0, values[1] as Value)
      return null
    },
    sort: (_, given) => {
      const isReverse = given.keywords.some(([key, value]) => key === 'reverse' && value === true)
      list.sort(compareItemsForSort)
      if (isReverse) list.reverse()
      return null
    },
    ...searches('list', list),
  }
  return own(methods, name)
}

function tupleMethod({ items }: Tuple, name: string): Method | undefined {
  return own(searches('tuple', items), name)
}

function searches(type: string, items: Value[]): Record<string, Method> {
  return {
    index: values => {
      const at = items.findIndex(item => equals(item, values[0] ?? null))
      if (at >= 0) return at
      throw new PythonError(
        'ValueError',
        type === 'list' ? `${repr(values[0] ?? null)} is not in list` : 'tuple.index(x): x not in tuple',
      )
    },
    count: values => items.filter(item => equals(item, values[0] ?? null)).length,
  }
}

function popItem(list: Value[], values: Value[]): Value {
  if (list.length === 0) throw new PythonError('IndexError', 'pop from empty list')
  const at = values.length === 0 ? list.length - 1 : Number(values[0])
  const [item] = list.splice(at, 1)
  if (item === undefined) throw new PythonError('IndexError', 'pop index out of range')
  return item
}

function dictMethod(dict: Dict, name: string): Method | undefined {
  const view = (kind: string, items: Value[]) =>
    new LazyItems(`dict_${kind}`, items, `dict_${kind}(${repr(items)})`)
  const methods: Record<string, Method> = {
    get: values => {
      needs('get', values, 1, 2)
      return lookUp(dict, values[0] as Value) ?? values[1] ?? null
    },
    keys: () => view('keys', [...dict.keys()]),
    values: () => view('values', [...dict.values()]),
    items: () =>
      view(
        'items',
        [...dict].map(pair => new Tuple(pair)),
      ),
    copy: () => new Map(dict),
    clear: () => {
      dict.clear()
      return null
    },
    pop: values => {
      needs('pop', values, 1, 2)
      const [key = null, otherwise] = values
      const found = lookUp(dict, key)
      if (found === undefined && otherwise === undefined) throw new PythonError('KeyError', repr(key), key)
      for (const stored of dict.keys()) if (equals(stored, key)) dict.delete(stored)
      return found ?? otherwise ?? null
    },
    update: (values, given) => {
      for (const other of values)
        if (other instanceof Map) for (const [key, item] of other) setItem(dict, key, item)
      for (const [key, item] of given.keywords) setItem(dict, key, item)
      return null
    },
    setdefault: values => {
      const [key = null, otherwise = null] = values
      const found = lookUp(dict, key)
      if (found === undefined) setItem(dict, key, otherwise)
      return found ?? otherwise
    },
  }
  return own(methods, name)
}

function own(methods: Record<string, Method>, name: string): Method | undefined {
  return Object.hasOwn(methods, name) ? methods[name] : undefined
}

/** The items that `join`, `sorted` and the like go over. */
export function itemsOf(value: Value): Value[] {
  return [...iterate(value)]
}
