// The databases as the agent sees them, and the published rules by which its queries find rows.
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Json } from '../../dialogue/dialogue.ts'
import { minutesOf, normalise } from './normalise.ts'
import { isAtLeast } from './partial-ratio.ts'

export type Row = { [column: string]: Json }

/** `tables` by domain; `taxi` is what taxis are made of. */
export type AgentDatabase = {
  tables: Map<string, Row[]>
  taxi: { colours: string[]; types: string[] }
}

const TABLES = ['restaurant', 'hotel', 'attraction', 'train', 'hospital', 'police']

/** Two names are the same for the agent from here on; for the evaluator only from 90. */
export const AGENT_ALIKE = 80

const FUZZY: Record<string, string[]> = {
  hotel: ['name'],
  attraction: ['name', 'type'],
  restaurant: ['name', 'food'],
  train: ['departure', 'destination'],
  hospital: ['department'],
  police: ['name'],
}

const AREAS = ['centre', 'north', 'south', 'east', 'west']
const PRICES = ['cheap', 'moderate', 'expensive']
export const DAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday']

/** Slots with few values: anything else asks for nothing, in a query and in a state. */
export const FINITE: Record<string, Record<string, string[]>> = {
  restaurant: { area: AREAS, pricerange: PRICES, day: DAYS },
  hotel: {
    area: AREAS,
    pricerange: PRICES,
    internet: ['yes', 'no'],
    parking: ['yes', 'no'],
    stars: ['0', '1', '2', '3', '4', '5'],
    type: ['bed and breakfast', 'guesthouse', 'hotel'],
    day: DAYS,
  },
  attraction: { area: AREAS },
  train: { day: DAYS },
}

/** Reads `db/*_db.json` of the benchmark's folder. Throws where a file is missing. */
export async function loadRows({ folder }: { folder: string }): Promise<AgentDatabase> {
  const read = async (name: string) =>
    JSON.parse(await readFile(join(folder, 'db', `${name}_db.json`), 'utf8')) as Row[]
  const tables = await Promise.all(TABLES.map(async name => [name, await read(name)] as const))
  const taxi = (await read('taxi'))[0]!
  return {
    tables: new Map(tables),
    taxi: { colours: taxi.taxi_colors as string[], types: taxi.taxi_types as string[] },
  }
}

/** Rows that satisfy what is asked, in the order of the file; `any`, empty values and unknown columns ask for nothing. */
export function findRows(database: AgentDatabase, domain: string, asked: Record<string, string>): Row[] {
  const rows = database.tables.get(domain)
  if (!rows) return []
  const tests = Object.entries(asked)
    .filter(([, value]) => value !== '' && value.toLowerCase() !== 'any')
    .map(([column, value]) => testOf(domain, column, value))
  return rows.filter(row => tests.every(test => test(row)))
}

function testOf(domain: string, column: string, value: string): (row: Row) => boolean {
  const asked = canonical(column, value)
  const allowed = FINITE[domain]?.[column]
  if (allowed && !allowed.includes(asked)) return () => true
  const verdicts = new Map<Json | undefined, boolean>()
  return row => {
    const given = row[column]
    const known = verdicts.get(given)
    if (known !== undefined) return known
    const verdict = !given || agrees(domain, column, canonical(column, String(given)), asked)
    verdicts.set(given, verdict)
    return verdict
  }
}

function agrees(domain: string, column: string, given: string, asked: string): boolean {
  if (column === 'arriveBy') return minutesOrNone(given) <= minutesOrNone(asked)
  if (column === 'leaveAt') return minutesOrNone(given) >= minutesOrNone(asked)
  return FUZZY[domain]!.includes(column) ? isAtLeast(given, asked, AGENT_ALIKE) : given === asked
}

/** Where the published tools would break off, a time that begins well and ends badly is midnight, as texts without time are. */
function minutesOrNone(time: string): number {
  try {
    return minutesOf(time)
  } catch {
    return 0
  }
}

/** A value that the rules cannot read stays as it is. */
function canonical(column: string, value: string): string {
  try {
    return normalise(column.toLowerCase(), value, { rules: 'lab' })
  } catch {
    return value
  }
}
