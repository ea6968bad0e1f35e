// What a simulated API is: its methods with Python's way of binding arguments, and a state of its own in each world.
import { typeError } from '../../../files/python-error.ts'
import type { Dict, Value } from '../../../files/values.ts'
import type { Arguments } from '../python/callable.ts'
import type { LongContext } from './long-context.ts'

/** Which code of the official package is followed; they differ in file system, travel and vehicle. */
export type Edition = '2025-02' | '2025-08'

export type ApiName =
  | 'GorillaFileSystem'
  | 'MathAPI'
  | 'MessageAPI'
  | 'TwitterAPI'
  | 'TicketAPI'
  | 'TradingBot'
  | 'TravelAPI'
  | 'VehicleControlAPI'

/**
 * What the worlds of one process share in the official code: the default lists of a method and the cards, bookings
 * and weather of the long context. Here it is shared only by the model's and the gold world of one case.
 */
export type Shared = { tags: Value[]; mentions: Value[]; cards?: Dict; bookings?: Dict; weather?: Dict }

export type Scenario = {
  edition: Edition
  /** The additions of the long-context categories, or `null`. */
  longContext: LongContext | null
  shared: Shared
  /** The day that a traveller's age is counted to. */
  today: Date
}

/** A parameter's name, with its default where it has one. */
export type Parameter = string | readonly [name: string, standard: Value]

export type Method<State> = {
  parameters: readonly Parameter[]
  // biome-ignore lint/suspicious/noExplicitAny: each method takes as many values as it has parameters
  run: (state: State, ...values: any[]) => Value
}

export type Api<State> = {
  name: ApiName
  /** A fresh state from the case's initial configuration, which is copied, never kept. */
  load(config: Dict, scenario: Scenario): State
  methods(edition: Edition): Record<string, Method<State>>
  /** The public attributes, which the state checker compares. */
  attributes(state: State): Record<string, Value>
}

export function method<State>(
  parameters: readonly Parameter[],
  // biome-ignore lint/suspicious/noExplicitAny: the values are bound by name, in the order of the parameters
  run: (state: State, ...values: any[]) => Value,
) {
  return { parameters, run } satisfies Method<State>
}

/** The error results of the simulated APIs. */
export function failure(text: string): Dict {
  return new Map<Value, Value>([['error', text]])
}

/** A dictionary from a plain object, in its order. */
export function dict(entries: Record<string, Value>): Dict {
  return new Map<Value, Value>(Object.entries(entries))
}

/** Binds arguments as CPython binds them; throws its TypeErrors. `name` is the qualified name; `hasSelf` counts a self. */
export function bind(
  name: string,
  parameters: readonly Parameter[],
  given: Arguments,
  hasSelf = true,
): Value[] {
  const names = parameters.map(parameter => (typeof parameter === 'string' ? parameter : parameter[0]))
  const values: (Value | undefined)[] = given.positional.slice(0, names.length)
  for (const [keyword, value] of given.keywords) {
    const index = names.indexOf(keyword)
    if (hasSelf && keyword === 'self') throw typeError(`${name}() got multiple values for argument 'self'`)
    if (index < 0) throw typeError(`${name}() got an unexpected keyword argument '${keyword}'`)
    if (values[index] !== undefined)
      throw typeError(`${name}() got multiple values for argument '${keyword}'`)
    values[index] = value
  }
  if (given.positional.length > names.length)
    throw tooMany(name, parameters, given.positional.length, hasSelf)
  return complete(name, parameters, values)
}

function complete(name: string, parameters: readonly Parameter[], values: (Value | undefined)[]): Value[] {
  const missing: string[] = []
  const bound = parameters.map((parameter, index) => {
    const value = values[index]
    if (value !== undefined) return value
    if (typeof parameter !== 'string') return parameter[1]
    missing.push(`'${parameter}'`)
    return null
  })
  if (missing.length === 0) return bound
  const list =
    missing.length < 3 ? missing.join(' and ') : `${missing.slice(0, -1).join(', ')}, and ${missing.at(-1)}`
  throw typeError(
    `${name}() missing ${missing.length} required positional argument${missing.length === 1 ? '' : 's'}: ${list}`,
  )
}

function tooMany(name: string, parameters: readonly Parameter[], given: number, hasSelf: boolean) {
  const self = hasSelf ? 1 : 0
  const most = parameters.length + self
  const least = parameters.filter(parameter => typeof parameter === 'string').length + self
  const takes = least === most ? `${most}` : `from ${least} to ${most}`
  const plural = most === 1 ? '' : 's'
  const were = given + self === 1 ? 'was' : 'were'
  return typeError(`${name}() takes ${takes} positional argument${plural} but ${given + self} ${were} given`)
}
