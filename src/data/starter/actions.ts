// What each starter tool does: looks rows up, refuses, or leaves a record.
import type { Json } from '../../dialogue/dialogue.ts'
import type { Row } from './services.ts'
import type { WorldRecord } from './world.ts'

export type Arguments = Record<string, string | number>

/** What an action sees: its service's rows and records; `remember` keeps the call and gives its reference. */
type Desk = { rows: Row[]; records: WorldRecord[]; remember(): string }
type Action = (given: Arguments, desk: Desk) => Json

const DAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday']

export const ACTIONS = new Map<string, Action>([
  [
    'find_restaurants',
    (given, { rows }) => first(matching(rows, given), ['name', 'price', 'street', 'phone']),
  ],
  ['book_restaurant', bookRestaurant],
  ['find_hotels', (given, { rows }) => first(matching(rows, given), ['name', 'stars', 'price', 'phone'])],
  ['book_hotel', bookHotel],
  ['find_trains', findTrains],
  ['buy_tickets', buyTickets],
  ['estimate_fare', estimateFare],
  ['book_taxi', bookTaxi],
  ['find_song', (given, { rows }) => first(matching(rows, given), ['title', 'mood', 'album', 'year'])],
  ['play_song', (given, desk) => withSong(given, desk, 'playing')],
  ['add_to_playlist', (given, desk) => withSong(given, desk, 'added')],
  ['get_weather', getWeather],
  ['get_air_quality', getAirQuality],
  ['find_event', findEvent],
  ['add_event', addEvent],
  ['cancel_event', cancelEvent],
  ['get_balance', getBalance],
  ['find_payment', findPayment],
  ['transfer_money', transferMoney],
])

function bookRestaurant(given: Arguments, { rows, remember }: Desk): Json {
  const row = rowWith(rows, 'name', given.name!)
  if (!row) return { error: `there is no restaurant ${given.name}` }
  const problem = dayProblem(given) ?? timeProblem(given) ?? countProblem(given, 'people')
  if (problem) return { error: problem }
  if (same(row.closed!, given.day!)) return { error: `${row.name} is closed on ${row.closed}` }
  return { status: 'booked', reference: remember() }
}

function bookHotel(given: Arguments, { rows, remember }: Desk): Json {
  const row = rowWith(rows, 'name', given.name!)
  if (!row) return { error: `there is no hotel ${given.name}` }
  const problem = dayProblem(given) ?? countProblem(given, 'nights') ?? countProblem(given, 'people')
  if (problem) return { error: problem }
  if (same(row.full!, given.day!)) return { error: `${row.name} is full on ${row.full}` }
  return { status: 'booked', reference: remember() }
}

function findTrains(given: Arguments, { rows }: Desk): Json {
  const { leave_after: after, ...route } = given
  if (after !== undefined && !isTime(after)) return { error: 'leave_after must be a time like 09:30' }
  const trains = matching(rows, route).filter(row => after === undefined || row.leaves! >= after)
  return first(trains, ['train', 'leaves', 'arrives', 'price'])
}

function buyTickets(given: Arguments, { rows, records, remember }: Desk): Json {
  const row = rowWith(rows, 'train', given.train!)
  if (!row) return { error: `there is no train ${given.train}` }
  const problem = dayProblem(given) ?? countProblem(given, 'tickets')
  if (problem) return { error: problem }
  const sold = records
    .filter(({ arguments: one }) => same(one.train!, given.train!) && same(one.day!, given.day!))
    .reduce((sum, { arguments: one }) => sum + Number(one.tickets), 0)
  const left = Number(row.seats) - sold
  if (Number(given.tickets) > left) return { error: `only ${left} seats left on ${row.train}` }
  return { status: 'bought', reference: remember() }
}

function estimateFare(given: Arguments, { rows }: Desk): Json {
  const ride = rideOf(given, rows)
  if ('error' in ride) return ride
  return { fare: 4 + 2 * ride.kilometres, minutes: 3 + 2 * ride.kilometres }
}

function bookTaxi(given: Arguments, { rows, remember }: Desk): Json {
  const ride = rideOf(given, rows)
  if ('error' in ride) return ride
  const problem = timeProblem(given)
  if (problem) return { error: problem }
  const cars = ['white', 'black', 'silver', 'blue']
  return { car: cars[ride.kilometres % cars.length]!, reference: remember() }
}

function rideOf(given: Arguments, rows: Row[]): { error: string } | { kilometres: number } {
  const pickup = rowWith(rows, 'place', given.pickup!)
  const destination = rowWith(rows, 'place', given.destination!)
  if (!pickup) return { error: `there is no place ${given.pickup}` }
  if (!destination) return { error: `there is no place ${given.destination}` }
  if (pickup === destination) return { error: 'pickup and destination are the same place' }
  return { kilometres: Math.abs(Number(pickup.kilometre) - Number(destination.kilometre)) }
}

function withSong(given: Arguments, { rows, remember }: Desk, status: string): Json {
  if (!rowWith(rows, 'title', given.title!)) return { error: `there is no song ${given.title}` }
  remember()
  return { status }
}

function getWeather(given: Arguments, { rows }: Desk): Json {
  const row = rowWith(rows, 'city', given.city!)
  if (!row) return { error: `there is no city ${given.city}` }
  const problem = dayProblem(given)
  if (problem) return { error: problem }
  const [condition, high] = String(row[String(given.day).toLowerCase()]).split(' ')
  return { condition: condition!, high: Number(high) }
}

function getAirQuality(given: Arguments, { rows }: Desk): Json {
  const row = rowWith(rows, 'city', given.city!)
  if (!row) return { error: `there is no city ${given.city}` }
  return { index: row.air!, level: Number(row.air) <= 50 ? 'good' : 'fair' }
}

/** The events of a day after everything that was added and cancelled, earliest first. */
function eventsOn(day: string | number, { rows, records }: Desk): Row[] {
  let events = rows.filter(row => same(row.day!, day))
  for (const { tool, arguments: one } of records) {
    if (!same(one.day!, day)) continue
    if (tool === 'add_event') events = [...events, { ...one, place: 'not set' }]
    else events = events.filter(event => !same(event.title!, one.title!))
  }
  return events.sort((a, b) => (a.time! < b.time! ? -1 : 1))
}

function findEvent(given: Arguments, desk: Desk): Json {
  const problem = dayProblem(given)
  if (problem) return { error: problem }
  return first(eventsOn(given.day!, desk), ['title', 'time', 'place'])
}

function addEvent(given: Arguments, desk: Desk): Json {
  const problem = dayProblem(given) ?? timeProblem(given)
  if (problem) return { error: problem }
  const busy = eventsOn(given.day!, desk).find(event => event.time === given.time)
  if (busy) return { error: `${busy.title} is at ${given.time} on ${given.day}` }
  return { status: 'added', reference: desk.remember() }
}

function cancelEvent(given: Arguments, desk: Desk): Json {
  const problem = dayProblem(given)
  if (problem) return { error: problem }
  if (!eventsOn(given.day!, desk).some(event => same(event.title!, given.title!)))
    return { error: `there is no ${given.title} on ${given.day}` }
  desk.remember()
  return { status: 'cancelled' }
}

function balanceOf(account: string | number, { rows, records }: Desk): number | undefined {
  const row = rowWith(rows, 'account', account)
  if (!row) return undefined
  const sent = records.filter(({ arguments: one }) => same(one.account!, account))
  return sent.reduce((left, { arguments: one }) => left - Number(one.amount), Number(row.balance))
}

function getBalance(given: Arguments, desk: Desk): Json {
  const balance = balanceOf(given.account!, desk)
  return balance === undefined ? { error: `there is no account ${given.account}` } : { balance }
}

function findPayment(given: Arguments, { rows, records }: Desk): Json {
  const row = rowWith(rows, 'recipient', given.recipient!)
  if (!row) return { error: `there is no recipient ${given.recipient}` }
  const last = records.filter(({ arguments: one }) => same(one.recipient!, given.recipient!)).at(-1)
  if (last) return { amount: last.arguments.amount!, date: 'today' }
  return { amount: row.paid!, date: row.date! }
}

function transferMoney(given: Arguments, desk: Desk): Json {
  const balance = balanceOf(given.account!, desk)
  if (balance === undefined) return { error: `there is no account ${given.account}` }
  if (!rowWith(desk.rows, 'recipient', given.recipient!))
    return { error: `there is no recipient ${given.recipient}` }
  const problem = countProblem(given, 'amount')
  if (problem) return { error: problem }
  if (Number(given.amount) > balance) return { error: `only ${balance} euros left in ${given.account}` }
  return { status: 'sent', reference: desk.remember() }
}

function matching(rows: Row[], given: Arguments): Row[] {
  return rows.filter(row => Object.entries(given).every(([name, value]) => same(row[name]!, value)))
}

function first(rows: Row[], fields: string[]): Json {
  const row = rows[0]
  if (!row) return { found: 0 }
  return { found: rows.length, ...Object.fromEntries(fields.map(field => [field, row[field]!])) }
}

function rowWith(rows: Row[], column: string, value: string | number): Row | undefined {
  return rows.find(row => same(row[column]!, value))
}

function same(a: string | number, b: string | number): boolean {
  return String(a).toLowerCase() === String(b).toLowerCase()
}

function dayProblem(given: Arguments): string | undefined {
  return DAYS.includes(String(given.day).toLowerCase()) ? undefined : `${given.day} is not a day of the week`
}

function timeProblem(given: Arguments): string | undefined {
  return isTime(given.time!) ? undefined : 'time must be like 09:30'
}

function countProblem(given: Arguments, name: string): string | undefined {
  return Number(given[name]) >= 1 ? undefined : `${name} must be at least 1`
}

function isTime(value: string | number): boolean {
  return /^([01]\d|2[0-3]):[0-5]\d$/.test(String(value))
}
