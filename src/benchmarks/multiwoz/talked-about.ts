// Which venue, train or booking a played dialogue is about, read from calls, results and the agent's own words.
import type { Json } from '../../dialogue/dialogue.ts'
import { type PlayedTurn, responseOf } from './gold-context.ts'
import { callsWithResults } from './played-states.ts'
import type { Row } from './rows.ts'
import { TOOL_USES } from './tools.ts'
import type { World } from './world.ts'

/** A booking that went through: what was asked, and what came back. */
export type DoneBooking = {
  domain: string
  asked: Record<string, string>
  result: Record<string, string>
}

/** Bookings that went through, in order. */
export function bookingsIn(played: PlayedTurn[]): DoneBooking[] {
  return played.flatMap(({ said }) =>
    callsWithResults(said).flatMap(({ call, result }) => {
      const use = TOOL_USES.get(call.name)
      const given = result?.name === call.name ? inside(result.result) : undefined
      if (use?.kind !== 'book' || given === undefined) return []
      return [{ domain: use.domain, asked: texts(call.arguments), result: given }]
    }),
  )
}

function inside(result: Json): Record<string, string> | undefined {
  if (typeof result !== 'object' || result === null || Array.isArray(result)) return undefined
  const given = result.result
  return typeof given === 'object' && given !== null && !Array.isArray(given) ? texts(given) : undefined
}

function texts(values: Record<string, Json>): Record<string, string> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, String(value)]))
}

/** The venue that was booked last, else the one that the agent named last; `undefined` where there is none. */
export function venueIn(played: PlayedTurn[], domain: string, world: World): Row | undefined {
  const booked = bookingsIn(played).findLast(booking => booking.domain === domain)
  const rows = world.rows(domain)
  if (booked?.asked.name !== undefined) {
    const name = cleanName(booked.asked.name)
    const row = rows.find(one => cleanName(String(one.name)) === name)
    if (row) return row
  }
  for (const turn of played.toReversed()) {
    const row = lastNamed(spoken(responseOf(turn)), rows)
    if (row) return row
  }
  return undefined
}

/** The row whose name ends last in the text, the longer name where two end there. */
function lastNamed(text: string, rows: readonly Row[]): Row | undefined {
  let best: { row: Row; end: number; length: number } | undefined
  for (const row of rows)
    for (const name of spokenNames(String(row.name))) {
      const at = text.lastIndexOf(` ${name} `)
      if (name === '' || at < 0) continue
      const end = at + name.length
      if (!best || end > best.end || (end === best.end && name.length > best.length))
        best = { row, end, length: name.length }
    }
  return best?.row
}

/** The name, and without its common words where more than one word is left: "the place" is no "place". */
function spokenNames(name: string): string[] {
  const [whole, clean] = [name, cleanName(name)].map(text => spoken(text).trim())
  return clean!.includes(' ') && clean !== whole ? [whole!, clean!] : [whole!]
}

/** Longer responses are not searched. */
const LONGEST_RESPONSE = 5000

/** Words in lower case between single spaces, so that a name is found whatever marks stand around it. */
export function spoken(text: string): string {
  const plain = text.slice(0, LONGEST_RESPONSE).toLowerCase()
  return ` ${plain.replace(/[^\p{L}\p{N}]+/gu, ' ').trim()} `
}

/** All that the agent said to the user, as `spoken` gives it. */
export function heard(played: PlayedTurn[]): string {
  return played.map(turn => spoken(responseOf(turn))).join('')
}

/** Names without "the" in front and "restaurant" or "hotel" behind, as AutoTOD compares them. */
export function cleanName(name: string): string {
  let text = name.trim().toLowerCase()
  if (text.startsWith('the ')) text = text.slice(4).trim()
  for (const ending of ['restaurant', 'hotel'])
    if (text.endsWith(ending) && text !== ending) text = text.slice(0, -ending.length).trim()
  return text
}
