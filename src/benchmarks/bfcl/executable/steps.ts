// Arithmetic on Python values in the order in which a formula is written, and the loops of the executable functions.
import { PythonError, typeError } from '../../../files/python-error.ts'
import { isInteger, typeName, type Value } from '../../../files/values.ts'
import { operate } from '../python/arithmetic.ts'
import { tooLarge } from '../python/budget.ts'
import { subscript } from '../python/sequence.ts'

export { add, divide, multiply, subtract } from '../python/arithmetic.ts'

/** Loops beyond it are stopped; the official code would go on for minutes. */
const MOST_ROUNDS = 100_000

export function power(base: Value, exponent: Value): Value {
  return operate(base, '**', exponent)
}

/** `value[0]`, `value[at]`. */
export function at(value: Value, index: number): Value {
  return subscript(value, index)
}

/** The whole numbers from `start` up to but not including `stop`, as `range` takes them. */
export function range(start: number, stop: Value): number[] {
  const end = typeof stop === 'boolean' ? Number(stop) : stop
  if (!isInteger(end)) throw typeError(`'${typeName(stop)}' object cannot be interpreted as an integer`)
  const count = Math.max(0, Number(end) - start)
  if (count > MOST_ROUNDS) throw tooLarge()
  return Array.from({ length: count }, (_, index) => start + index)
}

/** The sum of what each item comes to, one after the other, as a generator is summed. */
export function sumOf<Item>(items: readonly Item[], each: (item: Item) => Value): Value {
  let total: Value = 0
  for (const item of items) total = operate(total, '+', each(item))
  return total
}

/** Counts rounds of a loop that has no end of its own. */
export function roundCounter(): () => void {
  let rounds = 0
  return () => {
    if (++rounds > MOST_ROUNDS)
      throw new PythonError('TimeoutError', 'the call takes too many steps and was stopped')
  }
}
