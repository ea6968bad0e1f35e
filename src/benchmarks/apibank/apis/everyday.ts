// Calculator, today's date, music and mail (official apis/calculator.py, get_today.py, play_music.py, send_email.py).
import type { CallResult } from '../cases.ts'
import { strip } from '../python-space.ts'
import { agree, type Api, failure, field, item, sameStripped, textFor } from './api.ts'
import { calculate } from './calculate.ts'

/** Blanks in the formula do not count. Level 3 has the same class. */
export const calculator: Api = {
  name: 'Calculator',
  parameters: { formula: 'str' },
  run: (_databases, { formula }) => calculate(textFor(formula!, 'replace').replaceAll(' ', '')),
  check(given, expected) {
    const [left, right] = [given, expected].map(({ input }) =>
      textFor(item(input, 'formula'), 'replace').replaceAll(' ', ''),
    )
    return left === right && agree(given, expected, ['output', 'exception'])
  },
}

const getToday: Api = {
  name: 'GetToday',
  parameters: {},
  input: null,
  run: () => '2023-03-31',
  check: given =>
    field(given, 'output') !== null && field(given, 'exception') === null && field(given, 'input') === null,
}

const playMusic: Api = {
  name: 'PlayMusic',
  parameters: { music_name: 'str' },
  run(_databases, { music_name }) {
    const name = strip(textFor(music_name!, 'lower').toLowerCase())
    if (name === '') throw failure('The music name cannot be empty.')
    return `music://${name}`
  },
  check: (given, expected) => agree(given, expected, ['output']),
}

/** The class's pattern: letters and digits with at most one dot or underscore, one sign, one dot, two or three more. */
function isAddress(text: string): boolean {
  const [local = '', domain = '', ...more] = text.split('@')
  return (
    more.length === 0 &&
    (/^[a-z0-9]{2,}$/.test(local) || /^[a-z0-9]+[._][a-z0-9]+$/.test(local)) &&
    /^[\p{L}\p{N}_]+\.[\p{L}\p{N}_]{2,3}$/u.test(domain)
  )
}

const sendEmail: Api = {
  name: 'SendEmail',
  parameters: { receiver: 'str', subject: 'str', content: 'str' },
  run(_databases, given) {
    const [receiver, subject, content] = ['receiver', 'subject', 'content'].map(key =>
      strip(textFor(given[key]!, 'strip')),
    )
    if (!isAddress(receiver!)) throw failure('Email address of the receiver is invalid.')
    if (subject === '') throw failure('Subject cannot be empty.')
    if (content === '') throw failure('Content cannot be empty.')
    return 'success'
  },
  check: sameMail,
}

function sameMail(given: CallResult, expected: CallResult): boolean {
  for (const key of ['receiver', 'subject', 'content'])
    for (const result of [given, expected]) textFor(item(result.input, key), 'strip')
  return (
    sameStripped(given, expected, 'receiver', true) &&
    sameStripped(given, expected, 'subject') &&
    sameStripped(given, expected, 'content') &&
    agree(given, expected, ['output', 'exception'])
  )
}

export const everydayApis = [calculator, getToday, playMusic, sendEmail]
