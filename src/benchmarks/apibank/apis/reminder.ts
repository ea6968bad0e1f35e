// Reminders (official apis/add_reminder.py, delete_reminder.py, modify_reminder.py, query_reminder.py).
import type { CallResult } from '../cases.ts'
import { userOf } from './account.ts'
import { findEntry, requireContent, sameDeletion } from './agenda.ts'
import { agree, type Api, type Databases, failure, type Given, requireSameName, say } from './api.ts'
import { sameInputs, similarText, type Table } from './api.ts'
import { DATE_TIME, parseTime } from './times.ts'

const PARAMETERS: Api['parameters'] = { token: 'str', content: 'str', time: 'str' }

const reminders = (databases: Databases) => databases.table('Reminder')

/** The next number as a text; the official code counts on from the highest. */
export function nextId(table: Table): string {
  return String(table.size === 0 ? 0 : Math.max(...[...table.keys()].map(Number)) + 1)
}

function requireReminder(databases: Databases, given: Given): string | number {
  const key = findEntry(reminders(databases), userOf(databases, given.token!), given)
  if (key !== undefined) return key
  throw failure(`You have no reminder about ${say(given.content!)} or at time : ${say(given.time!)}`)
}

function checkFirst({ content, time }: Given): void {
  parseTime(time!, DATE_TIME)
  requireContent(content!)
}

function sameReminder(given: CallResult, expected: CallResult): boolean {
  return (
    similarText(given, expected, 'content', true) &&
    sameInputs(given, expected, ['time']) &&
    agree(given, expected, ['output', 'exception'])
  )
}

function sameNamedReminder(given: CallResult, expected: CallResult): boolean {
  requireSameName(given, expected)
  return sameReminder(given, expected)
}

const addReminder: Api = {
  name: 'AddReminder',
  parameters: PARAMETERS,
  run(databases, given) {
    checkFirst(given)
    const { token, content, time } = given
    const table = reminders(databases)
    table.set(nextId(table), { username: userOf(databases, token!), content: content!, time: time! })
    return 'success'
  },
  check: sameNamedReminder,
}

const deleteReminder: Api = {
  name: 'DeleteReminder',
  parameters: PARAMETERS,
  run(databases, given) {
    checkFirst(given)
    reminders(databases).delete(requireReminder(databases, given))
    return 'success'
  },
  check: sameDeletion,
}

const modifyReminder: Api = {
  name: 'ModifyReminder',
  parameters: PARAMETERS,
  run(databases, given) {
    checkFirst(given)
    const reminder = reminders(databases).get(requireReminder(databases, given))!
    reminder.content = given.content!
    reminder.time = given.time!
    return 'success'
  },
  check: sameNamedReminder,
}

const queryReminder: Api = {
  name: 'QueryReminder',
  parameters: PARAMETERS,
  run(databases, given) {
    checkFirst(given)
    return reminders(databases).get(requireReminder(databases, given))!
  },
  check: sameReminder,
}

export const reminderApis = [addReminder, deleteReminder, modifyReminder, queryReminder]
