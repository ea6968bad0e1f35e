// The evaluator's venue database: which restaurants, hotels, attractions and trains a state stands for.
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { minutesOf, normalise } from './normalise.ts'
import { partialRatio } from './partial-ratio.ts'

export const VENUE_DOMAINS = ['restaurant', 'attraction', 'hotel', 'train'] as const
export type VenueDomain = (typeof VENUE_DOMAINS)[number]

/** A row as the data file has it; `?` stands for what nobody knows. */
export type VenueRow = { [column: string]: unknown }

type Table = { columns: string[]; rows: Map<string, unknown>[]; ids: string[] }

export type VenueDatabase = { tables: Map<string, Table>; answers: Map<string, string[]> }

const DROPPED: Record<string, string[]> = {
  attraction: ['location', 'openhours'],
  hotel: ['location', 'price', 'takesbookings'],
  restaurant: ['location', 'introduction', 'signature'],
}

const FUZZY: Record<VenueDomain, string[]> = {
  restaurant: ['name', 'food'],
  hotel: ['name'],
  attraction: ['name'],
  train: ['departure', 'destination'],
}

const ALIKE = 90

/** Values that ask for nothing. `any`, `none` and the empty text are no such values here. */
const NO_MATTER = new Set([
  'dontcare',
  'not mentioned',
  "don't care",
  'dont care',
  "do n't care",
  'do not care',
])

/** Reads `mwzeval/database/*_db.json` of the benchmark's folder. Throws where a file is missing. */
export async function loadVenues({ folder }: { folder: string }): Promise<VenueDatabase> {
  const tables = await Promise.all(
    VENUE_DOMAINS.map(async domain => {
      const path = join(folder, 'mwzeval', 'database', `${domain}_db.json`)
      return [domain, makeTable(domain, JSON.parse(await readFile(path, 'utf8')) as VenueRow[])] as const
    }),
  )
  return { tables: new Map(tables), answers: new Map() }
}

/** The first row alone says which columns there are. */
function makeTable(domain: VenueDomain, rows: VenueRow[]): Table {
  const dropped = DROPPED[domain] ?? []
  const named = rows.map(row => new Map(columnsOf(row, dropped)))
  const id = domain === 'train' ? 'trainid' : 'id'
  return { columns: [...named[0]!.keys()], rows: named, ids: named.map(row => row.get(id) as string) }
}

/** Times are kept as minutes, the way they are compared. */
function columnsOf(row: VenueRow, dropped: string[]): [string, unknown][] {
  return Object.entries(row)
    .filter(([column]) => !dropped.includes(column))
    .map(([given, value]) => {
      const column = columnName(given)
      const isTime = (column === 'arrive' || column === 'leave') && value !== '?'
      return [column, isTime ? minutesOf(value as string) : value]
    })
}

function columnName(column: string): string {
  const name = column.toLowerCase().replaceAll(' ', '')
  if (name === 'arriveby') return 'arrive'
  return name === 'leaveat' ? 'leave' : name
}

/**
 * Ids of the venues that satisfy the constraints, in the order of the file; train ids for trains (mwzeval/database.py,
 * `query`). Constraints without a column are ignored. Throws where the official code raises: for a value that cannot be
 * normalised, and for a constraint on a restaurant's phone that meets a row without one.
 */
export function queryVenues(
  database: VenueDatabase,
  domain: string,
  constraints: Record<string, unknown>,
): string[] {
  const table = database.tables.get(domain)
  if (!table) return []
  const asked = table.columns
    .filter(column => Object.hasOwn(constraints, column) && !isNoMatter(constraints[column]))
    .map(column => [column, normalise(column, constraints[column] as string)] as const)
    // None is no constraint to the official code.
    .filter(([, value]) => value !== null)
  const key = JSON.stringify([domain, asked])
  const known = database.answers.get(key)
  if (known) return known
  const answer = search(table, domain as VenueDomain, asked)
  database.answers.set(key, answer)
  return answer
}

function isNoMatter(value: unknown): boolean {
  return typeof value === 'string' && NO_MATTER.has(value)
}

function search(table: Table, domain: VenueDomain, asked: (readonly [string, string])[]): string[] {
  const tests = asked.map(([column, value]) => ({ column, test: testOf(domain, column, value) }))
  return table.ids.filter((_id, at) => {
    const row = table.rows[at]!
    let lacking: string | undefined
    for (const { column, test } of tests) {
      if (!row.has(column)) lacking ??= column
      else {
        const value = row.get(column)
        if (value !== '?' && !test(value)) return false
      }
    }
    if (lacking === undefined) return true
    // The official KeyError depends on the order of a set; here it comes only where no other constraint rejects the row.
    throw new Error(`expected every ${domain} to have "${lacking}", found ${table.ids[at]} without one`)
  })
}

function testOf(domain: VenueDomain, column: string, asked: string): (value: unknown) => boolean {
  if (column === 'arrive') {
    const latest = minutesOf(asked)
    return value => (value as number) <= latest
  }
  if (column === 'leave') {
    const earliest = minutesOf(asked)
    return value => (value as number) >= earliest
  }
  if (!FUZZY[domain].includes(column)) return value => value === asked
  const alike = new Map<unknown, boolean>()
  return value => {
    const known = alike.get(value)
    if (known !== undefined) return known
    const isAlike = partialRatio(value as string, asked) >= ALIKE
    alike.set(value, isAlike)
    return isAlike
  }
}
