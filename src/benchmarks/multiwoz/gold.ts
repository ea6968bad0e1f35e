// Reads the 2.4 test set: dialogues with what was said, gold states, and goals.
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { MwzState } from './active-domains.ts'
import { goldText } from './gold-text.ts'
import { normalise } from './normalise.ts'
import { words } from './python-text.ts'
import { LAB_SLOTS } from './spellings.ts'

/** What the annotators gave for one domain: `semi` are constraints, `book` what a booking needs. */
type Annotation = { book: Record<string, unknown>; semi: Record<string, unknown> }
type Metadata = { [domain: string]: Annotation }
type RawDialogue = { goal: Record<string, unknown>; log: { text: string; metadata: Metadata }[] }

export type GoldState = { [domain: string]: { [slot: string]: string } }

export type GoldTurn = { user: string; system: string; metadata: Metadata }

export type GoldDialogue = {
  /** Lower case, without `.json`. */
  id: string
  goal: Record<string, unknown>
  turns: GoldTurn[]
}

/** A text of more words, or one that is not ASCII, makes the usual preprocessing leave the dialogue out. */
const LONGEST_TEXT = 50

const DOMAINS = ['taxi', 'restaurant', 'hospital', 'hotel', 'attraction', 'train', 'police']
const DONT_CARE = new Set<unknown>(['dont care', 'dontcare', "don't care", 'do not care'])

/** Reads `MULTIWOZ2.4/data.json` of the benchmark's folder; throws where it is missing. In the order of the file. */
export async function readGold({ folder }: { folder: string }): Promise<GoldDialogue[]> {
  const path = join(folder, 'MULTIWOZ2.4', 'data.json')
  const raw = JSON.parse(await readFile(path, 'utf8')) as { [name: string]: RawDialogue }
  return Object.entries(raw).map(([name, { goal, log }]) => ({
    id: name.replace(/\.json$/, '').toLowerCase(),
    goal,
    turns: pairs(log),
  }))
}

/** User text and system text with the state between them; a state stands with the system turn that follows it. */
function pairs(log: RawDialogue['log']): GoldTurn[] {
  const turns: GoldTurn[] = []
  for (let at = 0; at + 1 < log.length; at += 2)
    turns.push({ user: log[at]!.text, system: log[at + 1]!.text, metadata: log[at + 1]!.metadata })
  return turns
}

/** Whether the dialogue is among the 999 (7,368 turns) that the lab's and most others' preparation keeps. */
export function isUsual({ turns }: GoldDialogue): boolean {
  return turns.every(turn => [turn.user, turn.system].every(text => isAscii(text) && isShort(text)))
}

function isAscii(text: string): boolean {
  const ascii = /^[\x00-\x7f]*$/
  return ascii.test(text) || ascii.test(goldText(text))
}

/** Only texts that can become so long are looked at: a mark can stand apart, and a word can be made two. */
function isShort(text: string): boolean {
  const most = 2 * (words(text).length + 2 * (text.match(/[^a-z0-9 ]/gi)?.length ?? 0))
  return most <= LONGEST_TEXT || words(goldText(text)).length <= LONGEST_TEXT
}

/**
 * The gold state that joint goal accuracy is measured against: create_data.py's belief state with short slot names, as
 * `load_belief_state` of multiwoz-helper gives it. `dontcare` stays, what was not mentioned is left out.
 */
export function beliefState({ metadata }: Pick<GoldTurn, 'metadata'>): GoldState {
  const state = new Map<string, [string, string][]>()
  function add(domain: string, slot: string, value: string): void {
    const slots = state.get(domain) ?? []
    slots.push([LAB_SLOTS.get(slot) ?? slot, value])
    state.set(domain, slots)
  }
  for (const domain of DOMAINS) {
    const { book, semi } = metadata[domain]!
    for (const slot of Object.keys(book).sort())
      if (slot !== 'booked' && book[slot] !== '')
        add(domain, `book${slot.trim().toLowerCase()}`, valueText(book[slot] as string))
    for (const [slot, value] of Object.entries(semi))
      if (DONT_CARE.has(value)) add(domain, slot.trim().toLowerCase(), 'dontcare')
      else if (value && value !== 'not mentioned')
        add(domain, slot.trim().toLowerCase(), valueText(value as string))
  }
  return Object.fromEntries([...state].map(([domain, slots]) => [domain, Object.fromEntries(slots)]))
}

/** States repeat their values from turn to turn. */
const knownValues = new Map<string, string>()

function valueText(value: string): string {
  const known = knownValues.get(value)
  if (known !== undefined) return known
  const text = goldText(value.replace(/[<>]/g, '|').trim().toLowerCase())
  knownValues.set(value, text)
  return text
}

/**
 * States that stand in where predictions have none. The official code takes those of MultiWOZ 2.2, which it makes into
 * `gold_states.json`: where that file lies in the folder's `mwzeval`, it is read. Else they are the 2.4 ones without
 * `dontcare`, normalised as predictions are.
 */
export async function readStandIns({ folder }: { folder: string }): Promise<Map<string, MwzState[]>> {
  const path = join(folder, 'mwzeval', 'gold_states.json')
  if (existsSync(path))
    return new Map(Object.entries(JSON.parse(await readFile(path, 'utf8')) as { [id: string]: MwzState[] }))
  const dialogues = await readGold({ folder })
  return new Map(dialogues.map(({ id, turns }) => [id, turns.map(turn => standInState(turn.metadata))]))
}

function standInState(metadata: Metadata): MwzState {
  const domains = Object.entries(metadata).map(([domain, { book, semi }]) => {
    const slots = [
      ...Object.entries(semi),
      ...Object.entries(book)
        .filter(([slot]) => slot !== 'booked')
        .map(([slot, value]) => [`book${slot}`, value] as const),
    ]
      .filter(([, value]) => value && value !== 'not mentioned' && !DONT_CARE.has(value))
      .map(([given, value]) => {
        const name = given.toLowerCase().replaceAll(' ', '')
        const slot = name === 'arriveby' ? 'arrive' : name === 'leaveat' ? 'leave' : name
        return [slot, normalise(slot, value as string)] as const
      })
    return [domain, Object.fromEntries(slots)] as const
  })
  return Object.fromEntries(domains.filter(([, slots]) => Object.keys(slots).length > 0))
}
