// How much one expression may do: work is counted, so that it ends at the same place on every machine.
import { PythonError } from '../../../files/python-error.ts'
import { PySet, Tuple, type Value } from '../../../files/values.ts'
import { bitLength } from './integers.ts'

const MOST_STEPS = 40_000
/** Characters and items made on the way. */
const MOST_UNITS = 30_000_000
const MOST_PRINTED = 12_000_000

export type Budget = { steps: number; units: number }

export function newBudget(): Budget {
  return { steps: MOST_STEPS, units: MOST_UNITS }
}

/** Throws where the expression has done too much. */
export function spend(budget: Budget, steps = 1): void {
  budget.steps -= steps
  if (budget.steps < 0) throw new PythonError('TimeoutError', 'the call takes too many steps and was stopped')
}

/** Counts what a new value holds. */
export function weigh(budget: Budget, value: Value): Value {
  if (typeof value === 'string') budget.units -= value.length
  else if (typeof value === 'bigint') budget.units -= bitLength(value)
  else if (Array.isArray(value)) budget.units -= value.length * 8
  else if (value instanceof Tuple || value instanceof PySet) budget.units -= value.items.length * 8
  else if (value instanceof Map) budget.units -= value.size * 8
  if (budget.units < 0) throw tooLarge()
  return value
}

export function tooLarge(): PythonError {
  return new PythonError('MemoryError', 'the call makes values that are too large and was stopped')
}

/** Throws where printing the value would make a text of more than the allowed size. */
export function assertPrintable(value: Value): void {
  const waiting: Value[] = [value]
  let left = MOST_PRINTED
  const count = (item: Value) => {
    if (typeof item === 'string') left -= item.length
    else if (item !== null && typeof item === 'object') waiting.push(item)
  }
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (Array.isArray(next)) {
      left -= next.length * 24
      if (left >= 0) for (const item of next) count(item)
    } else if (next instanceof Map) {
      left -= next.size * 24
      if (left >= 0) for (const item of next.values()) count(item)
    } else if (next instanceof Tuple || next instanceof PySet) {
      left -= next.items.length * 24
      if (left >= 0) for (const item of next.items) count(item)
    }
    if (left < 0) throw tooLarge()
  }
}
