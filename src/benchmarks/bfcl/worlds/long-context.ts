// The values that the long-context categories add to the simulated APIs, read from the data and never changed.
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { dumpJson } from '../../../files/python-dump.ts'
import { parsePythonJson } from '../../../files/python-json.ts'
import { type Dict, ELLIPSIS, type Value } from '../../../files/values.ts'

/** The sixteen values of `long_context.json`, by the names of the official file `long_context.py`. */
export type LongContext = {
  list(name: ListName): Value[]
  dict(name: DictName): Dict
  text(name: TextName): string
  /** JSON of the values that answers hold whole. */
  knownJson: ReadonlyMap<Value, string>
}

const LONG_VALUES = [
  'MA_5_EXTENSION',
  'MA_20_EXTENSION',
  'INTERMEDIARY_CITIES',
  'CAR_STATUS_METADATA_EXTENSION',
  'PARKING_BRAKE_INSTRUCTION',
]

type ListName =
  | 'AUTOMOBILE_EXTENSION'
  | 'TECHNOLOGY_EXTENSION'
  | 'WATCH_LIST_EXTENSION'
  | 'TRANSACTION_HISTORY_EXTENSION'
  | 'MA_5_EXTENSION'
  | 'MA_20_EXTENSION'
  | 'INTERMEDIARY_CITIES'
  | 'POPULATE_FILE_EXTENSION'
  | 'FILES_TAIL_USED'
type DictName =
  | 'ORDER_DETAIL_EXTENSION'
  | 'LONG_WEATHER_EXTENSION'
  | 'CREDIT_CARD_EXTENSION'
  | 'BOOKING_RECORD_EXTENSION'
type TextName = 'FILE_CONTENT_EXTENSION' | 'CAR_STATUS_METADATA_EXTENSION' | 'PARKING_BRAKE_INSTRUCTION'

/** The watch list ends in Python's `...`, which the file writes as a tag. */
function untagged(items: Value[]): Value[] {
  return items.map(item => (item instanceof Map && item.has('$ellipsis') ? ELLIPSIS : item))
}

/** Throws an `Error` that names what is missing. */
export function makeLongContext(values: Value): LongContext {
  if (!(values instanceof Map))
    throw new Error('long_context.json: expected an object of the sixteen long-context values')
  const read = <T extends Value>(name: string, is: (value: Value | undefined) => value is T): T => {
    const value = values.get(name)
    if (!is(value))
      throw new Error(
        `long_context.json: expected ${name}, found ${value === undefined ? 'none' : 'another kind of value'}`,
      )
    return value
  }
  const knownJson = new Map<Value, string>()
  for (const name of LONG_VALUES) {
    const value = values.get(name)
    if (value !== undefined) knownJson.set(value, dumpJson(value))
  }
  const watchList = values.get('WATCH_LIST_EXTENSION')
  const lists = new Map<string, Value[]>()
  if (Array.isArray(watchList)) lists.set('WATCH_LIST_EXTENSION', untagged(watchList))
  return {
    list: name =>
      lists.get(name) ?? read(name, Array.isArray as (value: Value | undefined) => value is Value[]),
    dict: name => read(name, (value): value is Dict => value instanceof Map),
    text: name => read(name, (value): value is string => typeof value === 'string'),
    knownJson,
  }
}

/** The categories whose worlds are lengthened (multi_turn_checker.py). */
export function isLongContext(category: string): boolean {
  return category.includes('long_context') || category.includes('composite')
}

/** The file stands beside the versions' folders; it is read where a category needs it, and parsed for the first case. */
export async function readLongContext(
  folder: string,
  categories: string[],
): Promise<() => LongContext | null> {
  if (!categories.some(isLongContext)) return () => null
  const path = join(folder, 'long_context.json')
  const text = await readFile(path, 'utf8').catch(error => {
    throw new Error(`bfcl: expected the data file ${path}, could not read it; run "coalm pull bfcl"`, {
      cause: error,
    })
  })
  let made: LongContext | undefined
  return () => {
    made ??= makeLongContext(parsePythonJson(text))
    return made
  }
}
