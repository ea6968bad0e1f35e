// Alarms (official apis/add_alarm.py, delete_alarm.py, modify_alarm.py, query_alarm.py).
import type { Json } from '../../../dialogue/dialogue.ts'
import { userOf } from './account.ts'
import { type Api, type Databases, failure, sameResult, say } from './api.ts'
import { DATE_TIME, parseTime } from './times.ts'

const alarms = (databases: Databases) => databases.table('Alarm')

function findAlarm(databases: Databases, user: string, time: Json): string | number | undefined {
  for (const [key, alarm] of alarms(databases)) if (alarm.username === user && alarm.time === time) return key
  return undefined
}

const addAlarm: Api = {
  name: 'AddAlarm',
  parameters: { token: 'str', time: 'str' },
  run(databases, { token, time }) {
    parseTime(time!, DATE_TIME)
    const id = alarms(databases).size + 1
    alarms(databases).set(id, { username: userOf(databases, token!), time: time! })
    return 'success'
  },
  check: sameResult,
}

const deleteAlarm: Api = {
  name: 'DeleteAlarm',
  parameters: { token: 'str', time: 'str' },
  run(databases, { token, time }) {
    parseTime(time!, DATE_TIME)
    const key = findAlarm(databases, userOf(databases, token!), time!)
    if (key === undefined) throw failure(`You have no alarm clock at time : ${say(time!)}`)
    alarms(databases).delete(key)
    return 'success'
  },
  check: sameResult,
}

const modifyAlarm: Api = {
  name: 'ModifyAlarm',
  parameters: { token: 'str', from_time: 'str', to_time: 'str' },
  run(databases, { token, from_time, to_time }) {
    parseTime(from_time!, DATE_TIME)
    parseTime(to_time!, DATE_TIME)
    const username = userOf(databases, token!)
    const key = findAlarm(databases, username, from_time!)
    if (key === undefined) throw failure(`You have no agenda at time : ${say(from_time!)}`)
    alarms(databases).set(key, { username, time: to_time! })
    return 'success'
  },
  check: sameResult,
}

const queryAlarm: Api = {
  name: 'QueryAlarm',
  parameters: { token: 'str', time: 'str' },
  run(databases, { token, time }) {
    parseTime(time!, DATE_TIME)
    const key = findAlarm(databases, userOf(databases, token!), time!)
    if (key === undefined) throw failure(`You have no alarm clock at time : ${say(time!)}`)
    return alarms(databases).get(key)!
  },
  check: sameResult,
}

export const alarmApis = [addAlarm, deleteAlarm, modifyAlarm, queryAlarm]
