// Reads the replies of a multi-turn result into texts of calls, as the official handlers' decode_execute does.
import { PythonError } from '../../../files/python-error.ts'
import type { Value } from '../../../files/values.ts'
import { loadDialect } from '../decode/dialects.ts'

/** One reply to texts of calls; throws a `PythonError` where the official handler raises. */
export type StepReader = (reply: Value) => string[]

/** The reader of a dialect by its name; throws for a name that is none. */
export function stepReader(dialect: string): StepReader {
  const { decodeExecute } = loadDialect(dialect)
  return reply => {
    const calls = decodeExecute(reply)
    return Array.isArray(calls) ? (calls as string[]) : []
  }
}

/** The replies of each turn as texts of calls; replies that are no calls are left out, as are empty ones. */
export function readTurns(turns: readonly Value[], read: StepReader): string[][][] {
  return turns.map(steps => (Array.isArray(steps) ? steps : []).flatMap(step => readStep(step, read)))
}

function readStep(step: Value, read: StepReader): string[][] {
  try {
    const calls = read(step)
    return isEmptyStep(calls) ? [] : [calls]
  } catch (error) {
    if (error instanceof PythonError || error instanceof RangeError) return []
    throw error
  }
}

/** No calls, or a single one without text. */
export function isEmptyStep(calls: readonly string[]): boolean {
  return calls.length === 0 || (calls.length === 1 && calls[0]!.length === 0)
}
