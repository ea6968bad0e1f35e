// AutoTOD's counts of inform, book and success, with a verdict that needs no judging model.
import type { AutotodCounts } from './autotod-counts.ts'
import type { MultiwozCase } from './cases.ts'
import type { PlayedTurn } from './gold-context.ts'
import type { Row } from './rows.ts'
import { bookingsIn, cleanName, type DoneBooking, heard, spoken, venueIn } from './talked-about.ts'
import { type DomainWishes, wishesOf } from './user-goal.ts'
import type { World } from './world.ts'

const NO_WISH = new Set(['dontcare', '', 'none', 'not mentioned'])

/**
 * AutoTOD evaluate.py asks a model which venue, reference and values the agent gave; here they are read off the calls, the
 * results and the agent's words. A requested value counts only where the agent said it.
 */
export function autotodCounts(item: MultiwozCase, played: PlayedTurn[]): { [domain: string]: AutotodCounts } {
  const said = heard(played)
  const bookings = bookingsIn(played)
  const talk = { played, said, bookings, world: item.shared.world }
  const counts = wishesOf(item.dialogue, item.gold).map(wishes => [wishes.domain, judgeDomain(wishes, talk)])
  return Object.fromEntries(counts)
}

type Talk = { played: PlayedTurn[]; said: string; bookings: DoneBooking[]; world: World }

function judgeDomain(wishes: DomainWishes, talk: Talk): AutotodCounts {
  if (wishes.domain === 'taxi') return judgeTaxi(wishes, talk)
  return wishes.domain === 'train' ? judgeTrain(wishes, talk) : judgeVenue(wishes, talk)
}

function judgeVenue(
  { domain, info, failInfo, book, failBook, requested }: DomainWishes,
  talk: Talk,
): AutotodCounts {
  const venue = venueIn(talk.played, domain, talk.world)
  const inform =
    venue !== undefined &&
    (satisfies(venue, info) || (Object.keys(failInfo).length > 0 && satisfies(venue, failInfo)))
  const success = inform && requested.every(slot => isSaid(slot, venue, talk.said))
  const booking = talk.bookings.findLast(one => one.domain === domain)
  const booked =
    inform &&
    booking !== undefined &&
    cleanName(booking.asked.name ?? '') === cleanName(String(venue.name)) &&
    (holds(booking.asked, book) || (Object.keys(failBook).length > 0 && holds(booking.asked, failBook))) &&
    talk.said.includes(spoken(booking.result.reference ?? '-'))
  return {
    inform,
    success: requested.length > 0 ? success : null,
    book: Object.keys(book).length > 0 ? booked : null,
  }
}

/** A train's goal asks for values or for a booking, never for both. */
function judgeTrain({ info, book, requested }: DomainWishes, talk: Talk): AutotodCounts {
  if (Object.keys(book).length === 0) {
    const right = trainsFor(info, talk.world).some(train =>
      requested.every(slot => isSaid(slot, train, talk.said)),
    )
    return { inform: right, success: requested.length > 0 ? right : null, book: null }
  }
  const booking = talk.bookings.findLast(one => one.domain === 'train')
  const id = booking?.asked.trainID?.toLowerCase()
  const inform =
    booking !== undefined &&
    trainsFor(info, talk.world).some(train => String(train.trainID).toLowerCase() === id)
  const told = talk.said.includes(spoken(booking?.result.reference ?? '-'))
  return { inform, success: null, book: inform && told && booking.asked.people === book.people }
}

function trainsFor(info: Record<string, string>, world: World): Row[] {
  return world.rows('train').filter(row =>
    Object.entries(info).every(([slot, wanted]) => {
      const value = String(row[slot])
      if (slot === 'leaveAt') return value >= wanted
      return slot === 'arriveBy' ? value <= wanted : value === wanted
    }),
  )
}

function judgeTaxi({ info, requested }: DomainWishes, { bookings, said }: Talk): AutotodCounts {
  const booking = bookings.findLast(one => one.domain === 'taxi')
  const inform = booking !== undefined && holds(booking.asked, info)
  const told =
    inform &&
    requested.every(slot => said.includes(spoken(booking.result[slot === 'car type' ? 'type' : slot] ?? '-')))
  return { inform, success: requested.length > 0 ? told : null, book: null }
}

function satisfies(venue: Row, wishes: Record<string, string>): boolean {
  return Object.entries(wishes).every(([slot, wanted]) => {
    if (NO_WISH.has(wanted)) return true
    const value = String(venue[slot] ?? '').toLowerCase()
    return slot === 'name' ? cleanName(value) === cleanName(wanted) : value === wanted.toLowerCase()
  })
}

function holds(asked: Record<string, string>, wanted: Record<string, string>): boolean {
  return Object.entries(wanted).every(
    ([slot, value]) => (asked[slot] ?? '').trim().toLowerCase() === value.toLowerCase(),
  )
}

/** Whether the agent said the value: numbers and codes with or without spaces, yes and no by the thing's name. */
export function isSaid(slot: string, row: Row, said: string): boolean {
  const value = String(row[slot] ?? '?').toLowerCase()
  if (value === '?' || value === 'yes' || value === 'no')
    return NAMES_OF[slot]?.some(name => said.includes(name)) ?? false
  if (slot === 'phone' || slot === 'postcode')
    return said.replaceAll(' ', '').includes(value.replaceAll(' ', ''))
  if (slot === 'duration') return said.includes(` ${value.split(' ')[0]} `)
  if (slot === 'price') return said.includes(spoken(value.split(' ')[0]!))
  return said.includes(spoken(value))
}

const NAMES_OF: Record<string, string[]> = {
  internet: [' internet ', ' wifi ', ' wi fi '],
  parking: [' parking '],
  'entrance fee': [' entrance ', ' fee ', ' fees '],
  phone: [' phone '],
  postcode: [' postcode ', ' post code '],
  address: [' address '],
  pricerange: [' price ', ' pricerange '],
}
