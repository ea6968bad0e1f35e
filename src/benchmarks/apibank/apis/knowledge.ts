// What is looked up: history, encyclopaedia, documents, speech, pictures, and what would need the network.
import type { Json } from '../../../dialogue/dialogue.ts'
import { PythonError } from '../../../files/python-error.ts'
import type { CallResult } from '../cases.ts'
import { strip } from '../python-space.ts'
import {
  agree,
  type Api,
  failure,
  field,
  isEqual,
  item,
  type Row,
  sameInputs,
  sameStripped,
  textFor,
} from './api.ts'
import { searchDocuments } from './search.ts'
import {
  type Checked,
  checkMoment,
  DATE,
  fillYear,
  MONTH_DAY,
  parseTime,
  sameChecked,
  writeTime,
} from './times.ts'

/** A date with or without a year, as month and day. */
function monthDay(value: Json): Checked {
  const whole = checkMoment(value, DATE)
  if (!(whole instanceof PythonError)) return writeTime(whole, MONTH_DAY)
  try {
    return writeTime(parseTime(fillYear(value), MONTH_DAY), MONTH_DAY)
  } catch (error) {
    if (error instanceof PythonError) return error
    throw error
  }
}

const queryHistoryToday: Api = {
  name: 'QueryHistoryToday',
  parameters: { date: 'str' },
  run(databases, { date: written }) {
    const date = monthDay(written!)
    if (date instanceof PythonError) throw date
    const events = databases.table<Row[]>('History').get(date)
    if (events === undefined) throw failure('The date is not in the database.')
    return events.map(event => {
      const [title, when, description] = ['Title', 'Date', 'Description'].map(key =>
        strip(event[key] as string),
      )
      return `Title: ${title}, Date: ${when}, Description: ${description}`
    })
  },
  check(given, expected) {
    const [left, right] = [given, expected].map(({ input }) => monthDay(item(input, 'date')))
    return sameChecked(left!, right!) && agree(given, expected, ['output', 'exception'])
  },
}

const wiki: Api = {
  name: 'Wiki',
  parameters: { keyword: 'str' },
  run(databases, { keyword }) {
    const key = strip(textFor(keyword!, 'replace').replaceAll('_', ' ')).toLowerCase()
    const page = databases.table('Wiki').get(key)
    if (page === undefined) throw failure('Keyword not found.')
    return { url: page.url!, summary: page.summary! }
  },
  check: sameNamedOutput,
}

/** The input does not count. */
function sameNamedOutput(given: CallResult, expected: CallResult): boolean {
  return agree(given, expected, ['api_name', 'output', 'exception'])
}

const searchEngine: Api = {
  name: 'SearchEngine',
  parameters: { keyword: 'str' },
  run: (databases, { keyword }) =>
    searchDocuments(databases.document('SearchEngine'), strip(textFor(keyword!, 'lower').toLowerCase())),
  check(given, expected) {
    if (!agree(given, expected, ['api_name', 'exception'])) return false
    const [left, right] = [given, expected].map(result => byTitle(field(result, 'output')))
    return isEqual(left!, right!)
  },
}

/** The two documents in an order that does not depend on their rank. A missing output breaks the official check off. */
function byTitle(output: Json): Json {
  if (output === null)
    throw new PythonError('UnboundLocalError', 'local variable referenced before assignment')
  const key = (document: Json) => (item(document, 'title') as string) + (item(document, 'abstract') as string)
  return [...(output as Json[])].sort((left, right) => (key(left) < key(right) ? 1 : -1))
}

const documentQa: Api = {
  name: 'DocumentQA',
  parameters: { url: 'str', question: 'str' },
  run(databases, { url, question }) {
    const place = strip(textFor(url!, 'strip'))
    const asked = strip(textFor(question!, 'strip'))
    if (asked === '') throw failure('The question is empty.')
    const known = databases.table<Json>('QuestionAnswering').get(place)
    if (known === undefined) throw failure('The document of this url failed to be processed.')
    // The file lists pairs; the class looks for the question itself among them and never finds it.
    const answers = Array.isArray(known) ? {} : (known as Row)
    return Object.hasOwn(answers, asked) ? answers[asked]! : 'The question is too difficult to answer.'
  },
  check: (given, expected) =>
    sameStripped(given, expected, 'url') &&
    sameStripped(given, expected, 'question') &&
    agree(given, expected, ['output', 'exception']),
}

const speechRecognition: Api = {
  name: 'SpeechRecognition',
  parameters: { url: 'str' },
  run(databases, { url }) {
    const place = strip(textFor(url!, 'strip'))
    if (!place.endsWith('.wav')) throw failure('The url should end with .wav.')
    const text = databases.table<Json>('SpeechRecognition').get(place)
    if (text === undefined) throw failure('The audio of this url failed to be processed.')
    return text
  },
  check: (given, expected) => agree(given, expected, ['input', 'output', 'exception']),
}

const imageCaption: Api = {
  name: 'ImageCaption',
  parameters: { url: 'str' },
  run(databases, { url }) {
    const place = strip(textFor(url!, 'strip'))
    if (!/\.(?:jpe?g|png)$/.test(place)) throw failure('The url should end with .jpg, .jpeg or .png.')
    const pictures = databases.document('ImageCaptioning') ?? []
    const found = (pictures as Row[]).find(picture => picture.url === place)
    if (found === undefined) throw failure('The image of this url failed to be processed.')
    return found.caption!
  },
  check: (given, expected) => agree(given, expected, ['input', 'output', 'exception']),
}

/** Needs the network, which no call reaches: the answer is that of a look-up that failed. */
const dictionary: Api = {
  name: 'Dictionary',
  parameters: { keyword: 'str' },
  run(_databases, { keyword }) {
    textFor(keyword!, 'replace')
    throw failure('Failed.')
  },
  check: (given, expected) =>
    field(given, 'api_name') === 'Dictionary' && agree(given, expected, ['output', 'exception']),
}

/** Needs the network too. The official class reports what its translator's connection says; here that is this. */
const translate: Api = {
  name: 'Translate',
  parameters: { src: 'str', src_lang: 'str', tgt_lang: 'str' },
  keywords: true,
  run() {
    throw failure('The network is not reached.')
  },
  check: (given, expected) =>
    agree(given, expected, ['api_name']) &&
    sameInputs(given, expected, ['src']) &&
    agree(given, expected, ['output', 'exception']),
}

export const knowledgeApis = [
  queryHistoryToday,
  wiki,
  searchEngine,
  documentQa,
  speechRecognition,
  imageCaption,
  dictionary,
  translate,
]
