// Meetings (official apis/add_meeting.py, delete_meeting.py, modify_meeting.py, query_meeting.py).
import type { CallResult } from '../cases.ts'
import { strip } from '../python-space.ts'
import { userOf } from './account.ts'
import { sameDeletion } from './agenda.ts'
import { agree, type Api, type Databases, failure, type Given, inputWithout, isEqual, say } from './api.ts'
import { similarText, textFor } from './api.ts'
import { nextId } from './reminder.ts'
import { DATE_TIME, parseTime } from './times.ts'

const PARAMETERS: Api['parameters'] = {
  token: 'str',
  meeting_topic: 'str',
  start_time: 'str',
  end_time: 'str',
  location: 'str',
  attendees: 'list(str)',
}

const meetings = (databases: Databases) => databases.table('Meeting')

/** The topic is compared loosely, the rest of the input whole. */
export function sameMeeting(given: CallResult, expected: CallResult): boolean {
  const isSimilar = similarText(given, expected, 'meeting_topic')
  const [left, right] = [inputWithout(given, 'meeting_topic'), inputWithout(expected, 'meeting_topic')]
  return isSimilar && isEqual(left, right) && agree(given, expected, ['output', 'exception'])
}

function hasNoTopic({ meeting_topic }: Given): boolean {
  return strip(textFor(meeting_topic!, 'strip')) === ''
}

/** Times that were given are read; without a topic there must be a start. */
function checkFirst(given: Given): void {
  if (given.start_time) parseTime(given.start_time, DATE_TIME)
  if (given.end_time) parseTime(given.end_time, DATE_TIME)
  if (hasNoTopic(given) && !given.start_time)
    throw failure('Meeting Topic and start_time should not be null both')
}

function findMeeting(databases: Databases, given: Given): string | number | undefined {
  const user = userOf(databases, given.token!)
  for (const [key, meeting] of meetings(databases))
    if (
      meeting.username === user &&
      (meeting.meeting_topic === given.meeting_topic || meeting.start_time === given.start_time)
    )
      return key
  return undefined
}

function notFound({ meeting_topic, start_time }: Given): void {
  if (meeting_topic) throw failure(`You have no meeting about ${say(meeting_topic!)}`)
  if (start_time) throw failure(`You have no meeting at time : ${say(start_time!)}`)
}

const addMeeting: Api = {
  name: 'AddMeeting',
  parameters: PARAMETERS,
  run(databases, given) {
    parseTime(given.start_time!, DATE_TIME)
    parseTime(given.end_time!, DATE_TIME)
    if (hasNoTopic(given)) throw failure('Meeting Topic should not be null')
    const { token, ...meeting } = given
    const table = meetings(databases)
    table.set(nextId(table), { username: userOf(databases, token!), ...meeting })
    return 'success'
  },
  check: sameMeeting,
}

/** The check looks for an input "time" that no meeting has, so a deletion that succeeds ends in a KeyError: wrong. */
const deleteMeeting: Api = {
  name: 'DeleteMeeting',
  parameters: PARAMETERS,
  run(databases, given) {
    checkFirst(given)
    const key = findMeeting(databases, given)
    if (key === undefined) notFound(given)
    else meetings(databases).delete(key)
    return 'success'
  },
  check: sameDeletion,
}

const modifyMeeting: Api = {
  name: 'ModifyMeeting',
  parameters: PARAMETERS,
  run(databases, given) {
    checkFirst(given)
    const key = findMeeting(databases, given)
    if (key === undefined) {
      notFound(given)
      return 'success'
    }
    const meeting = meetings(databases).get(key)!
    if (given.meeting_topic) meeting.meeting_topic = given.meeting_topic
    if (given.start_time) {
      meeting.start_time = given.start_time
      meeting.end_time = given.end_time!
    }
    return 'success'
  },
  check: sameMeeting,
}

const queryMeeting: Api = {
  name: 'QueryMeeting',
  parameters: PARAMETERS,
  run(databases, given) {
    checkFirst(given)
    const key = findMeeting(databases, given)
    if (key !== undefined) return meetings(databases).get(key)!
    notFound(given)
    return 'Error'
  },
  check: sameMeeting,
}

export const meetingApis = [addMeeting, deleteMeeting, modifyMeeting, queryMeeting]
