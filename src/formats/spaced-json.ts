// JSON as Python's json.dumps spaces it, which is how these families were shown it in training.
import type { Json } from '../dialogue/dialogue.ts'
import { dumpJson } from '../files/python-dump.ts'
import { fromJson } from '../files/values.ts'

/** `{"a": 1, "b": [2, 3]}`, ASCII only. */
export function spacedJson(value: Json): string {
  return dumpJson(fromJson(value))
}

/** The same over several lines, four spaces deeper with each level. */
export function indentedJson(value: Json): string {
  return JSON.stringify(value, null, 4).replace(
    /[\x7f-\uffff]/g,
    unit => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}
