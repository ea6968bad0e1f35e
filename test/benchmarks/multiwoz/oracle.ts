// An agent that understands the agenda user's own wording and does what it is told: it should reach nearly every goal.
import type { Prompt } from '../../../src/dialogue/prompt.ts'

const KINDS: Record<string, string> = {
  restaurant: 'restaurant',
  'place to stay': 'hotel',
  'place to visit': 'attraction',
  train: 'train',
}
const QUERIES: Record<string, [tool: string, slots: string[]]> = {
  restaurant: ['query_restaurants', ['area', 'pricerange', 'food', 'name']],
  hotel: ['query_hotels', ['area', 'internet', 'name', 'parking', 'pricerange', 'stars', 'type']],
  attraction: ['query_attractions', ['area', 'name', 'type']],
  train: ['query_trains', ['arriveBy', 'day', 'departure', 'destination', 'leaveAt', 'trainID']],
}
const BOOKINGS: Record<string, [tool: string, slots: string[]]> = {
  restaurant: ['book_restaurant', ['name', 'people', 'day', 'time']],
  hotel: ['book_hotel', ['name', 'people', 'day', 'stay']],
  train: [
    'buy_train_tickets',
    ['arriveBy', 'day', 'departure', 'destination', 'leaveAt', 'trainID', 'people'],
  ],
}
const PHRASES: [slot: string, phrase: RegExp][] = [
  ['name', /it is called ([^,]+?)(?=,|\.$|$)/],
  ['pricerange', /in the (cheap|moderate|expensive) price range/],
  ['area', /in the (centre|north|south|east|west)\b/],
  ['food', /serving (.+?) food/],
  ['type', /of the type ([^,.]+)/],
  ['stars', /with (\d) stars/],
  ['departure', /\bfrom ([^,.]+?)(?=,|\.|$)/],
  ['leaveAt', /leaving after (\d+:\d+)/],
  ['arriveBy', /arriving by (\d+:\d+)/],
  ['time', /\bat (\d+:\d+)/],
  ['people', /for (\d+) (?:person|people)/],
  ['stay', /for (\d+) nights?/],
  ['day', /\b(monday|tuesday|wednesday|thursday|friday|saturday|sunday)\b/],
]

/** Replies as the coalm format reads them. */
export function oracle(prompt: Prompt): string {
  const lines = prompt.messages
    .at(-1)!
    .content.split('\n')
    .filter(line => /^(User|Observation):/.test(line))
  const last = lines.at(-1)!
  if (last.startsWith('Observation:')) return report(last.slice(12).trim(), lines)
  const said = last.slice(5).trim()
  const { domain, wishes } = wishesIn(lines)
  if (said.startsWith('I need a taxi')) {
    const asked = slotsIn(said)
    return act('book_taxi', ['arriveBy', 'departure', 'destination', 'leaveAt'], asked)
  }
  if (/^(Please book|Yes, please book)/.test(said)) {
    const [tool, slots] = BOOKINGS[domain]!
    return act(tool, slots, { ...wishes, ...offer(lines, domain), ...slotsIn(said) })
  }
  if (said.startsWith('Please tell me')) return `Thought: say all\nSystem: ${rows(lines).join(' ')}`
  const [tool, slots] = QUERIES[domain]!
  return act(tool, slots, wishes)
}

/** The domain that is talked about, and all that was wished in it. */
function wishesIn(lines: string[]): { domain: string; wishes: Record<string, string> } {
  let domain = 'restaurant'
  let wishes: Record<string, string> = {}
  for (const line of lines) {
    const found = /^User: I am looking for a (restaurant|place to stay|place to visit|train)/.exec(line)
    if (found) {
      domain = KINDS[found[1]!]!
      wishes = {}
    }
    if (found || line.startsWith('User: If there is none')) wishes = { ...wishes, ...slotsIn(line) }
  }
  return { domain, wishes }
}

function slotsIn(line: string): Record<string, string> {
  const slots: Record<string, string> = {}
  for (const [slot, phrase] of PHRASES) {
    const found = phrase.exec(line)
    if (found) slots[slot] = found[1]!.trim()
  }
  const to = /[,:] to ([^,.]+)/.exec(line)
  if (to) slots.destination = to[1]!
  for (const [slot, name] of [
    ['internet', 'wifi'],
    ['parking', 'parking'],
  ] as const)
    if (line.includes(`free ${name}`)) slots[slot] = line.includes(`without free ${name}`) ? 'no' : 'yes'
  return slots
}

function act(tool: string, slots: string[], values: Record<string, string>): string {
  const given = slots.map(slot => `${slot}='${(values[slot] ?? 'any').replaceAll("'", "\\'")}'`)
  return `Thought: do it\nAction: ${tool}(${given.join(', ')})`
}

/** Results as they stand in the dialogue, newest last. */
function rows(lines: string[]): string[] {
  const observed = lines.filter(line => line.startsWith('Observation:') && /'(name|trainID)':/.test(line))
  return [first(observed.at(-1) ?? '')]
}

function first(observation: string): string {
  const one = /\{[^[{]*(?:\[[^\]]*\][^[{]*)?(?:\{[^}]*\}[^}]*)?\}/.exec(observation.replace(/^.*?\[/, ''))
  return (one?.[0] ?? 'nothing').replace(/[{}'"]/g, '')
}

function offer(lines: string[], domain: string): Record<string, string> {
  const observed = lines
    .filter(line => line.startsWith('Observation:'))
    .findLast(line => /'(name|trainID)':/.test(line))
  const found = /'(?:name|trainID)': (?:'([^']*)'|"([^"]*)")/.exec(observed ?? '')
  const value = found?.[1] ?? found?.[2]
  if (value === undefined) return {}
  return domain === 'train' ? { trainID: value } : { name: value }
}

function report(observation: string, lines: string[]): string {
  if (
    observation.includes("'reference'") ||
    (observation.includes("'phone': '") && !observation.includes("'name'"))
  )
    return `Thought: booked\nSystem: Done: ${observation.replace(/[{}'"]/g, '')}`
  return `Thought: tell\nSystem: How about ${rows(lines).join(' ')}`
}
