// The classes of level 3 that look one word up in one table (official lv3_apis/like_count.py, travel_status.py and others).
import type { Json } from '../../../dialogue/dialogue.ts'
import { PythonError } from '../../../files/python-error.ts'
import { repr } from '../../../files/python-repr.ts'
import { fromJson } from '../../../files/values.ts'
import type { CallResult } from '../cases.ts'
import { agree, type Api, failure, keyOf, requireSameName, type Row } from './api.ts'

/** The rule of most classes of level 3: the names must be equal, else the check breaks off. */
export function sameNamedResult(given: CallResult, expected: CallResult): boolean {
  requireSameName(given, expected)
  return agree(given, expected, ['output', 'exception', 'input'])
}

/** `table[key]` of Python; a key that is missing is reported by its repr. */
export function look(table: Record<string, Json>, key: Json): Json {
  if (isIn(table, key)) return table[String(key)]!
  throw new PythonError('KeyError', repr(fromJson(key)))
}

function isIn(table: Record<string, Json>, key: Json): boolean {
  return Object.hasOwn(table, String(keyOf(key)))
}

/** A class that looks one parameter up in one table. */
function lookup(
  name: string,
  parameter: string,
  options: {
    table: Record<string, Json>
    type?: 'int'
    /** The key that the output is put under. */
    under?: string
    missing?: (key: Json) => string
  },
): Api {
  return {
    name,
    parameters: { [parameter]: options.type ?? 'str' },
    run(_databases, given) {
      const key = given[parameter]!
      if (options.missing && !isIn(options.table, key)) throw failure(options.missing(key))
      const found = structuredClone(look(options.table, key))
      return options.under === undefined ? found : { [options.under]: found }
    },
    check: sameNamedResult,
  }
}

const CLIENT = 'Meeting with the client'
const TRIO = ['John', 'Mary', 'Peter']

function meeting(id: number, name: string, at: { day: number; room: number; who: string[] }): Row {
  return {
    meeting_id: id,
    meeting_name: name,
    meeting_time: `2021-01-0${at.day} 10:00:00`,
    meeting_location: `Room ${at.room}`,
    meeting_attendees: at.who,
  }
}

const LONG = [
  meeting(1, CLIENT, { day: 1, room: 1, who: TRIO }),
  meeting(2, 'Meeting about the new project', { day: 2, room: 2, who: TRIO }),
]
const SHORT = [meeting(1, 'Meeting', { day: 1, room: 1, who: ['Tom', 'Jerry'] })]

const TRILOGY = ['The Matrix', 'The Lord of the Rings', 'The Dark Knight']
const TURNED = ['The Lord of the Rings', 'The Dark Knight', 'The Matrix']

export const lookupApis = [
  lookup('GetOccupationSalary', 'occupation', {
    table: {
      'Financial Analyst': 100000,
      'Software Engineer': 120000,
      'Data Scientist': 150000,
      'Product Manager': 130000,
      Doctor: 200000,
    },
    under: 'salary',
    missing: () => 'The occupation is not in the database.',
  }),
  lookup('LikeCount', 'post_id', {
    table: Object.fromEntries(Array.from({ length: 15 }, (_, at) => [at + 1, 10 * (at + 1)])),
    type: 'int',
    under: 'like_count',
    missing: id => `Post with ID ${id as number} does not exist.`,
  }),
  lookup('OrganizationMembers', 'organization', {
    table: {
      Alibaba: TRIO,
      Tencent: ['Tom', 'Jerry'],
      Baidu: ['Jack', 'Rose'],
      ByteDance: ['Bob', 'Alice'],
      JD: ['Mike', 'Jane'],
    },
    under: 'members',
  }),
  lookup('QueryMeeting', 'user_name', {
    table: { John: LONG, Mary: LONG, Peter: LONG, Tom: SHORT, Jerry: SHORT },
    under: 'meetings',
  }),
  lookup('TravelStatus', 'member_name', {
    table: {
      ...Object.fromEntries(['John', 'Tom', 'Bob'].map(name => [name, 'Traveling'])),
      ...Object.fromEntries(['Mary', 'Jerry', 'Alice'].map(name => [name, 'Working from home'])),
      ...Object.fromEntries(
        ['Peter', 'Jack', 'Rose', 'Mike', 'Jane'].map(name => [name, 'Working from office']),
      ),
    },
  }),
  lookup('UserPosts', 'user_id', {
    table: Object.fromEntries([1, 2, 3, 4, 5].map(user => [user, [3 * user - 2, 3 * user - 1, 3 * user]])),
    type: 'int',
    under: 'post_ids',
  }),
  lookup('UserWatchedMovies', 'user_name', {
    table: { John: TRILOGY, Mary: TURNED, Peter: TRILOGY, Tom: TURNED, Jerry: TRILOGY },
    missing: () => 'User not found.',
  }),
  lookup('UserMoviePreferences', 'user_name', {
    table: {
      John: ['Action', 'Comedy', 'Drama'],
      Mary: ['Comedy', 'Drama', 'Romance'],
      Peter: ['Action', 'Drama', 'Thriller'],
      Tom: ['Action', 'Comedy', 'Drama'],
      Jerry: ['Comedy', 'Drama', 'Romance'],
    },
    under: 'preferences',
  }),
]
