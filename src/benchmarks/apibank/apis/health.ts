// The hospital: appointments, health data, symptoms (official apis/appointment_registration.py, query_health_data.py and others).
import type { Json } from '../../../dialogue/dialogue.ts'
import { PythonError, typeError } from '../../../files/python-error.ts'
import type { CallResult } from '../cases.ts'
import { strip } from '../python-space.ts'
import {
  agree,
  type Api,
  contains,
  type Databases,
  failure,
  field,
  type Given,
  isEqual,
  item,
} from './api.ts'
import { type Row, sameStripped, say, textFor, typeOf } from './api.ts'
import { type Checked, checkMoment, checkTime, compareTimes, DATE, DATE_TIME, type Moment } from './times.ts'
import { parseTime, requireTime, sameChecked } from './times.ts'

const appointments = (databases: Databases) => databases.table('Appointments')

/** The official number is random and its check ignores it; here it is the first free one. */
function freeNumber(taken: Map<string | number, Row>): string {
  let number = 10000000
  while (taken.has(String(number))) number++
  return String(number)
}

function checkedDates(given: CallResult, expected: CallResult, key: string, format: string): boolean {
  const [left, right] = [given, expected].map(({ input }) => checkTime(item(input, key), format))
  return sameChecked(left!, right!)
}

const appointmentRegistration: Api = {
  name: 'AppointmentRegistration',
  parameters: { patient_name: 'str', date: 'str', doctor_name: 'str' },
  run(databases, given) {
    const patient_name = strip(textFor(given.patient_name!, 'strip'))
    const doctor_name = strip(textFor(given.doctor_name!, 'strip'))
    if (patient_name === '' || doctor_name === '')
      throw failure('Patient name or doctor name cannot be empty.')
    const date = requireTime(checkTime(given.date!, DATE))
    for (const known of appointments(databases).values()) {
      if (known.patient_name !== patient_name || checkTime(known.date!, DATE) !== date) continue
      throw failure(
        known.doctor_name === doctor_name
          ? 'This appointment has already been registered.'
          : 'This patient has already been registered in this day.',
      )
    }
    const id = freeNumber(appointments(databases))
    appointments(databases).set(id, { patient_name, date, doctor_name })
    return id
  },
  check(given, expected) {
    const isPatient = sameStripped(given, expected, 'patient_name')
    const isDate = checkedDates(given, expected, 'date', DATE)
    const isDoctor = sameStripped(given, expected, 'doctor_name')
    if (!isPatient || !isDate || !isDoctor) return false
    if (field(expected, 'output') === null && field(given, 'output') !== null) return false
    return agree(given, expected, ['exception'])
  },
}

const cancelRegistration: Api = {
  name: 'CancelRegistration',
  parameters: { appointment_id: 'str' },
  run(databases, { appointment_id }) {
    const id = strip(textFor(appointment_id!, 'strip'))
    if (!appointments(databases).delete(id)) throw failure('The appointment ID is incorrect.')
    return 'success'
  },
  check: (given, expected) =>
    sameStripped(given, expected, 'appointment_id') && agree(given, expected, ['output', 'exception']),
}

const modifyRegistration: Api = {
  name: 'ModifyRegistration',
  parameters: { appointment_id: 'str', new_appointment_date: 'str', new_appointment_doctor: 'str' },
  optional: ['new_appointment_date', 'new_appointment_doctor'],
  run(databases, given) {
    const id = strip(textFor(given.appointment_id!, 'strip'))
    const appointment = appointments(databases).get(id)
    if (appointment === undefined) throw failure('The appointment ID does not exist.')
    const { date, doctor } = readChange(given)
    if (date === null && doctor === null) throw failure('Fail because no modification is made.')
    const isSameDate = date === appointment.date
    const isSameDoctor = doctor === appointment.doctor_name
    if (isSameDate && isSameDoctor) throw failure('Fail because no modification is made.')
    if (isSameDate) throw failure('Fail because date is not changed.')
    if (isSameDoctor) throw failure('Fail because doctor is not changed.')
    if (date !== null) appointment.date = date
    if (doctor !== null) appointment.doctor_name = doctor
    return 'success'
  },
  check(given, expected) {
    const changes = [given, expected].map(({ input }) => {
      const id = item(input, 'appointment_id')
      const date = item(input, 'new_appointment_date')
      return { id, date, doctor: item(input, 'new_appointment_doctor') }
    })
    // The given number is made a text first, the expected one is not.
    const ids = changes.map(({ id }, at) => strip(at === 0 ? say(id) : textFor(id, 'strip')))
    const [left, right] = changes.map(({ date }) => (date === null ? '' : checkTime(date, DATE)))
    const doctors = changes.map(({ doctor }) => (doctor === null ? null : strip(textFor(doctor, 'strip'))))
    return (
      ids[0] === ids[1] &&
      sameChecked(left!, right!) &&
      isEqual(doctors[0]!, doctors[1]!) &&
      agree(given, expected, ['output', 'exception'])
    )
  },
}

/** The date is checked first, but its error counts only after an empty doctor's. */
function readChange(given: Given): { date: string | null; doctor: string | null } {
  const date = given.new_appointment_date!
  const checked = date === null ? null : checkTime(date, DATE)
  const name = given.new_appointment_doctor!
  const doctor = name === null ? null : strip(textFor(name, 'strip'))
  if (doctor === '') throw failure('Fail because the doctor name is empty.')
  return { date: checked === null ? null : requireTime(checked), doctor }
}

const queryRegistration: Api = {
  name: 'QueryRegistration',
  parameters: { patient_name: 'str', date: 'str' },
  run(databases, given) {
    const name = strip(textFor(given.patient_name!, 'strip'))
    const date = requireTime(checkTime(given.date!, DATE))
    const found = [...appointments(databases)].filter(
      ([, known]) => known.patient_name === name && checkTime(known.date!, DATE) === date,
    )
    if (found.length === 0) throw failure('No appointments found.')
    return Object.fromEntries(found) as Row
  },
  check(given, expected) {
    const isPatient = sameStripped(given, expected, 'patient_name')
    const isDate = checkedDates(given, expected, 'date', DATE)
    return isPatient && isDate && agree(given, expected, ['output', 'exception'])
  },
}

const healthData = (databases: Databases) => databases.table<Row[]>('HealthData')

function userId(value: Json): string {
  return strip(textFor(value, 'upper').toUpperCase())
}

function requireUserId(value: Json): string {
  const id = userId(value)
  if (id === '') throw failure('The user id cannot be empty.')
  return id
}

/** The span, or the error of the time or times that cannot be read. */
function requireSpan(start: Checked<Moment>, end: Checked<Moment>): [Moment, Moment] {
  if (start instanceof PythonError && end instanceof PythonError)
    throw failure(`${start.message}; ${end.message}`)
  if (start instanceof PythonError) throw start
  if (end instanceof PythonError) throw end
  if (compareTimes(start, end) > 0) throw failure('The start time cannot be later than the end time.')
  return [start, end]
}

const queryHealthData: Api = {
  name: 'QueryHealthData',
  parameters: { user_id: 'str', start_time: 'str', end_time: 'str' },
  run(databases, given) {
    const name = userId(given.user_id!)
    const times = [
      checkMoment(given.start_time!, DATE_TIME),
      checkMoment(given.end_time!, DATE_TIME),
    ] as const
    const id = requireUserId(name)
    const [start, end] = requireSpan(...times)
    const records = healthData(databases).get(id)
    if (records === undefined) throw failure('The user id does not exist.')
    const found = records.filter(({ time }) => {
      const moment = parseTime(time!, DATE_TIME)
      return compareTimes(moment, start) >= 0 && compareTimes(moment, end) <= 0
    })
    if (found.length === 0) throw failure('There is no health data in the given time span.')
    return found
  },
  check(given, expected) {
    for (const result of [given, expected])
      for (const key of ['user_id', 'start_time', 'end_time']) item(result.input, key)
    const [left, right] = [given, expected].map(({ input }) => userId(item(input, 'user_id')))
    const isSpan = ['start_time', 'end_time'].map(key => checkedDates(given, expected, key, DATE_TIME))
    return left === right && isSpan.every(Boolean) && agree(given, expected, ['output', 'exception'])
  },
}

const recordHealthData: Api = {
  name: 'RecordHealthData',
  parameters: { user_id: 'str', time: 'str', health_data: 'list' },
  optional: ['health_data'],
  run(databases, given) {
    const id = requireUserId(given.user_id!)
    const time = requireTime(checkTime(given.time!, DATE_TIME))
    const values = readHealthData(given.health_data!)
    const records = healthData(databases).get(id) ?? []
    const at = records.findLastIndex(record => record.time === time)
    const before = at < 0 ? { time } : records[at]!
    const record = Object.fromEntries([...Object.entries(before), ...values]) as Row
    if (at < 0) records.push(record)
    else records[at] = record
    healthData(databases).set(id, records)
    return 'success'
  },
  check(given, expected) {
    for (const key of ['user_id', 'time', 'health_data'])
      for (const result of [given, expected]) item(result.input, key)
    const left = userId(say(item(given.input, 'user_id')))
    const right = userId(item(expected.input, 'user_id'))
    const isTime = checkedDates(given, expected, 'time', DATE_TIME)
    return left === right && isTime && agree(given, expected, ['output', 'exception'])
  },
}

/** Names and values; a text, which is what the official parser gives, is walked over by its characters and refused. */
function readHealthData(data: Json): [string, Json][] {
  if (data === null) throw failure('The health data cannot be empty.')
  if (typeof data === 'number' || typeof data === 'boolean')
    throw typeError(`object of type '${typeOf(data)}' has no len()`)
  const items = typeof data === 'string' ? [...data] : Array.isArray(data) ? data : Object.keys(data)
  if (items.length === 0) throw failure('The health data cannot be empty.')
  const names = new Set<string>()
  for (const one of items) {
    if (!contains(one, 'name')) throw failure('The health data has invalid format.')
    const name = item(one, 'name') as string
    if (names.has(name)) throw failure('The health data cannot contain duplicate items.')
    names.add(name)
  }
  return items.map(one => [item(one, 'name') as string, item(one, 'value')])
}

const symptoms = (databases: Databases) => databases.table<Row[]>('Symptom')

function results(databases: Databases, symptom: string, key: 'description' | 'aid'): Json {
  const found = symptoms(databases).get(symptom)
  if (found === undefined) throw failure('The symptom does not exist.')
  return found.map(one => ({ name: one.name!, [key]: one[key]! }))
}

function symptomOf(value: Json): string {
  const symptom = strip(textFor(value, 'strip')).toLowerCase()
  if (symptom === '') throw failure('The symptom cannot be empty.')
  return symptom
}

/** The class meant to report an empty symptom, but asks its error for lower case. */
function emergencySymptomOf(value: Json): string {
  const symptom = strip(textFor(value, 'strip')).toLowerCase()
  if (symptom === '') throw new PythonError('AttributeError', "'Exception' object has no attribute 'lower'")
  return symptom
}

function symptomApi(name: string, key: 'description' | 'aid', read: (value: Json) => string): Api {
  return {
    name,
    parameters: { symptom: 'str' },
    run: (databases, { symptom }) => results(databases, read(symptom!), key),
    check(given, expected) {
      const [left, right] = [given, expected].map(({ input }) => item(input, 'symptom'))
      return read(left!) === read(right!) && agree(given, expected, ['output', 'exception'])
    },
  }
}

export const healthApis = [
  appointmentRegistration,
  cancelRegistration,
  modifyRegistration,
  queryRegistration,
  queryHealthData,
  recordHealthData,
  symptomApi('SymptomSearch', 'description', symptomOf),
  symptomApi('EmergencyKnowledge', 'aid', emergencySymptomOf),
]
