// The world of MultiWOZ: Cambridge's restaurants, hotels, attractions and trains, to be searched and booked.
import type { Call, Json, Tool } from '../../dialogue/dialogue.ts'
import { type Booking, book, drawsFor, MESSAGES, type Random } from './booking.ts'
import { type AgentDatabase, findRows, loadRows, type Row } from './rows.ts'
import { TOOL_USES, TOOLS, type ToolUse } from './tools.ts'
import { loadVenues, queryVenues, type VenueDatabase } from './venues.ts'

/** What one dialogue can do in the world; its references come from its own stream of draws. */
export type DialogueWorld = { tools: Tool[]; execute(call: Call): Json }

export type World = {
  /**
   * Ids of the venues that satisfy the constraints, in the order of the file; train ids for trains; none for a domain
   * without a table. `evaluator` are the rules of Inform (slots `arrive`, `leave`), `agent` those of the agent's tools
   * (`arriveBy`, `leaveAt`, `any`). Throws where the official evaluator raises.
   */
  query(
    domain: string,
    constraints: Record<string, unknown>,
    options?: { rules?: 'evaluator' | 'agent' },
  ): string[]
  /** Books by the published rules; the same seed gives the same reference. */
  book(domain: string, details: Record<string, unknown>, options?: { seed?: number }): Booking
  /** Tools for one dialogue, apart from every other one. */
  fresh(options?: { seed?: number }): DialogueWorld
  /** Rows as the agent sees them. */
  rows(domain: string): readonly Row[]
}

/** So many rows an agent is shown. */
const SHOWN = 10

/** Reads the databases of the benchmark's folder. Throws where a file is missing. */
export async function loadWorld({ folder }: { folder: string }): Promise<World> {
  const [venues, database] = await Promise.all([loadVenues({ folder }), loadRows({ folder })])
  return makeWorld(venues, database)
}

function makeWorld(venues: VenueDatabase, database: AgentDatabase): World {
  return {
    query(domain, constraints, { rules = 'evaluator' } = {}) {
      if (rules === 'evaluator') return queryVenues(venues, domain, constraints)
      return findRows(database, domain, texts(constraints)).map(row =>
        String(domain === 'train' ? row.trainID : (row.id ?? row.name)),
      )
    },
    book: (domain, details, { seed = 0 } = {}) => book(database, domain, texts(details), drawsFor(seed)),
    fresh({ seed = 0 } = {}) {
      const random = drawsFor(seed)
      return { tools: TOOLS, execute: call => execute(database, call, random) }
    },
    rows: domain => database.tables.get(domain) ?? [],
  }
}

/** Results as the published tools give them. */
function execute(database: AgentDatabase, call: Call, random: Random): Json {
  const use = TOOL_USES.get(call.name)
  if (!use) return { result: null, message: MESSAGES.unknown }
  if (!isReadable(call.arguments)) return { result: null, message: MESSAGES.unreadable }
  const given = texts(call.arguments)
  return use.kind === 'query' ? search(database, use, given) : order(database, use, given, random)
}

function search(database: AgentDatabase, { domain }: ToolUse, asked: Record<string, string>): Json {
  const found = findRows(database, domain, asked)
  const result = found.slice(0, SHOWN)
  return found.length > SHOWN ? { result, message: MESSAGES.tooMany } : { result }
}

function order(
  database: AgentDatabase,
  { domain }: ToolUse,
  details: Record<string, string>,
  random: Random,
): Json {
  const { ok, reference, message, vehicle, phone } = book(database, domain, details, random)
  if (!ok) return { result: null, message }
  return {
    result: domain === 'taxi' ? { type: vehicle!, phone: phone! } : { reference: reference! },
    message,
  }
}

/** Numbers and truth values can be read as their text, lists and objects cannot. */
function isReadable(given: Record<string, Json>): boolean {
  return Object.values(given).every(value => value === null || typeof value !== 'object')
}

function texts(given: Record<string, unknown>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(given).map(([name, value]) => [name, value === null ? '' : String(value)]),
  )
}
