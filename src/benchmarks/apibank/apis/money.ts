// Hotels, bank and stocks (official apis/book_hotel.py, query_balance.py, open_bank_account.py, query_stock.py).
import type { Json } from '../../../dialogue/dialogue.ts'
import { PythonError } from '../../../files/python-error.ts'
import { strip } from '../python-space.ts'
import { userOf } from './account.ts'
import { agree, type Api, type Databases, failure, type Given, item, type Row } from './api.ts'
import { sameResult, sameStripped, textFor } from './api.ts'
import { checkTime, compareTimes, DATE, parseTime, requireTime, sameChecked } from './times.ts'

const orders = (databases: Databases) => databases.table('Hotel')

/** A night of another order of this hotel lies in the asked span, as the class tests it. */
function isTaken(databases: Databases, given: Given): boolean {
  const [start, end] = [parseTime(given.check_in_time!, DATE), parseTime(given.check_out_time!, DATE)]
  return [...orders(databases).values()].some(order => {
    if (order.hotel_name !== given.hotel_name) return false
    const [from, to] = [parseTime(order.check_in_time!, DATE), parseTime(order.check_out_time!, DATE)]
    const beginsInside = compareTimes(start, from) >= 0 && compareTimes(start, to) < 0
    const endsInside = compareTimes(end, from) > 0 && compareTimes(end, to) <= 0
    return beginsInside || endsInside
  })
}

const bookHotel: Api = {
  name: 'BookHotel',
  parameters: {
    hotel_name: 'str',
    check_in_time: 'str',
    check_out_time: 'str',
    room_count: 'int',
    adult_count: 'int',
    child_count: 'int',
  },
  run(databases, given) {
    parseTime(given.check_in_time!, DATE)
    parseTime(given.check_out_time!, DATE)
    if ((given.adult_count as number) > 2 && given.room_count === 1)
      throw failure('The number of adults is greater than 2. Two rooms are ordered.')
    if (isTaken(databases, given)) throw failure('The room is not available.')
    const id = String(orders(databases).size + 1)
    orders(databases).set(id, { ...given })
    return id
  },
  check: sameResult,
}

const queryBalance: Api = {
  name: 'QueryBalance',
  parameters: { token: 'str' },
  run(databases, { token }) {
    let user: string
    try {
      user = userOf(databases, textFor(token!, 'strip'))
    } catch (error) {
      if (error instanceof PythonError) throw failure('The token is incorrect.')
      throw error
    }
    const account = databases.table('Bank').get(user)
    if (account === undefined) throw failure('The user does not have an account.')
    return account.balance!
  },
  check: (given, expected) =>
    sameStripped(given, expected, 'token') && agree(given, expected, ['output', 'exception']),
}

const openBankAccount: Api = {
  name: 'OpenBankAccount',
  parameters: { account: 'str', password: 'str', name: 'str' },
  run(databases, { account }) {
    const known = databases.keep('OpenBankAccount', () => new Set<Json>(['test']))
    if (known.has(account!)) return 'failed'
    known.add(account!)
    return 'success'
  },
  check: sameResult,
}

function stockOf(input: Json): { code: string; date: ReturnType<typeof checkTime> } {
  const code = strip(textFor(item(input, 'stock_code'), 'upper').toUpperCase())
  return { code, date: checkTime(item(input, 'date'), DATE) }
}

const queryStock: Api = {
  name: 'QueryStock',
  parameters: { stock_code: 'str', date: 'str' },
  run(databases, given) {
    const { code, date: checked } = stockOf(given)
    if (code === '') throw failure('The stock code cannot be empty.')
    const date = requireTime(checked)
    const prices = databases.table<Row>('Stock').get(code)
    if (prices === undefined) throw failure('The stock code does not exist.')
    if (!Object.hasOwn(prices, date)) throw failure('The stock price of this date is not maintained.')
    return prices[date]!
  },
  check(given, expected) {
    for (const result of [given, expected]) for (const key of ['stock_code', 'date']) item(result.input, key)
    const [left, right] = [stockOf(given.input), stockOf(expected.input)]
    return (
      left.code === right.code &&
      sameChecked(left.date, right.date) &&
      agree(given, expected, ['output', 'exception'])
    )
  },
}

export const moneyApis = [bookHotel, queryBalance, openBankAccount, queryStock]
