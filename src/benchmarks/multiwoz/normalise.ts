// Brings slot values to the spelling of the databases, as the official evaluator does before it compares or looks up.
import { isDigits, parseInteger, strip } from './python-text.ts'
import { FOODS, LAB_NAMES, NAMES, TIME_BEGINNINGS, TIMES, TYPES } from './spellings.ts'

/** `lab` is multiwoz-helper's copy of the evaluator, which joint goal accuracy is computed with: it knows more hotel names. */
export type NormaliseRules = 'evaluator' | 'lab'

/**
 * The value of a slot in canonical spelling (mwzeval/normalization.py, `normalize_state_slot_value`). The slot's name
 * chooses the rule; values of slots without one come back as they are. Throws where the official code raises: for a
 * time like `around 5:30 pm`, and for a value that is no text in a slot whose rule needs text.
 */
export function normalise(
  slot: string,
  value: string,
  { rules = 'evaluator' as NormaliseRules } = {},
): string {
  switch (slot) {
    case 'name':
    case 'destination':
    case 'departure':
      return normaliseName(textOf(slot, value), rules)
    case 'type':
      return TYPES.get(value) ?? value
    case 'food': {
      const food = strip(textOf(slot, value)).toLowerCase()
      return FOODS.get(food) ?? food
    }
    case 'arrive':
    case 'leave':
    case 'arriveby':
    case 'leaveat':
    case 'time':
      return normaliseTime(textOf(slot, value))
    case 'parking':
    case 'internet':
      return value === 'free' ? 'yes' : value
    default:
      return value
  }
}

function textOf(slot: string, value: unknown): string {
  if (typeof value === 'string') return value
  throw new Error(`expected a text as value of "${slot}", found ${JSON.stringify(value)?.slice(0, 60)}`)
}

function normaliseName(value: string, rules: NormaliseRules): string {
  const name = strip(value)
    .toLowerCase()
    .replaceAll(' & ', ' and ')
    .replaceAll('&', ' and ')
    .replaceAll(" '", "'")
  if (rules === 'evaluator') return NAMES.get(name) ?? name
  const short = name.replaceAll('bed and breakfast', 'b and b')
  return LAB_NAMES.get(short) ?? NAMES.get(short) ?? short
}

/** The rules are tried in the official order, odd ones included: "by" takes three characters, pm adds twelve to any hour. */
function normaliseTime(value: string): string {
  let time = strip(value).toLowerCase()
  const whole = TIMES.get(time)
  if (whole !== undefined) return whole
  for (const [beginning, meant] of TIME_BEGINNINGS) if (time.startsWith(beginning)) return meant
  if (time.startsWith('by')) time = [...time.slice(0, 4)].slice(3).join('') + time.slice(4)
  if (time.startsWith('after')) time = strip(time.slice(5))
  if (time.startsWith('afer')) time = strip(time.slice(4))
  if (time.endsWith('am')) time = strip(time.slice(0, -2))
  if (time.endsWith('a.m.')) time = strip(time.slice(0, -4))
  if (time.endsWith('pm') || time.endsWith('p.m.')) {
    if (time.endsWith('pm')) time = strip(time.slice(0, -2))
    if (time.endsWith('p.m.')) time = strip(time.slice(0, -4))
    const parts = time.split(':')
    if (parts.length === 2) return `${parseInteger(parts[0]!) + 12n}:${parts[1]}`
    if (parts.length === 1 && isDigits(time)) return `${parseInteger(time) + 12n}:00`
  }
  return padTime(time)
}

function padTime(given: string): string {
  if (given === '') return '00:00'
  let time = /[.,?]$/.test(given) ? given.slice(0, -1) : given
  if (isDigits(time)) {
    const digits = [...time]
    if (digits.length === 4) return `${digits.slice(0, 2).join('')}:${digits.slice(2).join('')}`
    return `${digits.length < 2 ? '0' : ''}${time}:00`
  }
  if (time.includes(':')) time = time.replaceAll(' ', '')
  const signs = [...time.slice(0, 9)]
  if (signs.length === 4 && signs[1] === ':') {
    const parts = time.split(':')
    return `${zeroFilled(parts[0]!)}:${parts[1]}`
  }
  return time
}

/** `zfill(2)` of at most one character: a sign would stay in front. */
function zeroFilled(hour: string): string {
  if (hour === '') return '00'
  return hour === '+' || hour === '-' ? `${hour}0` : `0${hour}`
}

/** Minutes since midnight of a time that begins `hh:mm`; anything else is midnight (mwzeval, `time_str_to_minutes`). */
export function minutesOf(time: string): number {
  if (!/^[0-9]{2}:[0-9]{2}/.test(time)) return 0
  if (time.length === 5) return Number(time.slice(0, 2)) * 60 + Number(time.slice(3))
  const [hours, minutes] = time.split(':') as [string, string]
  return Number(parseInteger(hours)) * 60 + Number(parseInteger(minutes))
}
