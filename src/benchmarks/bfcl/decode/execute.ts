// Decoded calls as the texts that multi-turn and executable categories run (decoded_output_to_execution_list).
import { PythonError } from '../../../files/python-error.ts'
import { repr, str } from '../../../files/python-repr.ts'
import { type Dict, typeName, type Value } from '../../../files/values.ts'

/** `name(a=1, b='x')` for each call. Throws a `PythonError` where the official code raises. */
export function callTexts(calls: Value[]): string[] {
  const texts: string[] = []
  for (const call of calls)
    for (const [name, given] of entriesOf(call)) {
      const written = entriesOf(given).map(([key, value]) => `${str(key)}=${nestedText(value)}`)
      texts.push(`${str(name)}(${written.join(', ')})`)
    }
  return texts
}

/** `name(a=1,b='x')`: how most dialects write the calls that they read from JSON (convert_to_function_call). */
export function tightCallText(name: Value, given: Value): string {
  return `${str(name)}(${entriesOf(given)
    .map(([key, value]) => `${str(key)}=${repr(value)}`)
    .join(',')})`
}

export function entriesOf(value: Value): [Value, Value][] {
  if (value instanceof Map) return [...value]
  throw new PythonError('AttributeError', `'${typeName(value)}' object has no attribute 'items'`)
}

/** A dictionary of dictionaries is taken for a call of its first key; an empty one is taken so too, and has none. */
function nestedText(value: Value): string {
  if (!(value instanceof Map)) return repr(value)
  if (![...value.values()].every(item => item instanceof Map)) return dictText(value)
  const [first] = value
  if (first === undefined) throw new PythonError('IndexError', 'list index out of range')
  const [name, given] = first
  const written = [...(given as Dict)].map(([key, item]) => `${str(key)}=${nestedText(item)}`)
  return `${str(name)}(${written.join(', ')})`
}

function dictText(dict: Dict): string {
  return `{${[...dict].map(([key, item]) => `'${str(key)}': ${nestedText(item)}`).join(', ')}}`
}
