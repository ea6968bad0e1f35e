// The values that the long-context categories add to the simulated APIs, read from the data and never changed.
import { dumpJson } from '../../../files/python-dump.ts'
import type { Dict, Value } from '../../../files/values.ts'

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
  return {
    list: name => read(name, (value): value is Value[] => Array.isArray(value)),
    dict: name => read(name, (value): value is Dict => value instanceof Map),
    text: name => read(name, (value): value is string => typeof value === 'string'),
    knownJson,
  }
}
