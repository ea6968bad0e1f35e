// TravelAPI: credit cards, flights, bookings, invoices and insurance.
import { PythonError, valueError } from '../../../files/python-error.ts'
import type { PythonRandom } from '../../../files/python-random.ts'
import { str } from '../../../files/python-repr.ts'
import { type Dict, float, type Value } from '../../../files/values.ts'
import { add, divide, multiply, operate } from '../python/arithmetic.ts'
import { assertHashable, compare, contains, equals, getItem, has, setItem } from '../python/compare.ts'
import { parseMoment } from '../python/date.ts'
import { round } from '../python/numbers.ts'
import { iterate, subscript } from '../python/sequence.ts'
import { asText, digitValue, toFloatValue } from '../python/text.ts'
import { type Api, dict, type Edition, failure, method, type Scenario } from './api.ts'
import { copyOf, deepCopy } from './copy.ts'
import { randomOf } from './random.ts'
import {
  AIRPORTS,
  CITY_AIRPORTS,
  CLASS_FACTORS,
  EXCHANGE_RATES,
  LATER_ROUTES,
  ROUTES,
  type Route,
  SEED,
} from './travel-constants.ts'

type State = {
  random: () => PythonRandom
  edition: Edition
  longContext: Scenario['longContext']
  today: Date
  credit_card_list: Dict
  booking_record: Dict
  access_token: Value
  token_type: Value
  token_expires_in: Value
  token_scope: Value
  user_first_name: Value
  user_last_name: Value
  budget_limit: Value
}

function load(config: Dict, { edition, longContext, shared, today }: Scenario): State {
  const get = (name: string) => copyOf(config, name) ?? null
  const state: State = {
    random: randomOf(config, SEED),
    edition,
    longContext,
    today,
    credit_card_list: (copyOf(config, 'credit_card_list') as Dict | undefined) ?? new Map(),
    booking_record: (copyOf(config, 'booking_record') as Dict | undefined) ?? new Map(),
    access_token: get('access_token'),
    token_type: get('token_type'),
    token_expires_in: get('token_expires_in'),
    token_scope: get('token_scope'),
    user_first_name: get('user_first_name'),
    user_last_name: get('user_last_name'),
    budget_limit: get('budget_limit'),
  }
  if (longContext) {
    shared.cards ??= deepCopy(longContext.dict('CREDIT_CARD_EXTENSION'))
    shared.bookings ??= deepCopy(longContext.dict('BOOKING_RECORD_EXTENSION'))
    addMissing(state.credit_card_list, shared.cards)
    addMissing(state.booking_record, shared.bookings)
  }
  return state
}

/** The cards and bookings themselves, not copies: the gold world works on the same ones. */
function addMissing(into: Dict, extension: Dict): void {
  for (const [key, item] of extension) if (!into.has(key)) into.set(key, item)
}

function draw(state: State, low: number, high: number): string {
  return String(state.random().randint(low, high))
}

/** What a wrong or an expired token is refused with; a wrong one brings the end nearer. */
function refusedToken(state: State, token: Value, status: Record<string, Value> = {}): Dict | undefined {
  if (equals(state.token_expires_in, 0)) return dict({ ...status, error: 'Token expired' })
  if (equals(token, state.access_token)) return undefined
  state.token_expires_in = operate(state.token_expires_in, '-', 1, true)
  return dict({ ...status, error: 'Invalid access token' })
}

function authenticate(state: State, ...given: Value[]): Value {
  const [, , , grant = null, first = null, last = null] = given
  state.token_expires_in = 2
  state.access_token = draw(state, 100000, 999999)
  state.token_type = 'Bearer'
  state.token_scope = grant
  state.user_first_name = first
  state.user_last_name = last
  return dict({ expires_in: 2, access_token: state.access_token, token_type: 'Bearer', scope: grant })
}

function loginStatus(state: State): Value {
  return dict({ status: state.token_expires_in !== null && !equals(state.token_expires_in, 0) })
}

function registerCard(state: State, ...given: Value[]): Value {
  const [token = null, card_number = null, expiration_date = null, holder = null, verification = null] = given
  if (state.token_expires_in === null) return failure('Token not initialized')
  const refused = refusedToken(state, token)
  if (refused) return refused
  if (contains(state.credit_card_list, card_number)) return failure('Card already registered')
  const card_id = draw(state, 100000000000, 999999999999)
  const card = dict({
    card_number,
    expiration_date,
    cardholder_name: holder,
    card_verification_number: verification,
    balance: state.random().randint(10000, 99999),
  })
  setItem(state.credit_card_list, card_id, card)
  return dict({ card_id })
}

function routesOf(state: State): readonly Route[] {
  return state.edition === '2025-02'
    ? ROUTES.filter(({ from, to }) => !LATER_ROUTES.includes(`${from} ${to}`))
    : ROUTES
}

type Flight = { from: Value; to: Value; date: Value; travelClass: Value }

/** The flight's cost and what all costs are multiplied by. Throws the official ValueErrors. */
function costOf(state: State, { from, to, date, travelClass }: Flight): { cost: number; factor: number } {
  assertHashable(from)
  assertHashable(to)
  const route = routesOf(state).find(one => one.from === from && one.to === to)
  if (!route) throw valueError('No available route for the given airports.')
  const classFactor = typeof travelClass === 'string' ? CLASS_FACTORS.get(travelClass) : undefined
  if (classFactor === undefined)
    throw valueError('Invalid travel class. Options are: economy, business, first.')
  const factor = classFactor * (digitSum(date) % 2 === 0 ? 2 : 1)
  return { cost: route.cost * factor, factor }
}

function digitSum(date: Value): number {
  let sum = 0
  for (const character of iterate(date)) sum += digitValue(asText(character, 'isdigit')) ?? 0
  return sum
}

/** The long context tells the costs of all routes. */
function flightCost(state: State, from: Value, to: Value, date: Value, travelClass: Value): Value {
  const { cost, factor } = costOf(state, { from, to, date, travelClass })
  if (!state.longContext) return dict({ travel_cost_list: [float(cost)] })
  const costs = routesOf(state).map(route => ({ ...route, cost: float(route.cost * factor) }))
  if (state.edition !== '2025-02') return dict({ travel_cost_list: costs.map(route => route.cost) })
  const sentences = costs.map(route => {
    const start = `From: ${route.from} To: ${route.to} Cost: ${str(route.cost)} USD. This is a domestica flight with a travel class of `
    return add(add(add(add(start, travelClass), ' and a travel date of '), date), '.')
  })
  return dict({ travel_cost_list: sentences })
}

function cardBalance(state: State, token: Value, card: Value): Value {
  const refused = refusedToken(state, token)
  if (refused) return refused
  if (!contains(state.credit_card_list, card))
    return failure(
      `Card not registered. Here are a list of card_id's: ${str([...state.credit_card_list.keys()])}`,
    )
  return dict({ card_balance: balanceOf(state, card) })
}

function balanceOf(state: State, card: Value): Value {
  return subscript(getItem(state.credit_card_list, card), 'balance')
}

function changeBalance(state: State, card: Value, operator: '+' | '-', amount: Value): void {
  const changed = operate(balanceOf(state, card), operator, amount, true)
  ;(getItem(state.credit_card_list, card) as Dict).set('balance', changed)
}

function notBooked(error: string): Dict {
  return dict({ booking_status: false, error })
}

function bookFlight(state: State, ...given: Value[]): Value {
  const [token = null, card = null, date = null, from = null, to = null, travelClass = null, told = null] =
    given
  const refused = refusedToken(state, token, { booking_status: false })
  if (refused) return refused
  if (!contains(state.credit_card_list, card)) return notBooked('Card not registered')
  if (!contains(getItem(state.credit_card_list, card), 'balance')) return notBooked('Balance not found')
  const flight = { from, to, date, travelClass }
  const cost = state.edition === '2025-02' ? told : bookingCost(state, flight)
  if (cost instanceof Map) return cost
  const balance = balanceOf(state, card)
  if (compare(balance, '<', cost)) return notBooked('Insufficient funds')
  if (state.budget_limit !== null && compare(balance, '<', state.budget_limit))
    return notBooked('Balance is less than budget limit')
  const exact = float(toFloatValue(cost))
  changeBalance(state, card, '-', exact)
  return recordBooking(state, flight, card, exact)
}

/** What the flight costs, or why it cannot be booked; the code of February 2025 takes what it is told. */
function bookingCost(state: State, flight: Flight): Value {
  const { from, to, date, travelClass } = flight
  if (!has(AIRPORTS, from)) return notBooked(`Invalid departure airport code: ${str(from)}`)
  if (!has(AIRPORTS, to)) return notBooked(`Invalid destination airport code: ${str(to)}`)
  if (!isDate(date)) return notBooked('Invalid date format. Use YYYY-MM-DD.')
  assertHashable(travelClass)
  // The official text shows a set, whose order changes from run to run.
  if (!(typeof travelClass === 'string' && CLASS_FACTORS.has(travelClass)))
    return notBooked("Invalid travel class. Must be one of {'economy', 'business', 'first'}")
  try {
    return float(costOf(state, flight).cost)
  } catch (error) {
    if (error instanceof PythonError && error.type === 'ValueError') return notBooked(error.message)
    throw error
  }
}

function isDate(date: Value): boolean {
  try {
    parseMoment(date, '%Y-%m-%d')
    return true
  } catch (error) {
    if (error instanceof PythonError && error.type === 'ValueError') return false
    throw error
  }
}

function recordBooking(state: State, flight: Flight, card_id: Value, travel_cost: Value): Value {
  const booking_id = draw(state, 1000000, 9999999)
  const transaction_id = draw(state, 10000000, 99999999)
  const record = dict({
    card_id,
    travel_date: flight.date,
    travel_from: flight.from,
    travel_to: flight.to,
    travel_class: flight.travelClass,
    travel_cost,
    transaction_id,
  })
  setItem(state.booking_record, booking_id, record)
  const booking_history = state.longContext ? state.booking_record : new Map()
  return dict({ booking_id, transaction_id, booking_status: true, booking_history })
}

const INVOICE = ['travel_date', 'travel_from', 'travel_to', 'travel_class', 'travel_cost', 'transaction_id']

function retrieveInvoice(state: State, token: Value, booking: Value): Value {
  const refused = refusedToken(state, token)
  if (refused) return refused
  if (!contains(state.booking_record, booking)) return failure('Booking not found')
  const record = getItem(state.booking_record, booking)
  const invoice = dict({ booking_id: booking })
  for (const field of INVOICE) invoice.set(field, subscript(record, field))
  return dict({ invoice })
}

function cancelBooking(state: State, token: Value, booking: Value): Value {
  const refused = refusedToken(state, token, { cancel_status: false })
  if (refused) return refused
  if (!contains(state.booking_record, booking))
    return dict({ cancel_status: false, error: 'Booking not found' })
  const record = getItem(state.booking_record, booking)
  changeBalance(state, subscript(record, 'card_id'), '+', subscript(record, 'travel_cost'))
  for (const key of state.booking_record.keys()) if (equals(key, booking)) state.booking_record.delete(key)
  return dict({ cancel_status: true })
}

function exchange(_: State, base: Value, target: Value, value: Value): Value {
  for (const [currency, rate] of EXCHANGE_RATES) {
    if (base === 'USD' && target === currency) return dict({ exchanged_value: multiply(value, rate) })
    if (base === currency && target === 'USD') return dict({ exchanged_value: round(divide(value, rate), 2) })
  }
  throw valueError('No available exchange rate for the given currencies.')
}

function verifyTraveler(state: State, first: Value, last: Value, birth: Value, passport: Value): Value {
  const failed = (reason: string) => dict({ verification_status: false, verification_failure: reason })
  if (!equals(state.user_first_name, first) || !equals(state.user_last_name, last))
    return failed(
      `Cannot book flight information for another user.Expected ${str(state.user_first_name)} ${str(state.user_last_name)}, got ${str(first)} ${str(last)}`,
    )
  if (!isDate(birth)) return failed('Invalid date of birth format. Please use YYYY-MM-DD.')
  if (ageOf(birth, state.today) < 18) return failed('Traveler must be at least 18 years old.')
  if (!asText(passport, 'startswith').startsWith('US'))
    return failed('Passport must be issued by the United States.')
  return dict({ verification_status: true })
}

function ageOf(birth: Value, today: Date): number {
  const { year, month, day } = parseMoment(birth, '%Y-%m-%d')
  const [thisMonth, thisDay] = [today.getMonth() + 1, today.getDate()]
  const isBefore = thisMonth < month || (thisMonth === month && thisDay < day)
  return today.getFullYear() - year - (isBefore ? 1 : 0)
}

function setBudgetLimit(state: State, token: Value, limit: Value): Value {
  const refused = refusedToken(state, token)
  if (refused) return refused
  state.budget_limit = float(toFloatValue(limit))
  return dict({ budget_limit: state.budget_limit })
}

function nearestAirport(_: State, location: Value): Value {
  assertHashable(location)
  const found = typeof location === 'string' ? CITY_AIRPORTS.get(location) : undefined
  return dict({ nearest_airport: found ?? 'Unknown' })
}

function purchaseInsurance(state: State, ...given: Value[]): Value {
  const [token = null, , booking = null, cost = null, card = null] = given
  const failed = (error: string) => dict({ insurance_status: false, error })
  const refused = refusedToken(state, token, { insurance_status: false })
  if (refused) return refused
  if (state.budget_limit !== null && compare(state.budget_limit, '<', cost))
    return failed('Exceeded budget limit')
  if (!contains(state.booking_record, booking)) return failed('Booking not found')
  if (!contains(state.credit_card_list, card)) return failed('Credit card not registered')
  changeBalance(state, card, '-', cost)
  return dict({ insurance_id: draw(state, 100000000, 999999999), insurance_status: true })
}

function contactSupport(state: State, booking: Value, message: Value): Value {
  if (!contains(state.booking_record, booking)) return failure('Booking not found')
  const answer =
    state.edition === '2025-02'
      ? add('Thank you for contacting customer support. We will get back to you shortly. ', message)
      : 'Thank you for contacting customer support. Your message has been received and we will get back to you shortly.'
  return dict({ customer_support_message: answer })
}

const BOOKING = ['access_token', 'card_id', 'travel_date', 'travel_from', 'travel_to', 'travel_class']

const METHODS = {
  authenticate_travel: method<State>(
    ['client_id', 'client_secret', 'refresh_token', 'grant_type', 'user_first_name', 'user_last_name'],
    authenticate,
  ),
  travel_get_login_status: method<State>([], loginStatus),
  get_budget_fiscal_year: method<State>(
    [
      ['lastModifiedAfter', null],
      ['includeRemoved', null],
    ],
    () => dict({ budget_fiscal_year: '2018' }),
  ),
  register_credit_card: method<State>(
    ['access_token', 'card_number', 'expiration_date', 'cardholder_name', 'card_verification_number'],
    registerCard,
  ),
  get_flight_cost: method<State>(['travel_from', 'travel_to', 'travel_date', 'travel_class'], flightCost),
  get_credit_card_balance: method<State>(['access_token', 'card_id'], cardBalance),
  book_flight: method<State>(BOOKING, bookFlight),
  retrieve_invoice: method<State>(
    ['access_token', ['booking_id', null], ['insurance_id', null]],
    retrieveInvoice,
  ),
  list_all_airports: method<State>([], () => [...AIRPORTS]),
  cancel_booking: method<State>(['access_token', 'booking_id'], cancelBooking),
  compute_exchange_rate: method<State>(['base_currency', 'target_currency', 'value'], exchange),
  verify_traveler_information: method<State>(
    ['first_name', 'last_name', 'date_of_birth', 'passport_number'],
    verifyTraveler,
  ),
  set_budget_limit: method<State>(['access_token', 'budget_limit'], setBudgetLimit),
  get_nearest_airport_by_city: method<State>(['location'], nearestAirport),
  purchase_insurance: method<State>(
    ['access_token', 'insurance_type', 'booking_id', 'insurance_cost', 'card_id'],
    purchaseInsurance,
  ),
  contact_customer_support: method<State>(['booking_id', 'message'], contactSupport),
  get_all_credit_cards: method<State>([], state => dict({ credit_card_list: state.credit_card_list })),
}

const EARLIER_METHODS = { ...METHODS, book_flight: method<State>([...BOOKING, 'travel_cost'], bookFlight) }

export const travelApi: Api<State> = {
  name: 'TravelAPI',
  load,
  methods: edition => (edition === '2025-02' ? EARLIER_METHODS : METHODS),
  attributes: ({ random: _r, edition: _e, today: _t, longContext, ...state }) => ({
    ...state,
    long_context: longContext !== null,
  }),
}
