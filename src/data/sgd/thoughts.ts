// What the assistant thinks: sentences of our own over the dialogue acts of SGD, varied by seed.
import type { PythonRandom } from '../../files/python-random.ts'
import type { Act, Frame } from './dialogues.ts'

export type Mind = {
  random: PythonRandom
  /** What the user's acts in this turn are. */
  user: Act[]
  /** What the assistant's acts in its answer are. */
  system: Act[]
}

/** Before anything is done: what the user wants, and whether a function is needed. */
export function firstThought(mind: Mind, call: Frame['service_call']): string {
  const heard = hear(mind)
  const plan = call ? planCall(mind, call) : planAnswer(mind)
  return join(mind.random, heard, plan)
}

/** After the results: what they say, and what is told. */
export function secondThought(mind: Mind, frame: Frame): string {
  return join(mind.random, weigh(mind, frame), planAnswer(mind))
}

function join(random: PythonRandom, first: string, second: string): string {
  const links = ['. ', ', so ', '. Now ', '; ', '. Therefore ', ', which means that ', ', and ']
  const link = random.choice(links)
  const isNew = link === '. '
  return `${capital(first)}${link}${isNew ? capital(second) : second}.`
}

type Say = (mind: Mind, act: Act[]) => string[]

/** The first act of these that the user does decides; slots and values come with it. */
const HEARD: [act: string, say: Say][] = [
  [
    'NEGATE_INTENT',
    () => ['the user does not want that', 'the user declines the offer', 'they turn this down'],
  ],
  [
    'AFFIRM_INTENT',
    (_, acts) => [
      `the user agrees to go on${withValues(acts)}`,
      `they accept the proposal${withValues(acts)}`,
      `the user says yes to my offer${withValues(acts)}`,
    ],
  ],
  [
    'REQUEST_ALTS',
    (_, acts) => [
      `the user wants to see something else${withValues(acts)}`,
      `they ask for another option${withValues(acts)}`,
      `the last suggestion does not suit the user${withValues(acts)}`,
      `another choice is wanted${withValues(acts)}`,
      `they hope for something different${withValues(acts)}`,
    ],
  ],
  [
    'INFORM_INTENT',
    (_, acts) => {
      const wish = intentOf(acts)
      return [
        `the user wants to ${wish}${withValues(acts)}`,
        `the request is to ${wish}${withValues(acts)}`,
        `they would like to ${wish}${withValues(acts)}`,
        `the goal is now to ${wish}${withValues(acts)}`,
        `I am asked to ${wish}${withValues(acts)}`,
        `this is a wish to ${wish}${withValues(acts)}`,
        `somebody needs me to ${wish}${withValues(acts)}`,
      ]
    },
  ],
  [
    'NEGATE',
    (_, acts) => [
      `the user does not confirm${withValues(acts)}`,
      `something has to be changed${withValues(acts)}`,
      `they correct the details${withValues(acts)}`,
    ],
  ],
  [
    'AFFIRM',
    (_, acts) => [
      `the user confirms the details${asking(acts)}`,
      `they say the details are right${asking(acts)}`,
      `everything is confirmed${asking(acts)}`,
      `I may go ahead, the user agreed${asking(acts)}`,
      `they approve what I read back${asking(acts)}`,
    ],
  ],
  [
    'SELECT',
    () => [
      'the user takes this option',
      'they like what I found',
      'the user chose the offer',
      'this suits the user',
    ],
  ],
  [
    'REQUEST',
    (_, acts) => [
      `the user asks about the ${asked(acts)}`,
      `they want to know the ${asked(acts)}`,
      `the question is about the ${asked(acts)}`,
      `before deciding they need the ${asked(acts)}`,
      `what matters to the user is the ${asked(acts)}`,
    ],
  ],
  [
    'INFORM',
    (_, acts) => [
      `the user gave ${values(acts)}`,
      `I now know ${values(acts)}`,
      `they told me ${values(acts)}`,
      `the request now includes ${values(acts)}`,
      `${values(acts)} is what they chose`,
      `with ${values(acts)} the request is clearer`,
      `that settles ${values(acts)}`,
    ],
  ],
  ['GOODBYE', () => ['the user is leaving', 'the conversation comes to its end', 'they say goodbye']],
  ['THANK_YOU', () => ['the user thanks me', 'they are content', 'the user is satisfied']],
]

function hear(mind: Mind): string {
  const { user, random } = mind
  for (const [act, say] of HEARD) if (user.some(one => one.act === act)) return random.choice(say(mind, user))
  return random.choice(['the user said something', 'I heard the user'])
}

function planCall({ random }: Mind, call: NonNullable<Frame['service_call']>): string {
  const { method, parameters } = call
  const slots = list(Object.keys(parameters).map(words))
  if (slots === '') return random.choice([`I call ${method}`, `${method} can answer this without any value`])
  return random.choice([
    `I need to call ${method} with the ${slots}`,
    `${method} can do this, since I have the ${slots}`,
    `I have what ${method} needs: the ${slots}`,
    `the next step is ${method} with the ${slots}`,
    `nothing is missing for ${method}: the ${slots} are known`,
    `only ${method} can tell, and the ${slots} let me ask it`,
    `I look this up through ${method}, giving the ${slots}`,
  ])
}

/** What the assistant says next, by the first of these acts. */
const PLANNED: [act: string, say: (acts: Act[]) => string[]][] = [
  [
    'NOTIFY_SUCCESS',
    () => ['I tell the user that it worked', 'I can confirm that it is done', 'I report the success'],
  ],
  [
    'NOTIFY_FAILURE',
    acts => {
      const offer = acts.some(one => one.act === 'OFFER') ? ` and propose ${offered(acts)}` : ''
      return [
        `I have to say that it failed${offer}`,
        `I tell the user that it did not work${offer}`,
        `I apologise, since it did not go through${offer}`,
      ]
    },
  ],
  [
    'CONFIRM',
    acts => [
      `I check ${values(acts)} with the user before going on`,
      `I ask the user to confirm ${values(acts)}`,
      `before I act, ${values(acts)} must be confirmed`,
      `a mistake would be costly, so I repeat ${values(acts)}`,
      `I read back ${values(acts)} and wait for a yes`,
    ],
  ],
  [
    'OFFER_INTENT',
    acts => [
      `I ask whether to ${intentOf(acts)}`,
      `I offer to ${intentOf(acts)} next`,
      `the user may want to ${intentOf(acts)}, I ask`,
    ],
  ],
  [
    'OFFER',
    acts => [
      `I suggest ${offered(acts)}`,
      `I offer ${offered(acts)}`,
      `${offered(acts)} is a good suggestion`,
      `${offered(acts)} fits, so I propose it`,
      `I tell the user about ${offered(acts)}`,
      `the user should hear of ${offered(acts)}`,
    ],
  ],
  [
    'REQUEST',
    acts => [
      `I still need the ${asked(acts)}, no function can be called yet`,
      `the ${asked(acts)} is missing, I ask for it`,
      `without the ${asked(acts)} I cannot go on, so I ask`,
      `one thing is open, the ${asked(acts)}, and I ask for it`,
      `it is too early for a call: they have not told the ${asked(acts)}`,
      `I have to learn the ${asked(acts)} first`,
    ],
  ],
  [
    'INFORM',
    acts => [
      `I know the answer: ${values(acts)}`,
      `the earlier result says ${values(acts)}`,
      `I can tell without a call: ${values(acts)}`,
      `I have this already, it is ${values(acts)}`,
      `no call is needed, I tell ${values(acts)}`,
    ],
  ],
  [
    'REQ_MORE',
    () => [
      'no function is needed, I ask if there is more to do',
      'I offer further help',
      'I see whether anything is left',
    ],
  ],
  [
    'GOODBYE',
    () => [
      'no function is needed, I say goodbye',
      'I wish them a good day',
      'I close the conversation kindly',
    ],
  ],
]

function planAnswer({ system, random }: Mind): string {
  for (const [act, say] of PLANNED) if (system.some(one => one.act === act)) return random.choice(say(system))
  return random.choice(['no function is needed, I answer', 'I can answer this myself'])
}

function weigh(
  { random }: Mind,
  { service_call: call, service_results: results = [], actions }: Frame,
): string {
  const method = call?.method ?? 'the function'
  if (actions.some(one => one.act === 'NOTIFY_FAILURE'))
    return random.choice([
      `${method} failed`,
      `the call of ${method} was not successful`,
      'this could not be done',
    ])
  if (actions.some(one => one.act === 'NOTIFY_SUCCESS'))
    return random.choice([`${method} succeeded`, `the call of ${method} went through`, 'it is done'])
  if (results.length === 0) return random.choice(['nothing was found', `${method} gave no result`])
  const first = firstValue(results[0]!, actions)
  if (results.length === 1)
    return random.choice([
      `there is one result${first}`,
      `${method} found exactly one${first}`,
      `I have the result${first}`,
    ])
  return random.choice([
    `there are ${results.length} results, the first${first}`,
    `${method} found ${results.length} of them${first}`,
    `I can choose among ${results.length}${first}`,
  ])
}

/** What the answer will name of the result. */
function firstValue(result: Record<string, string>, acts: Act[]): string {
  const named = acts.find(one => one.act === 'OFFER' && Object.hasOwn(result, one.slot))
  return named ? ` with ${words(named.slot)} ${result[named.slot]}` : ''
}

function withValues(acts: Act[]): string {
  const said = values(acts)
  return said === '' ? '' : ` with ${said}`
}

/** `the city is London and the date is today`, without "the … is" where there is no slot. */
function values(acts: Act[]): string {
  const told = acts.filter(
    one => ['INFORM', 'CONFIRM'].includes(one.act) && one.slot !== '' && one.slot !== 'intent',
  )
  return list(told.map(one => `${words(one.slot)} ${one.values.join(' or ')}`.trim()))
}

function offered(acts: Act[]): string {
  const offers = acts.filter(one => one.act === 'OFFER' && one.values.length > 0)
  return (
    list(offers.slice(0, 2).map(one => `${words(one.slot)} ${one.values.join(' or ')}`)) || 'what I found'
  )
}

function asked(acts: Act[]): string {
  return list(acts.filter(one => one.act === 'REQUEST').map(one => words(one.slot))) || 'details'
}

function asking(acts: Act[]): string {
  return acts.some(one => one.act === 'REQUEST') ? ` and asks about the ${asked(acts)}` : withValues(acts)
}

function intentOf(acts: Act[]): string {
  const intent = acts.find(one => one.act === 'INFORM_INTENT' || one.act === 'OFFER_INTENT')
  return words(intent?.values[0] ?? 'go on')
}

/** `SearchOnewayFlight` and `origin_city` as words. */
function words(name: string): string {
  const known = named.get(name)
  if (known !== undefined) return known
  const text = name
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replaceAll('_', ' ')
    .toLowerCase()
  named.set(name, text)
  return text
}

/** A schema has few names, and they come again and again. */
const named = new Map<string, string>()

function list(parts: string[]): string {
  return parts.length < 2 ? (parts[0] ?? '') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
