// A line of an official score file, from its parts in order.
import { dumpJson, isDumped } from '../../files/python-dump.ts'
import { PythonError } from '../../files/python-error.ts'
import { str } from '../../files/python-repr.ts'
import { Float, PythonObject, type Value } from '../../files/values.ts'
import type { BfclCase } from './cases.ts'

/** A case stands in a line as the data have it. */
export type Part = [key: string, value: Value | BfclCase]

export function lineOf(parts: Part[]): string {
  return `{${parts.map(([key, value]) => `"${key}": ${partText(value)}`).join(', ')}}`
}

function partText(value: Value | BfclCase): string {
  if (value !== null && typeof value === 'object' && 'entry' in value)
    return value.line !== undefined && isDumped(value.line) ? value.line : dumpJson(serialisable(value.entry))
  return dumpJson(serialisable(value))
}

/** make_json_serializable: what JSON cannot hold becomes its str(), tuples inside of it included. */
function serialisable(value: Value): Value {
  if (Array.isArray(value)) return value.map(serialisable)
  if (value instanceof Map)
    return new Map([...value].map(([key, item]): [Value, Value] => [key, serialisable(item)]))
  if (value === null || typeof value !== 'object' || value instanceof Float) return value
  if (value instanceof PythonObject) return str(value)
  try {
    dumpJson(value)
    return value
  } catch (error) {
    if (error instanceof PythonError) return str(value)
    throw error
  }
}
