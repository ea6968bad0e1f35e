// A world: the simulated APIs of one case, each with a state of its own, and the methods that texts of calls may name.
import type { Dict, Value } from '../../../files/values.ts'
import { ObjectWithAttributes } from '../python/attributes.ts'
import { type Arguments, Callable } from '../python/callable.ts'
import { apiOf } from './all.ts'
import { type Api, type ApiName, bind, type Edition, type Method, type Scenario } from './api.ts'

export type World = {
  instances: Map<ApiName, Instance>
  /** The instance that holds the method of that name; a later API's method hides an earlier one's. */
  holders: Map<string, Instance>
  /** JSON of long values that never change. */
  knownJson: ReadonlyMap<Value, string>
}

/** An API with its state. Its `name` is what the official code calls it in the texts that it evaluates. */
export class Instance extends ObjectWithAttributes {
  readonly type: ApiName
  readonly name: string
  readonly state: unknown
  /** Whether a method was called since someone last looked; without, the state is as it was. */
  isTouched = false
  private readonly api: Api<unknown>
  private readonly methods: Readonly<Record<string, Method<unknown>>>

  constructor(options: { api: Api<unknown>; name: string; config: Dict; scenario: Scenario }) {
    super()
    const { api, name, config, scenario } = options
    this.type = api.name
    this.name = name
    this.api = api
    this.state = api.load(config, scenario)
    this.methods = methodsOf(api, scenario.edition)
  }

  get methodNames(): string[] {
    return Object.keys(this.methods)
  }

  repr(): string {
    return `<${this.type} object>`
  }

  /** The public attributes, which the state checker compares. */
  attributes(): Record<string, Value> {
    return this.api.attributes(this.state)
  }

  attribute(name: string): Value | undefined {
    if (!Object.hasOwn(this.methods, name)) return this.publicAttribute(name)
    return new Callable(name, given => this.call(name, given), 'method')
  }

  /** Runs a method of `methodNames`. Throws the `PythonError` that Python would raise. */
  call(name: string, given: Arguments): Value {
    const { parameters, run } = this.methods[name]!
    this.isTouched = true
    return run(this.state, ...bind(`${this.type}.${name}`, parameters, given))
  }

  private publicAttribute(name: string): Value | undefined {
    const attributes = this.attributes()
    return Object.hasOwn(attributes, name) ? attributes[name] : undefined
  }
}

function methodsOf(api: Api<unknown>, edition: Edition): Readonly<Record<string, Method<unknown>>> {
  return api.methods(edition)
}

/** Makes fresh instances; `config` is copied. `prefix` begins the names of the instances. */
export function makeWorld(options: {
  classes: string[]
  config: Dict
  scenario: Scenario
  prefix: string
}): World {
  const { classes, config, scenario, prefix } = options
  const instances = new Map<ApiName, Instance>()
  const holders = new Map<string, Instance>()
  for (const name of classes) {
    const api = apiOf(name)
    const own = (config.get(name) as Dict | undefined) ?? new Map()
    const instance = new Instance({
      api,
      name: `${prefix}_${name.toLowerCase()}_instance`,
      config: own,
      scenario,
    })
    instances.set(api.name, instance)
    for (const method of instance.methodNames) holders.set(method, instance)
  }
  return { instances, holders, knownJson: scenario.longContext?.knownJson ?? new Map() }
}
