// The agenda (official apis/add_agenda.py, delete_agenda.py, modify_agenda.py, query_agenda.py).
import type { Json } from '../../../dialogue/dialogue.ts'
import type { CallResult } from '../cases.ts'
import { strip } from '../python-space.ts'
import { userOf } from './account.ts'
import { agree, type Api, type Databases, failure, field, type Given, item, isEqual, say } from './api.ts'
import { requireSameName, sameInputs, similarText, type Table, textFor } from './api.ts'
import { DATE_TIME, parseTime } from './times.ts'

const PARAMETERS: Api['parameters'] = { token: 'str', content: 'str', time: 'str', location: 'str' }

const agenda = (databases: Databases) => databases.table('Agenda')

/** The first entry of a user with this content or at this time. */
export function findEntry(table: Table, user: string, { content, time }: Given): string | number | undefined {
  for (const [key, entry] of table)
    if (entry.username === user && (entry.content === content || entry.time === time)) return key
  return undefined
}

export function requireContent(content: Json): void {
  if (strip(textFor(content, 'strip')) === '') throw failure('Content should not be null')
}

/** `word` is what the class calls an entry; where neither content nor time was given there is nothing to name. */
function notFound({ content, time }: Given, word: string): void {
  if (content) throw failure(`You have no ${word} about ${say(content!)}`)
  if (time) throw failure(`You have no ${word} at time : ${say(time!)}`)
}

const addAgenda: Api = {
  name: 'AddAgenda',
  parameters: PARAMETERS,
  run(databases, { token, content, time, location }) {
    parseTime(time!, DATE_TIME)
    requireContent(content!)
    const table = agenda(databases)
    const id = table.size + 1
    const username = userOf(databases, token!)
    table.set(id, { username, content: content!, time: time!, location: location! })
    return 'success'
  },
  check(given, expected) {
    requireSameName(given, expected)
    return sameEntry(given, expected)
  },
}

function sameEntry(given: CallResult, expected: CallResult): boolean {
  return (
    similarText(given, expected, 'content') &&
    sameInputs(given, expected, ['time', 'location']) &&
    agree(given, expected, ['output', 'exception'])
  )
}

const deleteAgenda: Api = {
  name: 'DeleteAgenda',
  parameters: PARAMETERS,
  run(databases, given) {
    if (given.time) parseTime(given.time, DATE_TIME)
    const user = userOf(databases, given.token!)
    const key = findEntry(agenda(databases), user, given)
    if (key === undefined) notFound(given, 'meeting')
    else agenda(databases).delete(key)
    return 'success'
  },
  check: sameDeletion,
}

/** After two deletions that succeed only the time counts; otherwise the input does not. */
export function sameDeletion(given: CallResult, expected: CallResult): boolean {
  const isSuccess = (result: CallResult) => field(result, 'output') === 'success'
  if (isSuccess(expected) && isSuccess(given))
    return isEqual(item(given.input, 'time'), item(expected.input, 'time'))
  return agree(given, expected, ['output', 'exception'])
}

const modifyAgenda: Api = {
  name: 'ModifyAgenda',
  parameters: PARAMETERS,
  run(databases, given) {
    const { token, content, time, location } = given
    if (time) parseTime(time, DATE_TIME)
    const username = userOf(databases, token!)
    const key = findEntry(agenda(databases), username, given)
    if (key === undefined) {
      notFound(given, 'agenda')
      return 'Error'
    }
    agenda(databases).set(key, { username, content: content!, time: time!, location: location! })
    return 'success'
  },
  check: sameEntry,
}

const queryAgenda: Api = {
  name: 'QueryAgenda',
  parameters: PARAMETERS,
  run(databases, given) {
    if (given.time) parseTime(given.time, DATE_TIME)
    const user = userOf(databases, given.token!)
    const key = findEntry(agenda(databases), user, given)
    if (key !== undefined) return agenda(databases).get(key)!
    notFound(given, 'agenda')
    throw failure('Error')
  },
  check: sameEntry,
}

export const agendaApis = [addAgenda, deleteAgenda, modifyAgenda, queryAgenda]
