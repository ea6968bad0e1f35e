// Compares dialogue states: joint goal accuracy exact and fuzzy, and the precision, recall and F1 of slots.
import type { Json } from '../../dialogue/dialogue.ts'
import { writeLiteral } from '../../formats/literals.ts'
import { normalise } from './normalise.ts'
import { isAtLeast } from './partial-ratio.ts'
import { LAB_SLOTS } from './spellings.ts'

/** Domain → slot → value. */
export type SlotState = { readonly [domain: string]: { readonly [slot: string]: unknown } }

export type Matcher = 'exact' | 'fuzzy'

/** `precision` and `recall` lie between 0 and 1, `f1` is in per cent, as the lab's evaluator prints them. */
export type StateComparison = { match: boolean; precision: number; recall: number; f1: number }

/**
 * Counts that add up over turns. A slot with a wrong value is a false positive (`wrong`) and a false negative (`missed`);
 * `differing` says how many are both.
 */
export type SlotCounts = {
  match: boolean
  hits: number
  wrong: number
  missed: number
  differing: number
  /** The domains that have slots in either state, and whether all of theirs match. */
  domains: Map<string, boolean>
}

type Slots = Map<string, { domain: string; value: unknown }>

/** Above this, values are taken for the same. */
const ALIKE = 95

/** The official code's guard against dividing by nothing. */
export const NEARLY_NOTHING = 1e-10

const ABSENT = new Set<unknown>(['', 'none', 'not mentioned'])

/**
 * Compares one turn's states. *Exact*: domains and slots in lower case without spaces, booking slots and times under
 * their short names, empty values dropped, values byte for byte. *Fuzzy*: multiwoz-helper mwzeval/metrics.py, `get_dst`:
 * the same slots, and each value's partial ratio above 95 after normalisation. Throws where the official code raises.
 */
export function compareStates(
  gold: SlotState,
  predicted: SlotState,
  { matcher }: { matcher: Matcher },
): StateComparison {
  const counts = countSlots(gold, predicted, { matcher })
  return { match: counts.match, ...ratesOfSlots(counts) }
}

/** The counts behind `compareStates`. */
export function countSlots(
  gold: SlotState,
  predicted: SlotState,
  { matcher }: { matcher: Matcher },
): SlotCounts {
  const flatten = matcher === 'exact' ? flattenExact : flattenFuzzy
  const same = matcher === 'exact' ? isSame : isAlike
  const [wanted, given] = [flatten(gold), flatten(predicted)]
  const domains = new Map<string, boolean>()
  let hits = 0
  let differing = 0
  for (const [slot, { domain, value }] of given) {
    const other = wanted.get(slot)
    const isHit = other !== undefined && same(value, other.value)
    if (isHit) hits++
    else if (other !== undefined) differing++
    domains.set(domain, isHit && domains.get(domain) !== false)
  }
  for (const [slot, { domain }] of wanted) if (!given.has(slot)) domains.set(domain, false)
  return {
    match: hits === given.size && hits === wanted.size,
    hits,
    wrong: given.size - hits,
    missed: wanted.size - hits,
    differing,
    domains,
  }
}

/** Precision, recall and F1 of added counts. */
export function ratesOfSlots({
  hits,
  wrong,
  missed,
}: Pick<SlotCounts, 'hits' | 'wrong' | 'missed'>): Omit<StateComparison, 'match'> {
  const precision = hits / (hits + wrong + NEARLY_NOTHING)
  const recall = hits / (hits + missed + NEARLY_NOTHING)
  return { precision, recall, f1: ((2 * precision * recall) / (precision + recall + NEARLY_NOTHING)) * 100 }
}

function flattenExact(state: SlotState): Slots {
  const slots: Slots = new Map()
  for (const [name, values] of Object.entries(state)) {
    const domain = plain(name)
    for (const [given, value] of Object.entries(values)) {
      if (ABSENT.has(value)) continue
      const slot = plain(given)
      slots.set(keyOf(domain, LAB_SLOTS.get(slot) ?? slot), { domain, value })
    }
  }
  return slots
}

/** Keys are case-sensitive, and two spellings of one slot overwrite each other, as in the official code. */
function flattenFuzzy(state: SlotState): Slots {
  const slots: Slots = new Map()
  for (const [domain, values] of Object.entries(state))
    for (const [given, value] of Object.entries(values)) {
      const slot = LAB_SLOTS.get(given) ?? given
      slots.set(keyOf(domain, slot), { domain, value: normalise(slot, value as string, { rules: 'lab' }) })
    }
  return slots
}

function plain(name: string): string {
  return name.toLowerCase().replaceAll(' ', '')
}

/** The length says where the domain ends, whatever signs it has. */
function keyOf(domain: string, slot: string): string {
  return `${domain.length} ${domain} ${slot}`
}

/** To Python true is 1 and false is 0. */
function isSame(first: unknown, second: unknown): boolean {
  if (first === second) return true
  if (typeof first === 'string' || typeof second === 'string') return false
  if (isNumeric(first) && isNumeric(second)) return Number(first) === Number(second)
  return JSON.stringify(first) === JSON.stringify(second)
}

function isNumeric(value: unknown): boolean {
  return typeof value === 'number' || typeof value === 'boolean'
}

function isAlike(first: unknown, second: unknown): boolean {
  if (isSame(first, second)) return first !== null
  if (first === null || second === null) return false
  // Nothing is like an empty text, and what it stands against is not looked at.
  const given = textOf(first)
  if (given === '') return false
  const wanted = textOf(second)
  return wanted !== '' && isAtLeast(given, wanted, ALIKE + 1)
}

/** fuzzywuzzy asks for a length first, which numbers lack, and prints what is no text. */
function textOf(value: unknown): string {
  if (typeof value === 'string') return value
  if (typeof value !== 'object' || value === null)
    throw new Error(`expected a text as value of a slot, found ${JSON.stringify(value)}`)
  return Object.keys(value).length === 0 ? '' : writeLiteral(value as Json)
}
