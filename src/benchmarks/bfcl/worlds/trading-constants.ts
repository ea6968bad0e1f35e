// TradingBot's constants, as trading_bot.py of bfcl-eval has them.
import { Float, type Value } from '../../../files/values.ts'

export const SEED = 1053520

/** The first second of the day in which transactions are dated, 2024-09-01 10:30 in UTC, and how many there are. */
export const DAY_START = 1725186600
export const DAY_SECONDS = 86400

export const CURRENT_TIME = '10:30 AM'

/** Minutes of the day between which the market is open. */
export const MARKET_HOURS = { opens: 9 * 60 + 30, closes: 16 * 60 }

/** id, order type, symbol, price, amount, status. */
export const ORDERS: readonly (readonly [number, string, string, number, number, string])[] = [
  [12345, 'Buy', 'AAPL', 210.65, 10, 'Completed'],
  [12446, 'Sell', 'GOOG', 2840.56, 5, 'Pending'],
]

export const ACCOUNT: Record<string, Value> = {
  account_id: 12345,
  balance: new Float(10000),
  binding_card: 1974202140965533,
}

export const FIRST_ORDER = 12446

/** symbol, price, percent_change, volume, MA(5), MA(20). */
export const STOCKS: readonly (readonly [string, number, number, number, number, number])[] = [
  ['AAPL', 227.16, 0.17, 2.552, 227.11, 227.09],
  ['GOOG', 2840.34, 0.24, 1.123, 2835.67, 2842.15],
  ['TSLA', 667.92, -0.12, 1.654, 671.15, 668.2],
  ['MSFT', 310.23, 0.09, 3.234, 309.88, 310.11],
  ['NVDA', 220.34, 0.34, 1.234, 220.45, 220.67],
  ['ALPH', 1320.45, -0.08, 1.567, 1321.12, 1325.78],
  ['OMEG', 457.23, 0.12, 2.345, 456.78, 458.12],
  ['QUAS', 725.89, -0.03, 1.789, 726.45, 728],
  ['NEPT', 88.34, 0.19, 0.654, 88.21, 88.67],
  ['SYNX', 345.67, 0.11, 2.112, 345.34, 346.12],
  ['ZETA', 22.09, -0.05, 0.789, 22.12, 22.34],
]

export const WATCH_LIST = ['NVDA']

export const SYMBOLS = new Map<Value, Value>([
  ['Apple', 'AAPL'],
  ['Google', 'GOOG'],
  ['Tesla', 'TSLA'],
  ['Microsoft', 'MSFT'],
  ['Nvidia', 'NVDA'],
  ['Zeta Corp', 'ZETA'],
  ['Alpha Tech', 'ALPH'],
  ['Omega Industries', 'OMEG'],
  ['Quasar Ltd.', 'QUAS'],
  ['Neptune Systems', 'NEPT'],
  ['Synex Solutions', 'SYNX'],
  ['Amazon', 'AMZN'],
])

export const SECTORS = {
  Technology: ['AAPL', 'GOOG', 'MSFT', 'NVDA'],
  Automobile: ['TSLA', 'F', 'GM'],
}
