// The functions that the executable categories run: those computed here, and those that would ask the network.
import { float, type Value } from '../../../files/values.ts'
import { ObjectWithAttributes } from '../python/attributes.ts'
import { equals, ComparableObject } from '../python/compare.ts'
import { Callable, positionalOnly } from '../python/callable.ts'
import { toFloatValue } from '../python/text.ts'
import { bind, type Parameter } from '../worlds/api.ts'
import { multiply } from '../python/arithmetic.ts'
import { divide } from './steps.ts'
import * as everyday from './everyday.ts'
import * as mathematics from './mathematics.ts'

type Local = { parameters: readonly Parameter[]; run: (...values: Value[]) => Value }

// biome-ignore lint/suspicious/noExplicitAny: the values are bound by name, in the order of the parameters
function local(parameters: readonly Parameter[], run: (...values: any[]) => Value): Local {
  return { parameters, run }
}

const MOTION = ['initial_velocity', 'acceleration', 'time']

const LOCAL: Record<string, Local> = {
  calculate_triangle_area: local(['base', 'height'], mathematics.triangleArea),
  get_distance: local(['pointA', 'pointB'], mathematics.distance),
  math_factorial: local(['n'], mathematics.factorial),
  quadratic_roots: local(['a', 'b', 'c'], mathematics.quadraticRoots),
  geometry_area_circle: local(['radius'], mathematics.circleArea),
  get_prime_factors: local(['number'], mathematics.primeFactors),
  math_gcd: local(['a', 'b'], mathematics.greatestCommonDivisor),
  math_lcm: local(['a', 'b'], mathematics.leastCommonMultiple),
  calculate_final_velocity: local(MOTION, everyday.finalVelocity),
  calculate_displacement: local(MOTION, everyday.displacement),
  calculate_electrostatic_potential_energy: local(['charge', 'voltage'], multiply),
  calculate_density: local(['mass', 'volume'], divide),
  mat_mul: local(['matA', 'matB'], mathematics.multiplyMatrices),
  calculate_mean: local(['numbers'], mathematics.mean),
  calculate_standard_deviation: local(['numbers'], mathematics.standardDeviation),
  calc_binomial_probability: local(['n', 'k', 'p'], mathematics.binomialProbability),
  calculate_permutations: local(['n', 'k'], mathematics.permutations),
  get_fibonacci_sequence: local(['n'], mathematics.fibonacciSequence),
  get_fibonacci_number: local(['n'], mathematics.fibonacciNumber),
  calculate_cosine_similarity: local(['vectorA', 'vectorB'], mathematics.cosineSimilarity),
  mortgage_calculator: local(['loan_amount', 'interest_rate', 'loan_period'], everyday.mortgage),
  calculate_future_value: local(['present_value', 'interest_rate', 'periods'], everyday.futureValue),
  sort_array: local(['array', ['reverse', false]], everyday.sortArray),
  linear_regression: local(['x', 'y', 'point'], mathematics.linearRegression),
  add_binary_numbers: local(['a', 'b'], mathematics.addBinary),
  maxPoints: local(['points'], mathematics.maxPoints),
  calculate_investment_value: local(
    [
      'initial_investment',
      'annual_contribution',
      'years',
      'annual_return',
      'inflation_rate',
      ['adjust_for_inflation', true],
    ],
    everyday.investmentValue,
  ),
  calculate_nutritional_needs: local(
    ['weight', 'height', 'age', 'gender', 'activity_level', 'goal'],
    everyday.nutritionalNeeds,
  ),
  book_room: local(
    ['room_type', 'price', 'check_in_date', 'check_out_date', 'customer_id', ['discount_code', null]],
    everyday.bookRoom,
  ),
  order_food: local(['item', 'quantity', 'price'], everyday.orderFood),
  polygon_area: local(['vertices'], mathematics.polygonArea),
}

/** Functions that ask a service; their answers are replayed. */
const NETWORK: Record<string, readonly Parameter[]> = {
  get_weather_data: ['coordinates'],
  get_coordinates_from_city: ['city_name'],
  convert_currency: ['amount', 'from_currency', 'to_currency'],
  find_term_on_urban_dictionary: ['term'],
  get_coordinate_by_ip_address: ['ip_address'],
  get_zipcode_by_ip_address: ['ip_address'],
  get_covid_death_by_country: ['country'],
  get_active_covid_case_by_country: ['country'],
  get_rating_by_amazon_ASIN: ['ASIN'],
  get_price_by_amazon_ASIN: ['ASIN'],
  get_product_name_by_amazon_ASIN: ['ASIN'],
  get_company_name_by_stock_name: ['stock_name'],
  get_stock_price_by_stock_name: ['stock_name'],
  get_stock_history: ['stock_name', 'interval', ['diffandsplits', 'true']],
  retrieve_city_based_on_zipcode: ['zipcode'],
  retrieve_holiday_by_year: ['country', 'year'],
  get_time_zone_by_coord: ['long', 'lat'],
  get_movie_rating: ['movie_name'],
  get_movie_director: ['movie_name'],
}

/** What a service would answer: nobody knows it, but two same questions have the same answer. */
export class NetworkAnswer extends ComparableObject {
  readonly type = 'network answer'
  private readonly question: Value[]
  private readonly name: string

  constructor(name: string, question: Value[]) {
    super()
    this.name = name
    this.question = question
  }

  repr(): string {
    return `<answer of ${this.name}>`
  }

  override equals(other: Value): boolean {
    return other instanceof NetworkAnswer && this.name === other.name && equals(this.question, other.question)
  }
}

/** Whether a text of a call names a function that asks a service. */
export function asksNetwork(call: string): boolean {
  return Object.keys(NETWORK).some(name => call.includes(name))
}

/** Reads the function that a derivative is taken of; the texts of the official code see its arguments too. */
export type ReadFunction = (text: Value, names: Map<string, Value>) => (x: Value) => Value

/** All names that an executable text may use. */
export function executableNames(readFunction: ReadFunction): Map<string, Value> {
  const names = new Map<string, Value>([['math', new MathModule()]])
  for (const [name, { parameters, run }] of Object.entries(LOCAL)) define(name, parameters, run)
  for (const [name, parameters] of Object.entries(NETWORK))
    define(name, parameters, (...values) => new NetworkAnswer(name, values))
  define('estimate_derivative', ['function', 'x'], (text, x) => {
    const seen = new Map<string, Value>([
      ['function', text!],
      ['x', x!],
    ])
    return everyday.derivative(readFunction(text!, seen), x!)
  })
  return names

  function define(name: string, parameters: readonly Parameter[], run: (...values: Value[]) => Value): void {
    names.set(name, new Callable(name, given => run(...bind(name, parameters, given, false)), 'function'))
  }
}

/** The functions of `math` that derivatives are taken of. */
class MathModule extends ObjectWithAttributes {
  readonly type = 'module'

  repr(): string {
    return "<module 'math' (built-in)>"
  }

  attribute(name: string): Value | undefined {
    if (name === 'pi') return Math.PI
    if (name === 'e') return Math.E
    const run = MATH.get(name)
    return (
      run &&
      new Callable(name, given => {
        const [value = null] = positionalOnly(`math.${name}`, given, 1, 1)
        return float(run(toFloatValue(value)))
      })
    )
  }
}

const MATH = new Map<string, (value: number) => number>([
  ['sin', Math.sin],
  ['cos', Math.cos],
  ['tan', Math.tan],
  ['exp', Math.exp],
  ['log', Math.log],
  ['sqrt', Math.sqrt],
])
