// The evaluator's venue database: which restaurants, hotels, attractions and trains a state stands for.
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { minutesOf, normalise } from './normalise.ts'
import { isAtLeast } from './partial-ratio.ts'

export const VENUE_DOMAINS = ['restaurant', 'attraction', 'hotel', 'train'] as const
export type VenueDomain = (typeof VENUE_DOMAINS)[number]

/** A row as the data file has it; `?` stands for what nobody knows. */
export type VenueRow = { [column: string]: unknown }

/** A column by its distinct values: `codes` says for each row which of `values` it has, −1 where it lacks the column. */
type Column = { values: unknown[]; codes: Int32Array; accepted: Map<string, Uint8Array> }

/** `rows` is where a search keeps the rows that are left. */
type Table = { columns: Map<string, Column>; ids: string[]; rows: Int32Array }

export type VenueDatabase = {
  tables: Map<string, Table>
  answers: Map<string, string[]>
}

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
  const columns = new Map<string, Column>()
  for (const given of Object.keys(rows[0]!)) {
    if (dropped.includes(given)) continue
    const name = columnName(given)
    columns.set(name, makeColumn(rows.map(row => cellOf(row, given, name))))
  }
  const ids = rows.map(row => (domain === 'train' ? row.trainID : row.id) as string)
  return { columns, ids, rows: new Int32Array(rows.length) }
}

/** Times are kept as minutes, the way they are compared. */
function cellOf(row: VenueRow, given: string, name: string): unknown {
  const value = row[given]
  const isTime = (name === 'arrive' || name === 'leave') && value !== '?'
  return isTime ? minutesOf(value as string) : value
}

function makeColumn(cells: unknown[]): Column {
  const codes = new Map<unknown, number>()
  for (const cell of cells) if (cell !== undefined && !codes.has(cell)) codes.set(cell, codes.size)
  return {
    values: [...codes.keys()],
    codes: Int32Array.from(cells, cell => codes.get(cell) ?? -1),
    accepted: new Map(),
  }
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
  const asked: [column: string, value: string][] = []
  for (const column of table.columns.keys()) {
    if (!Object.hasOwn(constraints, column) || isNoMatter(constraints[column])) continue
    const value = normalise(column, constraints[column] as string)
    // None is no constraint to the official code, where its slot's rule lets it through.
    if (value !== null) asked.push([column, value])
  }
  const key = keyOf(domain, asked)
  const known = database.answers.get(key)
  if (known) return known
  const answer = search(table, domain as VenueDomain, asked)
  database.answers.set(key, answer)
  return answer
}

/** Lengths stand before values, so that no value can pass for two. */
function keyOf(domain: string, asked: [column: string, value: unknown][]): string {
  let key = domain
  for (const [column, value] of asked) {
    const text = typeof value === 'string' ? value : JSON.stringify([value])
    key += `,${column} ${typeof value} ${text.length} ${text}`
  }
  return key
}

function isNoMatter(value: unknown): boolean {
  return typeof value === 'string' && NO_MATTER.has(value)
}

/** Each value that a column can have is tested once; the rows only look their verdicts up. */
function search(table: Table, domain: VenueDomain, asked: [column: string, value: string][]): string[] {
  const { rows } = table
  let count = rows.length
  for (let row = 0; row < count; row++) rows[row] = row
  const lacking = new Map<number, string>()
  for (const [name, value] of asked) {
    const column = table.columns.get(name)!
    const { codes } = column
    const accepted = acceptedBy(column, domain, name, value)
    let kept = 0
    for (let at = 0; at < count; at++) {
      const row = rows[at]!
      const code = codes[row]!
      if (code < 0 && !lacking.has(row)) lacking.set(row, name)
      if (code < 0 || accepted[code] === 1) rows[kept++] = row
    }
    count = kept
  }
  const found = rows.subarray(0, count)
  // The official KeyError depends on the order of a set; here it comes only where no other constraint rejects the row.
  const bare = lacking.size > 0 ? found.find(row => lacking.has(row)) : undefined
  if (bare !== undefined)
    throw new Error(
      `expected every ${domain} to have "${lacking.get(bare)}", found ${table.ids[bare]} without one`,
    )
  const answer: string[] = []
  for (const row of found) answer.push(table.ids[row]!)
  return answer
}

function acceptedBy(column: Column, domain: VenueDomain, name: string, asked: string): Uint8Array {
  const key = typeof asked === 'string' ? asked : JSON.stringify([asked])
  const known = column.accepted.get(key)
  if (known) return known
  const test = testOf(domain, name, asked)
  const accepted = Uint8Array.from(column.values, value => Number(value === '?' || test(value)))
  column.accepted.set(key, accepted)
  return accepted
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
  return value => isAtLeast(value as string, asked, ALIKE)
}
