// The value that takes the place of a default (the published code's generate_random_value).
import type { PythonRandom } from '../../files/python-random.ts'
import { str } from '../../files/python-repr.ts'
import { float, isInteger, toNumber, type Value } from '../../files/values.ts'

/** A text becomes five letters, an int grows by 1 to 4, a bool and a float by less than 1. Throws on dictionaries. */
export function newDefault(old: Value, draw: { random: PythonRandom; letters: string[] }): Value {
  const { random, letters } = draw
  if (typeof old === 'string') return Array.from({ length: 5 }, () => random.choice(letters)).join('')
  if (isInteger(old)) return plus(old, random.randint(1, 4))
  const number = toNumber(old)
  if (number === undefined)
    throw new Error(`expected a default that is a text or a number, found ${str(old).slice(0, 60)}`)
  return float(number + random.random())
}

function plus(old: number | bigint, step: number): Value {
  const sum = typeof old === 'number' ? old + step : Number.NaN
  return Number.isSafeInteger(sum) ? sum : BigInt(old) + BigInt(step)
}
