// A world of the starter services: checks a call, executes it, and keeps what it changed.
import type { Call, Json, Tool } from '../../dialogue/dialogue.ts'
import { ACTIONS, type Arguments } from './actions.ts'
import { argumentsOf, serviceOf, services } from './services.ts'

/** One change that a call made: a booking, a transfer, a planned event. */
export type WorldRecord = { service: string; tool: string; arguments: Arguments }

export type World = {
  /** Executes a call. A wrong call changes nothing and gives `{ error }`. */
  call(call: Call): Json
  /** What was changed since the beginning, oldest first. */
  records(): WorldRecord[]
  /** A copy that may change on its own. */
  fork(): World
}

/** A fresh world. The rows are shared, so it costs nothing; `seed` decides the reference numbers. */
export function createWorld(options: { seed: number; records?: WorldRecord[] }): World {
  const { seed } = options
  const records = [...(options.records ?? [])]

  function call(request: Call): Json {
    const owner = serviceOf(request.name)
    const tool = owner?.tools.find(one => one.name === request.name)
    const action = ACTIONS.get(request.name)
    if (!owner || !tool || !action) return { error: `there is no function ${shorten(request.name)}` }
    const problem = checkArguments(tool, request.arguments)
    if (problem !== null) return { error: problem }
    const given = request.arguments as Arguments
    return action(given, {
      rows: owner.rows,
      records: records.filter(record => record.service === owner.name),
      remember() {
        const record = { service: owner.name, tool: tool.name, arguments: { ...given } }
        const reference = referenceOf(seed, record, records)
        records.push(record)
        return reference
      },
    })
  }

  return {
    call,
    records: () => records.map(record => ({ ...record, arguments: { ...record.arguments } })),
    fork: () => createWorld({ seed, records }),
  }
}

/** What is wrong with a call's arguments, in one sentence, or null. */
export function checkArguments(tool: Tool, given: Record<string, Json>): string | null {
  const { all, required } = argumentsOf(tool)
  for (const name of Object.keys(given))
    if (!Object.hasOwn(all, name)) return `${tool.name} has no argument ${shorten(name)}`
  for (const name of required)
    if (!Object.hasOwn(given, name)) return `${tool.name} needs the argument ${name}`
  for (const [name, value] of Object.entries(given)) {
    const { type, enum: options } = all[name]!
    if (!hasType(value, type as string)) return `${name} must be of type ${type as string}`
    if (Array.isArray(options) && !options.includes(value))
      return `${name} must be one of ${options.join(', ')}`
  }
  return null
}

/** Whether a value is of a JSON Schema type that the starter's tools use. */
export function hasType(value: Json, type: string): boolean {
  return type === 'integer' ? Number.isInteger(value) : typeof value === type
}

/** The end state in an order that does not depend on the order of the calls. */
export function sortedRecords(records: WorldRecord[]): string[] {
  return records.map(recordText).sort()
}

function recordText(record: WorldRecord): string {
  const entries = Object.entries(record.arguments).sort(([a], [b]) => (a < b ? -1 : 1))
  const folded = entries.map(([name, value]) => [
    name,
    typeof value === 'string' ? value.toLowerCase() : value,
  ])
  return JSON.stringify([record.service, record.tool, folded])
}

/** Six signs out of the seed and the call itself: equal calls in equal worlds get equal references. */
function referenceOf(seed: number, record: WorldRecord, earlier: WorldRecord[]): string {
  const text = recordText(record)
  const times = earlier.filter(other => recordText(other) === text).length
  let hash = 0x811c9dc5
  for (const character of `${seed} ${text} ${times}`)
    hash = Math.imul(hash ^ character.codePointAt(0)!, 0x01000193) >>> 0
  // FNV-1a leaves the high bits of short texts nearly alike; one more mix spreads them.
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d) >>> 0
  hash = (hash ^ (hash >>> 13)) >>> 0
  return hash.toString(36).toUpperCase().padStart(6, '0').slice(-6)
}

function shorten(name: string): string {
  return name.length > 40 ? `${name.slice(0, 40)}…` : name
}

/** Every tool of every service has an action, and no action is without its tool. */
export function toolNames(): string[] {
  return services.flatMap(one => one.tools.map(tool => tool.name))
}
