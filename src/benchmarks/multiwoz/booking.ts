// Bookings: what they need, which venues they find, and the references they give, by the published rules.
import { pythonRandom } from '../../files/python-random.ts'
import { normalise } from './normalise.ts'
import { partialRatio } from './partial-ratio.ts'
import { AGENT_ALIKE, type AgentDatabase } from './rows.ts'

/** `vehicle` and `phone` are a taxi's; a taxi has no reference. */
export type Booking = {
  ok: boolean
  reference?: string
  message: string
  vehicle?: string
  phone?: string
}

export type Random = ReturnType<typeof pythonRandom>

const NEEDED: Record<string, string[]> = {
  restaurant: ['people', 'day', 'time'],
  hotel: ['people', 'day', 'stay'],
}
const BOOKABLE = ['restaurant', 'hotel', 'train', 'taxi']

const SIGNS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789'

/** The messages of the published tools. */
export const MESSAGES = {
  booked: 'Success! Reference number is returned!',
  incomplete: 'Failure! API keys are incomplete!',
  unmatched: 'Failure! No matched entity in database!',
  unreadable: 'Failure! Cannot parse the API inputs. Check your API input format!',
  tooMany: 'Too many retrieved results! Please query more accurately!',
  unknown: 'Failure! Unknown API name!',
}

/** Books a table, a room, train tickets or a taxi. Trains and taxis need nothing and are always to be had. */
export function book(
  database: AgentDatabase,
  domain: string,
  details: Record<string, string>,
  random: Random,
): Booking {
  if (!BOOKABLE.includes(domain)) return { ok: false, message: MESSAGES.unknown }
  const given = new Map(Object.entries(details).filter(([, value]) => value.toLowerCase() !== 'any'))
  const needed = NEEDED[domain]
  if (needed) {
    const isWhole = needed.every(name => given.has(name))
    const name = given.get('name')
    const isKnown = name !== undefined && isVenue(database, domain, name)
    if (!isWhole) return { ok: false, message: MESSAGES.incomplete }
    if (!isKnown) return { ok: false, message: MESSAGES.unmatched }
  }
  if (domain !== 'taxi') return { ok: true, reference: reference(random), message: MESSAGES.booked }
  const { colours, types } = database.taxi
  const vehicle = `${random.choice(colours)} ${random.choice(types)}`
  const phone = Array.from({ length: 10 }, () => random.choice('0123456789')).join('')
  return { ok: true, message: MESSAGES.booked, vehicle, phone }
}

function isVenue(database: AgentDatabase, domain: string, name: string): boolean {
  const asked = normalise('name', name, { rules: 'lab' })
  return database.tables
    .get(domain)!
    .some(row => partialRatio(normalise('name', String(row.name), { rules: 'lab' }), asked) >= AGENT_ALIKE)
}

function reference(random: Random): string {
  return Array.from({ length: 8 }, () => random.choice(SIGNS)).join('')
}

/** A stream of draws for one dialogue: the same seed gives the same references. */
export function drawsFor(seed: number): Random {
  return pythonRandom(seed)
}
