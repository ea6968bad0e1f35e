// Replaces values in a response by slot names, as the lab's preparation does, so that a speaking agent can be judged by slots.
import type { Json } from '../../dialogue/dialogue.ts'
import { beginText, endText } from './gold-text.ts'
import { DAYS } from './rows.ts'
import { words } from './python-text.ts'
import { TOOL_USES } from './tools.ts'
import type { World } from './world.ts'

type Entry = { key: string; slot: string; order: number }

/** Entries by their first word, so that a text meets only those it can hold. */
export type Dictionary = Map<string, Entry[]>

/** A tool's result as the agent got it. */
export type ToolResult = { name: string; result: Json }

/** Longer answers are not read: a model that runs on has said nothing. */
const LONGEST_RESPONSE = 5000

const PHONE = /\(?(\d{3})\)?[-.\s]?(\d{3})[-.\s]?(\d{4,5})/g
const POSTCODE = /[a-z][. ]?[a-z][. ]?\d{1,2}[, ]+\d[. ]?[a-z][. ]?[a-z]|[a-z]{2}\d{2}[a-z]{2}/g

/** Values that no database holds (multiwoz-helper utils/delexicalize.py). */
const FIXED: Record<string, [string, string][]> = {
  hospital: [
    ['Hills Rd', 'hospital_address'],
    ['Hills Road', 'hospital_address'],
    ['CB20QQ', 'hospital_postcode'],
    ['01223245151', 'hospital_phone'],
    ['1223245151', 'hospital_phone'],
    ['0122324515', 'hospital_phone'],
    ['Addenbrookes Hospital', 'hospital_name'],
  ],
  police: [
    ['Parkside', 'police_address'],
    ['CB11JG', 'police_postcode'],
    ['01223358966', 'police_phone'],
    ['1223358966', 'police_phone'],
    ['Parkside Police Station', 'police_name'],
  ],
}

/** Names, addresses and the like first, then places of trains and days, then areas, foods and prices. */
export function makeDictionary(world: World): Dictionary {
  const first: [string, string][] = []
  const general: Record<'area' | 'food' | 'pricerange', [string, string][]> = {
    area: [],
    food: [],
    pricerange: [],
  }
  for (const domain of ['restaurant', 'hotel', 'attraction', 'train', 'hospital', 'police']) {
    for (const row of world.rows(domain))
      for (const [column, value] of Object.entries(row)) {
        if (typeof value !== 'string' || value === '?' || value === 'free') continue
        if (Object.hasOwn(general, column))
          general[column as 'area'].push([plainText(value), `[value_${column}]`])
        else for (const [key, slot] of spellings(domain, column, value)) first.push([key, `[${slot}]`])
      }
    for (const [value, slot] of FIXED[domain] ?? []) first.push([plainText(value), `[${slot}]`])
  }
  for (const row of world.rows('train'))
    for (const column of ['departure', 'destination'])
      first.push([plainText(String(row[column])), '[value_place]'])
  for (const day of DAYS) first.push([day, '[value_day]'])
  return indexed([...first, ...general.area, ...general.food, ...general.pricerange])
}

function spellings(domain: string, column: string, value: string): [string, string][] {
  switch (column) {
    case 'address':
      return withOther(value, [
        ['road', 'rd'],
        ['rd', 'road'],
        ['st', 'street'],
        ['street', 'st'],
      ]).map(key => [key, `${domain}_address`])
    case 'name':
      return withOther(value, [
        ['b & b', 'bed and breakfast'],
        ['bed and breakfast', 'b & b'],
        ['hotel', value.includes('gonville') ? undefined : ''],
        ['restaurant', ''],
      ]).map(key => [key, `${domain}_name`])
    case 'phone':
      return [[value, `${domain}_phone`]]
    case 'postcode':
    case 'department':
      return [[plainText(value), `${domain}_${column}`]]
    case 'trainID':
      return [[plainText(value), `${domain}_id`]]
    default:
      return []
  }
}

/** The value, and its other spelling by the first word of the list that it holds. */
function withOther(value: string, others: [string, string | undefined][]): string[] {
  const other = others.find(([word, replacement]) => replacement !== undefined && value.includes(word))
  return [value, ...(other ? [value.replaceAll(other[0], other[1]!)] : [])].map(plainText)
}

/** The same entry twice is kept once more: a second pass finds neighbours that the first one stepped over. */
function indexed(pairs: [string, string][]): Dictionary {
  const times = new Map<string, number>()
  const dictionary: Dictionary = new Map()
  for (const [order, [key, slot]] of pairs.entries()) {
    const seen = times.get(`${key}\n${slot}`) ?? 0
    times.set(`${key}\n${slot}`, seen + 1)
    if (key === '' || seen >= 2) continue
    const first = key.split(' ', 1)[0]!
    const entries = dictionary.get(first)
    if (entries) entries.push({ key, slot, order })
    else dictionary.set(first, [{ key, slot, order }])
  }
  return dictionary
}

/** The response with slot names for values. `results` are what the turn's calls gave: references, and a taxi's details. */
export function delexicalise(response: string, dictionary: Dictionary, results: ToolResult[] = []): string {
  if (response.length > LONGEST_RESPONSE) return ''
  let text = plainText(response)
  const candidates = [...new Set(text.split(' '))].flatMap(word => dictionary.get(word) ?? [])
  for (const { key, slot } of candidates.sort((a, b) => a.order - b.order))
    text = replaceWords(text, key, slot)
  for (const { name, result } of results) text = replaceResults(text, name, result)
  return text.replace(/\d+/g, '[value_count]')
}

function replaceWords(text: string, key: string, slot: string): string {
  return ` ${text} `.replaceAll(` ${key} `, ` ${slot} `).slice(1, -1)
}

function replaceResults(given: string, name: string, result: Json): string {
  const use = TOOL_USES.get(name)
  const details = isObject(result) ? result.result : undefined
  if (use?.kind !== 'book' || !isObject(details)) return given
  let text = given
  for (const [slot, value] of Object.entries(details))
    for (const mark of ['', '#', 'ref#'])
      text = replaceWords(text, plainText(mark + String(value)), `[${use.domain}_${slot}]`)
  return text
}

function isObject(value: Json | undefined): value is { [key: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Text as the preparation of responses normalises it: phones and postcodes closed up, times and prices named. */
function plainText(given: string): string {
  let text = closePostcodes(closePhones(beginText(given))).replace(/[‘’]/g, "'")
  text = text.replace(/\d{1,2}:\d{1,2}/g, ' [value_time] ').replace(/\d{1,3}[.]\d{1,2}/g, ' [value_price] ')
  return words(endText(text, /[":<>@()]/g)).join(' ')
}

function closePhones(given: string): string {
  let text = given
  let at = 0
  for (const [, first, second, third] of given.matchAll(PHONE)) {
    at = text.indexOf(first!, Math.max(0, at))
    if (at < 0) continue
    if (text.at(at - 1) === '(') at--
    const end = text.indexOf(third!, Math.max(0, at)) + third!.length
    const whole = text.slice(at, end)
    if (whole !== '') text = text.replaceAll(whole, first! + second! + third!)
  }
  return text
}

function closePostcodes(given: string): string {
  let text = given
  let at = 0
  for (const [found] of given.matchAll(POSTCODE)) {
    at = text.indexOf(found, at)
    if (at < 0) return text
    text = text.slice(0, at) + found.replace(/[,. ]/g, '') + text.slice(at + found.length)
  }
  return text
}
