// The starter services as their JSON files hold them: tools, rows, values and sentences.
import { readFileSync } from 'node:fs'
import type { Json, Tool } from '../../dialogue/dialogue.ts'

/** Sentences or values by part: `train` also serves validation, `test` is held out. */
export type Parted<T> = { train: T[]; test: T[] }
export type Part = keyof Parted<unknown>
export type Row = Record<string, string | number>

export type Detail = { field: string; user: Parted<string>; reply: Parted<string> }

/** What a user may want of one tool, and how it is said. `[slot]` in a sentence is a phrase, `{slot}` a value. */
export type Intent = {
  tool: string
  goal: string
  /** Fields of the result that the user has to be told. */
  says: string[]
  /** The tool whose result this one continues, and which arguments come from there. */
  after?: string
  from?: Record<string, string>
  /** The optional argument that is dropped when nothing was found; `relaxed` is the result's field for it. */
  relax?: string
  relaxed?: string
  /** The argument that is asked again after a refusal. */
  retry?: string
  retrySmaller?: boolean
  /** The argument of which two values can be asked at once. */
  pair?: string
  user: Parted<string>
  direct?: Parted<string>
  both?: Parted<string>
  bothReply?: Parted<string>
  phrase: Record<string, Parted<string>>
  ask: Record<string, Parted<string>>
  answer: Record<string, Parted<string>>
  correct?: Record<string, Parted<string>>
  reply: Parted<string>
  alternative?: Parted<string>
  fail?: Parted<string>
  retried?: Parted<string>
  details?: Detail[]
}

export type Service = {
  name: string
  description: string
  tools: Tool[]
  rows: Row[]
  values: Record<string, Parted<string | number>>
  intents: Intent[]
}

export type Talk = {
  /** Which services an assistant offers together; samples and cases of a group share their prompt's beginning. */
  groups: Record<string, string[]>
  /** Services that no training dialogue uses. */
  unseen: string[]
  opener: Parted<string>
  next: Parted<string>
  accept: Parted<string>
  accepted: Parted<string>
  thanks: Parted<string>
  bye: Parted<string>
  foreign: Parted<string>
  refuse: Parted<string>
  thought: Record<string, string[]>
}

export const SERVICE_NAMES = [
  'restaurant',
  'hotel',
  'train',
  'taxi',
  'music',
  'weather',
  'calendar',
  'bank',
] as const

/** All eight services, in the order of `SERVICE_NAMES`. Shared and never changed: a world keeps changes apart. */
export const services: Service[] = SERVICE_NAMES.map(name => {
  const file = read(name) as Omit<Service, 'rows'> & { columns: string[]; rows: (string | number)[][] }
  const { columns, rows, ...rest } = file
  return {
    ...rest,
    rows: rows.map(row => Object.fromEntries(columns.map((column, at) => [column, row[at]!]))),
  }
})

/** What belongs to no single service: groups, greetings, refusals and thoughts. */
export const talk = read('talk') as Talk

export function service(name: string): Service {
  const found = services.find(one => one.name === name)
  if (!found) throw new Error(`starter: no service ${name}; there are ${SERVICE_NAMES.join(', ')}`)
  return found
}

/** The service that offers a tool, or undefined. */
export function serviceOf(tool: string): Service | undefined {
  return services.find(one => one.tools.some(candidate => candidate.name === tool))
}

/** A tool by its name. */
export function toolNamed(name: string): Tool {
  const found = serviceOf(name)?.tools.find(tool => tool.name === name)
  if (!found) throw new Error(`starter: no tool ${name}`)
  return found
}

/** The tools of a group of services, in the services' order. */
export function toolsOf(group: string): Tool[] {
  const names = Object.hasOwn(talk.groups, group) ? talk.groups[group] : undefined
  if (!names) throw new Error(`starter: no group ${group}; there are ${Object.keys(talk.groups).join(', ')}`)
  return names.flatMap(name => service(name).tools)
}

/** The arguments a tool takes, and which of them it needs. */
export function argumentsOf(tool: Tool): {
  all: Record<string, Record<string, Json>>
  required: string[]
} {
  const { properties, required } = tool.parameters as {
    properties: Record<string, Record<string, Json>>
    required?: string[]
  }
  return { all: properties, required: required ?? [] }
}

function read(name: string): unknown {
  return JSON.parse(readFileSync(new URL(`../../../starter/${name}.json`, import.meta.url), 'utf8'))
}
