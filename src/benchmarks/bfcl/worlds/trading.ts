// TradingBot: stocks, orders, a watch list and an account with its transactions.
import type { PythonRandom } from '../../../files/python-random.ts'
import { str } from '../../../files/python-repr.ts'
import { type Dict, float, type Value } from '../../../files/values.ts'
import { add, divide, multiply, operate, subtract } from '../python/arithmetic.ts'
import { compare, contains, equals, getItem, has, isTrue, lookUp, setItem } from '../python/compare.ts'
import { parseMoment, rank } from '../python/date.ts'
import { absolute } from '../python/numbers.ts'
import { extend, iterate, subscript } from '../python/sequence.ts'
import { formatNamed, isDigits, join, toFloatValue, toIntegerValue } from '../python/text.ts'
import { type Api, dict, failure, method, type Scenario } from './api.ts'
import { copyOf, deepCopy } from './copy.ts'
import { randomOf } from './random.ts'
import {
  ACCOUNT,
  CURRENT_TIME,
  DAY_SECONDS,
  DAY_START,
  FIRST_ORDER,
  MARKET_HOURS,
  ORDERS,
  SECTORS,
  SEED,
  STOCKS,
  SYMBOLS,
  WATCH_LIST,
} from './trading-constants.ts'

type State = {
  random: () => PythonRandom
  longContext: Scenario['longContext']
  orders: Dict
  account_info: Dict
  authenticated: Value
  market_status: Value
  order_counter: Value
  stocks: Dict
  watch_list: Value[]
  transaction_history: Value[]
}

function load(config: Dict, { longContext }: Scenario): State {
  const orders: Dict = new Map()
  for (const [key, order] of (config.get('orders') as Dict | undefined) ?? initialOrders())
    orders.set(typeof key === 'string' && isDigits(key) ? toIntegerValue(key) : key, deepCopy(order))
  return {
    random: randomOf(config, SEED),
    longContext,
    orders,
    account_info: (copyOf(config, 'account_info') as Dict | undefined) ?? dict(ACCOUNT),
    authenticated: config.get('authenticated') ?? false,
    market_status: config.get('market_status') ?? 'Closed',
    order_counter: config.get('order_counter') ?? FIRST_ORDER,
    stocks: (copyOf(config, 'stocks') as Dict | undefined) ?? initialStocks(),
    watch_list: (copyOf(config, 'watch_list') as Value[] | undefined) ?? [...WATCH_LIST],
    transaction_history: (copyOf(config, 'transaction_history') as Value[] | undefined) ?? [],
  }
}

function initialOrders(): Dict {
  return new Map(
    ORDERS.map(([id, order_type, symbol, price, amount, status]) => [
      id,
      dict({ id, order_type, symbol, price: float(price), amount, status }),
    ]),
  )
}

function initialStocks(): Dict {
  return new Map(
    STOCKS.map(([symbol, price, percent_change, volume, five, twenty]) => [
      symbol,
      dict({ price, percent_change, volume, 'MA(5)': five, 'MA(20)': float(twenty) }),
    ]),
  )
}

function notAuthenticated(state: State, purpose: string): Dict | undefined {
  return isTrue(state.authenticated)
    ? undefined
    : failure(`User not authenticated. Please log in to ${purpose}.`)
}

/** A second of the day drawn at random, in UTC as the official tool runs. */
function transactionTime(state: State): string {
  const second = state.random().randint(DAY_START, DAY_START + DAY_SECONDS)
  return new Date(second * 1000).toISOString().slice(0, 19).replace('T', ' ')
}

function updateMarketStatus(state: State, time: Value): Value {
  const { hour, minute, second } = parseMoment(time, '%I:%M %p')
  const minutes = hour * 60 + minute + second / 60
  const isOpen = MARKET_HOURS.opens <= minutes && minutes <= MARKET_HOURS.closes
  state.market_status = isOpen ? 'Open' : 'Closed'
  return dict({ status: state.market_status })
}

function stockInfo(state: State, symbol: Value): Value {
  if (!contains(state.stocks, symbol)) return failure(`Stock with symbol '${str(symbol)}' not found.`)
  const stock = getItem(state.stocks, symbol)
  if (!state.longContext) return stock
  const copy: Dict = new Map(stock as Dict)
  copy.set('MA(5)', state.longContext.list('MA_5_EXTENSION'))
  copy.set('MA(20)', state.longContext.list('MA_20_EXTENSION'))
  return copy
}

function orderDetails(state: State, id: Value): Value {
  if (!contains(state.orders, id))
    return failure(
      `Order with ID ${str(id)} not found.Here is the list of orders_id: ${str([...state.orders.keys()])}`,
    )
  const order = getItem(state.orders, id)
  if (!state.longContext) return order
  const copy: Dict = new Map(order as Dict)
  const symbol = getItem(copy, 'symbol')
  const metadata: Dict = new Map()
  for (const [name, text] of state.longContext.dict('ORDER_DETAIL_EXTENSION'))
    metadata.set(name, formatNamed(text as string, 'symbol', str(symbol)))
  return copy.set('metadata', metadata)
}

function cancelOrder(state: State, id: Value): Value {
  if (!contains(state.orders, id)) return failure(`Order with ID ${str(id)} not found.`)
  const order = getItem(state.orders, id)
  if (equals(subscript(order, 'status'), 'Completed'))
    return failure(`Can't cancel order ${str(id)}. Order is already completed.`)
  ;(order as Dict).set('status', 'Cancelled')
  return dict({ order_id: id, status: 'Cancelled' })
}

/** The order is open from now on, but the answer still calls it pending. */
function placeOrder(state: State, orderType: Value, symbol: Value, price: Value, amount: Value): Value {
  const refused = notAuthenticated(state, 'place an order')
  if (refused) return refused
  if (!contains(state.stocks, symbol)) return failure(`Invalid stock symbol: ${str(symbol)}`)
  if (compare(price, '<=', 0) || compare(amount, '<=', 0))
    return failure('Price and amount must be positive values.')
  const exact = float(toFloatValue(price))
  const id = state.order_counter
  const order = dict({ id, order_type: orderType, symbol, price: exact, amount, status: 'Open' })
  setItem(state.orders, id, order)
  state.order_counter = add(id, 1)
  return dict({ order_id: id, order_type: orderType, status: 'Pending', price: exact, amount })
}

function changeBalance(state: State, operator: '+' | '-', amount: Value): void {
  const balance = getItem(state.account_info, 'balance')
  setItem(state.account_info, 'balance', operate(balance, operator, amount, true))
}

function record(state: State, type: string, amount: Value): void {
  state.transaction_history.push(dict({ type, amount, timestamp: transactionTime(state) }))
}

function answerBalance(state: State, status: string): Dict {
  return dict({ status, new_balance: getItem(state.account_info, 'balance') })
}

function makeTransaction(state: State, account: Value, type: Value, amount: Value): Value {
  const refused = notAuthenticated(state, 'make a transaction')
  if (refused) return refused
  if (!equals(state.market_status, 'Open')) return failure('Market is closed. Transactions are not allowed.')
  if (!equals(account, getItem(state.account_info, 'account_id')))
    return failure(`Account with ID ${str(account)} not found.`)
  if (compare(amount, '<=', 0)) return failure('Transaction amount must be positive.')
  if (type === 'deposit') {
    changeBalance(state, '+', amount)
    record(state, 'deposit', amount)
    return answerBalance(state, 'Deposit successful')
  }
  if (type !== 'withdrawal') return failure("Invalid transaction type. Use 'deposit' or 'withdrawal'.")
  if (compare(amount, '>', getItem(state.account_info, 'balance')))
    return failure('Insufficient funds for withdrawal.')
  changeBalance(state, '-', amount)
  record(state, 'withdrawal', amount)
  return answerBalance(state, 'Withdrawal successful')
}

function fundAccount(state: State, amount: Value): Value {
  const refused = notAuthenticated(state, 'fund the account')
  if (refused) return refused
  if (compare(amount, '<=', 0)) return failure('Funding amount must be positive.')
  changeBalance(state, '+', amount)
  record(state, 'deposit', amount)
  return answerBalance(state, 'Account funded successfully')
}

function login(state: State): Value {
  if (isTrue(state.authenticated)) return dict({ status: 'Already logged in' })
  state.authenticated = true
  return dict({ status: 'Logged in successfully' })
}

function logout(state: State): Value {
  if (!isTrue(state.authenticated)) return dict({ status: 'No user is currently logged in' })
  state.authenticated = false
  return dict({ status: 'Logged out successfully' })
}

function removeFromWatchList(state: State, symbol: Value): Value {
  const refused = notAuthenticated(state, 'modify the watchlist')
  if (refused) return refused
  const at = state.watch_list.findIndex(item => equals(item, symbol))
  if (at < 0) return failure(`Stock ${str(symbol)} not found in watchlist.`)
  state.watch_list.splice(at, 1)
  return dict({ status: `Stock ${str(symbol)} removed from watchlist successfully.` })
}

function watchList(state: State): Value {
  if (!isTrue(state.authenticated))
    return ['Error: User not authenticated. Please log in to view the watchlist.']
  if (state.longContext) return [...state.watch_list, ...state.longContext.list('WATCH_LIST_EXTENSION')]
  return dict({ watchlist: state.watch_list })
}

function orderHistory(state: State): Value {
  const refused = notAuthenticated(state, 'view order history')
  return refused ? [refused] : dict({ history: [...state.orders.keys()] })
}

function transactionHistory(state: State, startDate: Value, endDate: Value): Value {
  const refused = notAuthenticated(state, 'view transaction history')
  if (refused) return [refused]
  const start = isTrue(startDate) ? rank(parseMoment(startDate, '%Y-%m-%d')) : Number.NEGATIVE_INFINITY
  const end = isTrue(endDate) ? rank(parseMoment(endDate, '%Y-%m-%d')) : Number.POSITIVE_INFINITY
  const transactions = state.transaction_history.filter(transaction => {
    const at = rank(parseMoment(subscript(transaction, 'timestamp'), '%Y-%m-%d %H:%M:%S'))
    return start <= at && at <= end
  })
  if (state.longContext) extend(transactions, state.longContext.list('TRANSACTION_HISTORY_EXTENSION'))
  return dict({ transaction_history: transactions })
}

function updatePrice(state: State, symbol: Value, price: Value): Value {
  if (!contains(state.stocks, symbol)) return failure(`Stock with symbol '${str(symbol)}' not found.`)
  if (compare(price, '<=', 0)) return failure('New price must be a positive value.')
  const stock = getItem(state.stocks, symbol) as Dict
  const old = getItem(stock, 'price')
  stock.set('price', price)
  stock.set('percent_change', multiply(divide(subtract(price, old), old), 100))
  return dict({ symbol, old_price: old, new_price: price })
}

function availableStocks(state: State, sector: Value): Value {
  const sectors = new Map<Value, Value>(
    Object.entries(SECTORS).map(([name, symbols]) => [name, state.longContext ? [...symbols] : symbols]),
  )
  if (state.longContext) {
    extend(sectors.get('Technology') as Value[], state.longContext.list('TECHNOLOGY_EXTENSION'))
    extend(sectors.get('Automobile') as Value[], state.longContext.list('AUTOMOBILE_EXTENSION'))
  }
  return dict({ stock_list: [...((lookUp(sectors, sector) as Value[] | undefined) ?? [])] })
}

function filterByPrice(state: State, stocks: Value, low: Value, high: Value): Value {
  const kept = iterate(stocks).filter(symbol => {
    const stock = lookUp(state.stocks, symbol)
    const price = stock === undefined ? 0 : (lookUp(stock as Dict, 'price') ?? 0)
    return compare(price, '>=', low) && compare(price, '<=', high)
  })
  return dict({ filtered_stocks: kept })
}

function addToWatchList(state: State, stock: Value): Value {
  if (!has(state.watch_list, stock) && contains(state.stocks, stock)) state.watch_list.push(stock)
  return dict({ symbol: state.watch_list })
}

function notifyPriceChange(state: State, stocks: Value, threshold: Value): Value {
  const changed = iterate(stocks).filter(
    symbol =>
      contains(state.stocks, symbol) &&
      compare(absolute(subscript(getItem(state.stocks, symbol), 'percent_change')), '>=', threshold),
  )
  if (changed.length === 0)
    return dict({ notification: 'No significant price changes in the selected stocks.' })
  return dict({ notification: `Stocks ${join(', ', changed)} have significant price changes.` })
}

function accountInfo(state: State): Value {
  return notAuthenticated(state, 'view account information') ?? state.account_info
}

const METHODS = {
  get_current_time: method<State>([], () => dict({ current_time: CURRENT_TIME })),
  update_market_status: method<State>(['current_time_str'], updateMarketStatus),
  get_symbol_by_name: method<State>(['name'], (_, name) =>
    dict({ symbol: lookUp(SYMBOLS, name) ?? 'Stock not found' }),
  ),
  get_stock_info: method<State>(['symbol'], stockInfo),
  get_order_details: method<State>(['order_id'], orderDetails),
  cancel_order: method<State>(['order_id'], cancelOrder),
  place_order: method<State>(['order_type', 'symbol', 'price', 'amount'], placeOrder),
  make_transaction: method<State>(['account_id', 'xact_type', 'amount'], makeTransaction),
  get_account_info: method<State>([], accountInfo),
  trading_login: method<State>(['username', 'password'], login),
  trading_get_login_status: method<State>([], state => dict({ status: isTrue(state.authenticated) })),
  trading_logout: method<State>([], logout),
  fund_account: method<State>(['amount'], fundAccount),
  remove_stock_from_watchlist: method<State>(['symbol'], removeFromWatchList),
  get_watchlist: method<State>([], watchList),
  get_order_history: method<State>([], orderHistory),
  get_transaction_history: method<State>(
    [
      ['start_date', null],
      ['end_date', null],
    ],
    transactionHistory,
  ),
  update_stock_price: method<State>(['symbol', 'new_price'], updatePrice),
  get_available_stocks: method<State>(['sector'], availableStocks),
  filter_stocks_by_price: method<State>(['stocks', 'min_price', 'max_price'], filterByPrice),
  add_to_watchlist: method<State>(['stock'], addToWatchList),
  notify_price_change: method<State>(['stocks', 'threshold'], notifyPriceChange),
}

export const tradingApi: Api<State> = {
  name: 'TradingBot',
  load,
  methods: () => METHODS,
  attributes: ({ random: _, longContext, ...state }) => ({ ...state, long_context: longContext !== null }),
}
