// What this benchmark says to models: all of its wording, in one place.
import type { Turn } from '../../dialogue/dialogue.ts'
import { TRACKED_SLOTS } from './slots.ts'

/** The task, in the manner of zero-shot prompts for MultiWOZ; tools and reply form are written by the format. */
export const AGENT_TASK = `You help visitors of Cambridge to find and book restaurants, hotels, attractions, trains and taxis.
Think before each step. Either make one call, or answer the user.
- Look things up before you speak of them; never invent names, numbers or references.
- In a query give every argument; write any for what the user has not said or does not mind. One value an argument.
- Book only when the user wants it and has said all that the booking needs; a booking takes no any.
- Where a query finds too much, ask the user for one thing more or suggest one of the results.
- Write times as hh:mm. Refuse what the tools cannot do, and answer in one or two sentences.`

/** One worked dialogue, for the variant that shows one. Its town is invented. */
export const WORKED_EXAMPLE: Turn[] = [
  { role: 'user', text: 'Is there a lighthouse museum in the east? I also need its phone number.' },
  {
    role: 'assistant',
    thought: 'The user names an area and a kind of attraction; I look it up.',
    calls: [
      { name: 'query_attractions', arguments: { area: 'east', name: 'any', type: 'lighthouse museum' } },
    ],
  },
  {
    role: 'tool',
    name: 'query_attractions',
    result: { result: [{ name: 'old lamp', area: 'east', type: 'lighthouse museum', phone: '01110222333' }] },
  },
  {
    role: 'assistant',
    thought: 'One place fits; I answer with what was asked for.',
    text: 'The old lamp is a lighthouse museum in the east. Its phone number is 01110222333.',
  },
]

/** The task of a model that only tracks the state. `slots` lists what there is to track. */
export const STATE_TASK = `Track what the user of a travel service in Cambridge wants.
After each user turn give the whole state so far as one JSON object: domain, then slot, then value.
Leave out what the user has not said; write dontcare where the user does not mind. Write times as hh:mm.`

/** What there is to track, a line a domain. */
export function slotsText(): string {
  return Object.entries(TRACKED_SLOTS)
    .map(([domain, slots]) => `${domain}: ${slots.join(', ')}`)
    .join('\n')
}

/** The part of a simulated user. `agenda` is the goal in sentences. */
export function userTask(agenda: string[], stop: string): string {
  return `You are a visitor of Cambridge and talk with an assistant. This is what you want, in this order:
${agenda.map(line => `- ${line}`).join('\n')}
Say one thing at a time in a short sentence, and nothing that is not in the list. Answer what the assistant asks from the list; where the list says nothing, say that you do not mind.
When you have got everything, or see that you never will, end with: ${stop}`
}

const KINDS: Record<string, string> = {
  restaurant: 'restaurant',
  hotel: 'place to stay',
  attraction: 'place to visit',
  train: 'train',
}

/** What an agenda user that needs no model says. */
export const USER_SAYS = {
  seek: (domain: string, wishes: string) =>
    `I am looking for a ${KINDS[domain] ?? domain}${wishes === '' ? '' : `: ${wishes}`}.`,
  choose: (domain: string) => `I have no other wishes. Please choose a ${KINDS[domain] ?? domain} for me.`,
  ask: (requested: string[]) =>
    `Please tell me its ${requested.map(slot => ASKED[slot] ?? slot).join(' and ')}.`,
  book: (details: string) => `Please book it ${details}. I need the reference number.`,
  bookAgain: (name: string | undefined, details: string) =>
    `Yes, please book ${name ?? 'it'} now, ${details}, and tell me the reference number.`,
  instead: (wishes: string) => `If there is none, then ${wishes}.`,
  taxi: (details: string) => `I need a taxi ${details}. Please tell me the car and the phone number.`,
}

const ASKED: Record<string, string> = {
  pricerange: 'price range',
  phone: 'phone number',
  trainID: 'train ID',
  leaveAt: 'departure time',
  arriveBy: 'arrival time',
  duration: 'travel time',
}

/** A wish in a few words. */
export function describe(domain: string, slot: string, value: string): string {
  switch (slot) {
    case 'name':
      return `it is called ${value}`
    case 'area':
      return `in the ${value}`
    case 'pricerange':
      return `in the ${value} price range`
    case 'food':
      return `serving ${value} food`
    case 'type':
      return `of the type ${value}`
    case 'stars':
      return `with ${value} stars`
    case 'internet':
    case 'parking':
      return `${value === 'no' ? 'without' : 'with'} free ${slot === 'internet' ? 'wifi' : slot}`
    case 'departure':
      return `from ${value}`
    case 'destination':
      return `to ${value}`
    case 'day':
      return domain === 'hotel' ? `from ${value}` : `on ${value}`
    case 'leaveAt':
      return `leaving after ${value}`
    case 'arriveBy':
      return `arriving by ${value}`
    case 'time':
      return `at ${value}`
    case 'people':
      return `for ${value} ${value === '1' ? 'person' : 'people'}`
    case 'stay':
      return `for ${value} ${value === '1' ? 'night' : 'nights'}`
    default:
      return `${slot} ${value}`
  }
}
