// How one family of models writes its calls, and how its official handler reads them.
import type { Value } from '../../../files/values.ts'
import type { Language } from '../check/calls.ts'

/**
 * `result` is what the result file holds: text, or a list where the handler or the server took the text apart already.
 * All three throw a `PythonError` where the official handler raises.
 */
export type Dialect = {
  name: string
  /** The official handler, a file under model_handler/. */
  handler: string
  /** The reply of a model as the official tool keeps it (_parse_query_response). */
  keep?(reply: string): Value
  /** The calls, or whatever else the handler lets through. */
  decodeAst(result: Value, language: Language): Value
  /** The texts of the calls, to be run. */
  decodeExecute(result: Value): Value
}

export function defineDialect(dialect: Dialect): Dialect {
  return dialect
}
