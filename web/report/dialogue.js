// A dialogue turn by turn: user, thoughts, calls, results, answer, and how the state differs from the gold one.
import { make } from './elements.js'

function isState(value) {
  return value !== null && typeof value === 'object' && !Array.isArray(value)
}

/** `domain-slot` → value. */
function flat(state) {
  const slots = new Map()
  for (const [domain, values] of Object.entries(state ?? {}))
    for (const [slot, value] of Object.entries(isState(values) ? values : {}))
      slots.set(`${domain}-${SHORT[slot] ?? slot}`, String(value))
  return slots
}

/** Booking slots and times have a short name in gold. */
const SHORT = {
  bookday: 'day',
  bookpeople: 'people',
  bookstay: 'stay',
  booktime: 'time',
  arriveby: 'arrive',
  leaveat: 'leave',
}

function drawState(gold, state) {
  const [wanted, found] = [flat(gold), flat(state)]
  const names = [...new Set([...wanted.keys(), ...found.keys()])].sort()
  if (names.length === 0) return null
  const parts = names.flatMap(name => {
    const [expected, given] = [wanted.get(name), found.get(name)]
    if (expected === given) return [`${name} ${given}`, '; ']
    return [
      `${name} `,
      given === undefined ? null : make('del', {}, given),
      ' ',
      expected === undefined ? null : make('ins', {}, expected),
      '; ',
    ]
  })
  return make('p', { class: 'faint' }, 'state: ', parts.slice(0, -1))
}

function drawStep(step) {
  if (step.role === 'tool')
    return make(
      'details',
      {},
      make('summary', {}, `result of ${step.name}`),
      make('pre', {}, JSON.stringify(step.result, null, 1)),
    )
  const calls = (step.calls ?? []).map(call => `${call.name}(${JSON.stringify(call.arguments)})`)
  return [
    step.thought === undefined ? null : make('p', { class: 'faint' }, `thought: ${step.thought}`),
    calls.length === 0 ? null : make('pre', {}, calls.join('\n')),
    step.text === undefined ? null : make('p', {}, `system: ${step.text}`),
  ]
}

function drawTurn(turn, at, { item, given }) {
  const judged = given?.turns?.[at]
  const gold = Array.isArray(item.expected) ? item.expected[at] : undefined
  return make(
    'div',
    { class: 'message' },
    turn.user === undefined ? make('b', {}, `turn ${at}`) : make('p', {}, make('b', {}, 'user: '), turn.user),
    (turn.said ?? []).flatMap(drawStep),
    turn.reply === undefined ? null : make('pre', {}, turn.reply),
    judged?.response ? make('p', { class: 'faint' }, `read as: ${judged.response}`) : null,
    gold && judged ? drawState(gold, judged.state) : null,
  )
}

/** Why Inform or Success is there or not, a line a domain. */
function drawDomains(domains) {
  return Object.entries(domains ?? {}).map(([domain, { inform, success, offered, missing }]) => {
    const offer = offered === 'matched' ? 'no offer needed' : `${offered.length} venues on offer`
    const said = missing.length > 0 ? `, never said: ${missing.join(', ')}` : ''
    return make(
      'p',
      { class: inform && success !== false ? 'r' : 'w' },
      `${domain}: inform ${inform ? 'yes' : 'no'}, success ${success === null ? 'not judged' : success ? 'yes' : 'no'} (${offer}${said})`,
    )
  })
}

/** Whether an answer is a dialogue that this file can draw. */
export function isDialogue({ turns }) {
  return (
    Array.isArray(turns) &&
    turns.length > 0 &&
    turns.every(turn => isState(turn) && (turn.said || 'reply' in turn))
  )
}

export function drawDialogue({ turns, given }, item) {
  return make(
    'details',
    { open: true },
    make('summary', {}, 'the dialogue; in states, red is what was found and green what gold has'),
    drawDomains(given?.domains),
    turns.map((turn, at) => drawTurn(turn, at, { item, given })),
  )
}
