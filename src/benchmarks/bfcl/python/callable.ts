// What can be called in an expression: built-in functions, methods of values, and the methods of a simulated API.
import { typeError } from '../../../files/python-error.ts'
import { PythonObject, type Value } from '../../../files/values.ts'

export type Arguments = { positional: Value[]; keywords: [string, Value][] }

export class Callable extends PythonObject {
  readonly type: string
  readonly name: string
  readonly call: (given: Arguments) => Value

  constructor(name: string, call: (given: Arguments) => Value, type = 'builtin_function_or_method') {
    super()
    this.name = name
    this.call = call
    this.type = type
  }

  repr(): string {
    return this.type === 'type' ? `<class '${this.name}'>` : `<built-in function ${this.name}>`
  }
}

/** A module of the official code: it is there, but nothing of it can be used. */
export class Module extends PythonObject {
  readonly type = 'module'
  private readonly name: string

  constructor(name: string) {
    super()
    this.name = name
  }

  repr(): string {
    return `<module '${this.name}'>`
  }
}

/** The positional arguments of a function that takes no keywords, as many as it allows. */
export function positionalOnly(name: string, given: Arguments, least: number, most: number): Value[] {
  if (given.keywords.length > 0) throw typeError(`${name}() takes no keyword arguments`)
  const count = given.positional.length
  if (count >= least && count <= most) return given.positional
  if (least === most)
    throw typeError(
      least === 1 || least === 0
        ? `${name}() takes ${least === 1 ? 'exactly one argument' : 'no arguments'} (${count} given)`
        : `${name} expected ${least} arguments, got ${count}`,
    )
  const bound = count < least ? `at least ${least}` : `at most ${most}`
  const number = count < least ? least : most
  throw typeError(`${name} expected ${bound} argument${number === 1 ? '' : 's'}, got ${count}`)
}
