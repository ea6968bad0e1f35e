// The executable functions of physics, money, food and bookings (executable_python_function.py of February 2025).
import { PythonError, typeError } from '../../../files/python-error.ts'
import { type Dict, isInteger, typeName, type Value } from '../../../files/values.ts'
import { operate } from '../python/arithmetic.ts'
import { isTrue, equals, sortValues } from '../python/compare.ts'
import { sum } from '../python/numbers.ts'
import { iterate, length, subscript } from '../python/sequence.ts'
import { add, at, divide, multiply, power, range, subtract } from './steps.ts'

export function finalVelocity(initial: Value, acceleration: Value, time: Value): Value {
  return add(initial, multiply(acceleration, time))
}

export function displacement(initial: Value, acceleration: Value, time: Value): Value {
  return add(multiply(initial, time), multiply(multiply(0.5, acceleration), power(time, 2)))
}

export function mortgage(loan: Value, interest: Value, years: Value): Value {
  const rate = divide(interest, 12)
  const payments = multiply(years, 12)
  const growth = () => power(add(1, rate), payments)
  return divide(multiply(multiply(loan, rate), growth()), subtract(growth(), 1))
}

export function futureValue(present: Value, interest: Value, periods: Value): Value {
  return multiply(present, power(add(1, interest), periods))
}

export function sortArray(array: Value, reverse: Value): Value {
  const items = iterate(array)
  if (typeof reverse !== 'boolean' && !isInteger(reverse))
    throw typeError(`'${typeName(reverse)}' object cannot be interpreted as an integer`)
  if (Number(reverse) > 2 ** 31 - 1 || Number(reverse) < -(2 ** 31))
    throw new PythonError('OverflowError', 'Python int too large to convert to C int')
  return sortValues(items, isTrue(reverse))
}

/** A year beyond the rates takes the last one for the contribution, and then fails all the same. */
export function investmentValue(...given: Value[]): Value {
  const [
    initial = null,
    contribution = null,
    years = null,
    annualReturn = null,
    inflation = null,
    adjust = true,
  ] = given
  let current = initial
  let real = initial
  for (const year of range(1, add(years, 1))) {
    current = add(multiply(current, add(1, annualReturn)), contribution)
    if (!isTrue(adjust)) {
      real = current
      continue
    }
    const isKnown = year <= length(inflation)
    const adjustment = subtract(1, subscript(inflation, isKnown ? year - 1 : -1))
    const growth = subtract(add(1, annualReturn), at(inflation, year - 1))
    real = add(multiply(real, growth), multiply(contribution, adjustment))
  }
  return isTrue(adjust) ? real : current
}

const ACTIVITY: Value[] = [1.2, 1.375, 1.55, 1.725, 1.9]

/** The basal rate's base, and what weight, height and age count. */
const MALE = [88.362, 13.397, 4.799, 5.677] as const
const OTHER = [447.593, 9.247, 3.098, 4.33] as const

export function nutritionalNeeds(...given: Value[]): Value {
  const [weight = null, height = null, age = null, gender = null, activity = null, goal = null] = given
  const [base, perWeight, perHeight, perAge] = gender === 'male' ? MALE : OTHER
  const basal = subtract(
    add(add(base, multiply(perWeight, weight)), multiply(perHeight, height)),
    multiply(perAge, age),
  )
  let calories = multiply(basal, subscript(ACTIVITY, subtract(activity, 1)))
  if (goal === 'lose') calories = subtract(calories, 500)
  if (goal === 'gain') calories = add(calories, 500)
  const share = (part: number, perGram: number) => divide(multiply(calories, part), perGram)
  return new Map<Value, Value>([
    ['calories', calories],
    ['proteins_g', share(0.3, 4)],
    ['fats_g', share(0.25, 9)],
    ['carbohydrates_g', share(0.45, 4)],
  ])
}

export function bookRoom(...given: Value[]): Value {
  const [room = null, price = null, arrival = null, departure = null, customer = null, code = null] = given
  const total = equals(code, 'DISCOUNT10') ? operate(price, '*', 0.9, true) : price
  const booking: Dict = new Map()
  return booking
    .set('customer_id', customer)
    .set('room_number', room)
    .set('check_in_date', arrival)
    .set('check_out_date', departure)
    .set('total_price', total)
}

export function orderFood(items: Value, quantities: Value, prices: Value): Value {
  return sum(range(0, length(items)).map(place => multiply(at(quantities, place), at(prices, place))))
}

/** So small a step that its rounding errors are most of the answer, and belong to the expected one. */
const STEP = 1e-10

export function derivative(apply: (x: Value) => Value, x: Value): Value {
  return divide(subtract(apply(add(x, STEP)), apply(x)), STEP)
}
