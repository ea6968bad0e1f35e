// The executable functions of numbers, points and matrices (executable_python_function.py of February 2025).
import { valueError, PythonError, typeError } from '../../../files/python-error.ts'
import { type Dict, Float, typeName, type Value } from '../../../files/values.ts'
import { negate, operate } from '../python/arithmetic.ts'
import { compare, equals, lookUp, setItem } from '../python/compare.ts'
import { absolute, sum } from '../python/numbers.ts'
import { iterate, length } from '../python/sequence.ts'
import { parseInteger } from '../python/text.ts'
import { add, at, divide, multiply, power, range, roundCounter, subtract, sumOf } from './steps.ts'

export function triangleArea(base: Value, height: Value): Value {
  return divide(multiply(base, height), 2)
}

export function distance(a: Value, b: Value): Value {
  const squared = (axis: number) => power(subtract(at(a, axis), at(b, axis)), 2)
  return power(add(squared(0), squared(1)), 0.5)
}

export function factorial(n: Value): Value {
  let result: Value = 1
  for (const factor of range(1, add(n, 1))) result = multiply(result, factor)
  return result
}

/** Complex roots are given as dictionaries of their parts. */
export function quadraticRoots(a: Value, b: Value, c: Value): Value {
  const discriminant = subtract(power(b, 2), multiply(multiply(4, a), c))
  if (compare(discriminant, '>=', 0)) {
    const root = (sign: '+' | '-') =>
      divide(operate(negate(b), sign, power(discriminant, 0.5)), multiply(2, a))
    return [root('+'), root('-')]
  }
  const real = divide(negate(b), multiply(2, a))
  const imaginary = divide(power(absolute(discriminant), 0.5), multiply(2, a))
  const complex = (part: Value): Dict =>
    new Map<Value, Value>([
      ['real', real],
      ['imaginary', part],
    ])
  return [complex(imaginary), complex(negate(imaginary))]
}

export function circleArea(radius: Value): Value {
  return multiply(Math.PI, power(radius, 2))
}

/** What is left is a float after the first division, as the official code has it. */
export function primeFactors(number: Value): Value {
  const factors: Value[] = []
  const count = roundCounter()
  let rest = number
  for (let divisor = 2; compare(rest, '>', 1); divisor++) {
    count()
    while (equals(operate(rest, '%', divisor), 0)) {
      count()
      factors.push(divisor)
      rest = operate(rest, '/', divisor, true)
    }
  }
  return factors
}

export function greatestCommonDivisor(a: Value, b: Value): Value {
  return equals(b, 0) ? a : greatestCommonDivisor(b, operate(a, '%', b))
}

export function leastCommonMultiple(a: Value, b: Value): Value {
  return divide(multiply(a, b), greatestCommonDivisor(a, b))
}

export function multiplyMatrices(a: Value, b: Value): Value {
  const rows = range(0, length(a))
  if (rows.length === 0) return []
  const columns = range(0, length(at(b, 0)))
  const result: Value[][] = rows.map(() => columns.map(() => 0))
  for (const i of rows)
    for (const j of columns)
      for (const k of range(0, length(b)))
        result[i]![j] = operate(result[i]![j]!, '+', multiply(at(at(a, i), k), at(at(b, k), j)), true)
  return result
}

export function mean(numbers: Value): Value {
  return divide(sum(numbers), length(numbers))
}

export function standardDeviation(numbers: Value): Value {
  const middle = mean(numbers)
  const squares = sumOf(iterate(numbers), number => power(subtract(number, middle), 2))
  return power(divide(squares, length(numbers)), 0.5)
}

export function binomialProbability(n: Value, k: Value, p: Value): Value {
  const ways = divide(factorial(n), multiply(factorial(k), factorial(subtract(n, k))))
  return multiply(ways, multiply(power(p, k), power(subtract(1, p), subtract(n, k))))
}

export function permutations(n: Value, k: Value): Value {
  return divide(factorial(n), factorial(subtract(n, k)))
}

export function fibonacciSequence(n: Value): Value {
  const sequence: Value[] = [0, 1]
  for (const index of range(2, n)) sequence.push(add(sequence[index - 1]!, sequence[index - 2]!))
  return sequence
}

export function fibonacciNumber(n: Value): Value {
  if (compare(n, '<=', 0)) return 'Input should be a positive integer.'
  if (equals(n, 1)) return 0
  if (equals(n, 2)) return 1
  let [before, last]: [Value, Value] = [0, 1]
  for (const _ of range(2, n)) [before, last] = [last, add(before, last)]
  return last
}

export function cosineSimilarity(a: Value, b: Value): Value {
  const dot = sumOf(range(0, length(a)), place => multiply(at(a, place), at(b, place)))
  const magnitude = (vector: Value) =>
    power(
      sumOf(range(0, length(vector)), place => power(at(vector, place), 2)),
      0.5,
    )
  return divide(dot, multiply(magnitude(a), magnitude(b)))
}

export function linearRegression(x: Value, y: Value, point: Value): Value {
  const n = length(x)
  const [sumX, sumY] = [sum(x), sum(y)]
  const squares = sumOf(iterate(x), value => power(value, 2))
  const products = sumOf(range(0, n), place => multiply(at(x, place), at(y, place)))
  const slope = divide(
    subtract(multiply(n, products), multiply(sumX, sumY)),
    subtract(multiply(n, squares), power(sumX, 2)),
  )
  const intercept = divide(subtract(sumY, multiply(slope, sumX)), n)
  return add(multiply(slope, point), intercept)
}

/** A negative sum keeps a letter of its prefix, since two characters are cut off whatever they are. */
export function addBinary(a: Value, b: Value): Value {
  const total = BigInt(add(readBinary(a), readBinary(b)) as number | bigint)
  return total < 0n ? `b${(-total).toString(2)}` : total.toString(2)
}

function readBinary(value: Value): Value {
  if (typeof value !== 'string') throw typeError("int() can't convert non-string with explicit base")
  return parseInteger(value, 2)
}

export function maxPoints(points: Value): Value {
  if (length(points) < 2) return 1
  let most: Value = 1
  for (const i of range(0, length(points))) {
    const slopes: Dict = new Map()
    for (const j of range(i + 1, length(points))) {
      const y = subtract(at(at(points, j), 1), at(at(points, i), 1))
      const x = subtract(at(at(points, j), 0), at(at(points, i), 0))
      const slope = equals(x, 0) ? 'inf' : divide(y, x)
      setItem(slopes, slope, add(1, lookUp(slopes, slope) ?? 0))
    }
    for (const count of slopes.values()) if (compare(count, '>', most)) most = count
  }
  return add(most, 1)
}

/** The shoelace formula; the list given is lengthened, as in the official code. */
export function polygonArea(vertices: Value): Value {
  const n = length(vertices)
  if (n < 3) throw valueError('A polygon must have at least 3 vertices.')
  if (!Array.isArray(vertices))
    throw new PythonError('AttributeError', `'${typeName(vertices)}' object has no attribute 'append'`)
  vertices.push(vertices[0]!)
  let area: Value = 0
  for (const i of range(0, n)) {
    const [here, next] = [at(vertices, i), at(vertices, i + 1)]
    area = add(area, subtract(multiply(at(here, 0), at(next, 1)), multiply(at(next, 0), at(here, 1))))
  }
  return divide(absolute(area), new Float(2))
}
