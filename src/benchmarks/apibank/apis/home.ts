// The smart home: scenes of devices, and timed switches (official apis/add_scene.py, timed_switch.py and their like).
import type { Json } from '../../../dialogue/dialogue.ts'
import { PythonError } from '../../../files/python-error.ts'
import type { CallResult } from '../cases.ts'
import { strip } from '../python-space.ts'
import { agree, type Api, contains, type Databases, failure, field, isEqual, item, type Row } from './api.ts'
import { sameStripped, textFor, typeOf, walk } from './api.ts'
import { checkTime, DATE_TIME, requireTime, sameChecked } from './times.ts'

const scenes = (databases: Databases) => databases.table<Json>('Scenes')

function fold(value: Json): string {
  return strip(textFor(value, 'strip')).toLowerCase()
}

function sceneName(name: Json): string {
  const folded = fold(name)
  if (folded === '') throw failure('Scene name cannot be empty.')
  return folded
}

/** Rewrites a device in its normal form, in place as the class does: what is reported as input changes with it. */
function normalise(device: Json): string {
  const name = fold(item(device, 'name'))
  ;(device as Row).name = name
  ;(device as Row).description = strip(textFor(item(device, 'description'), 'strip'))
  return name
}

function sortByName(devices: Json): void {
  if (!Array.isArray(devices))
    throw new PythonError('AttributeError', `'${typeOf(devices)}' object has no attribute 'sort'`)
  const names = devices.map(device => item(device, 'name') as string)
  const order = [...devices.keys()].sort((a, b) => compareText(names[a]!, names[b]!) || a - b)
  const sorted = order.map(at => devices[at]!)
  for (const [at, device] of sorted.entries()) devices[at] = device
}

/** Python orders texts by code points. */
function compareText(left: string, right: string): number {
  const [a, b] = [[...left], [...right]]
  const at = a.findIndex((character, index) => character !== b[index])
  if (at < 0) return a.length - b.length
  return at >= b.length ? 1 : a[at]!.codePointAt(0)! - b[at]!.codePointAt(0)!
}

function checkDevices(devices: Json): void {
  const names = new Set<string>()
  for (const device of walk(devices)) {
    if (!contains(device, 'name') || !contains(device, 'description')) throw failure('Invalid device format.')
    const name = normalise(device)
    if (names.has(name)) throw failure('Device name cannot be duplicated.')
    names.add(name)
  }
  sortByName(devices)
}

/** Devices in normal form and in order; where a text was given instead of a list the official check breaks off. */
function normalDevices(result: CallResult): Json {
  const devices = structuredClone(item(result.input, 'devices'))
  for (const device of walk(devices)) normalise(device)
  sortByName(devices)
  return devices
}

/** All inputs are looked up first; then devices are rewritten before anything is compared, so a text breaks the check off. */
function sameScene(given: CallResult, expected: CallResult): boolean {
  for (const result of [given, expected]) for (const key of ['name', 'devices']) item(result.input, key)
  const isNamed = sameStripped(given, expected, 'name', true)
  const [left, right] = [normalDevices(given), normalDevices(expected)]
  return isNamed && isEqual(left, right)
}

const addScene: Api = {
  name: 'AddScene',
  parameters: { name: 'str', devices: 'list' },
  run(databases, { name, devices }) {
    const key = sceneName(name!)
    checkDevices(devices!)
    if (scenes(databases).has(key)) throw failure('Scene name already exists.')
    scenes(databases).set(key, devices!)
    return 'success'
  },
  check(given, expected) {
    const isSame = sameScene(given, expected)
    if (!isSame || (field(expected, 'output') === null && field(given, 'output') !== null)) return false
    return agree(given, expected, ['exception'])
  },
}

const deleteScene: Api = {
  name: 'DeleteScene',
  parameters: { name: 'str' },
  run(databases, { name }) {
    if (!scenes(databases).delete(sceneName(name!))) throw failure('The scene does not exist.')
    return 'success'
  },
  check: sameNamed,
}

function sameNamed(given: CallResult, expected: CallResult): boolean {
  return sameStripped(given, expected, 'name', true) && agree(given, expected, ['output', 'exception'])
}

const modifyScene: Api = {
  name: 'ModifyScene',
  parameters: { name: 'str', devices: 'list' },
  run(databases, { name, devices }) {
    const key = sceneName(name!)
    checkDevices(devices!)
    if (!scenes(databases).has(key)) throw failure('The scene does not exist.')
    scenes(databases).set(key, devices!)
    return 'success'
  },
  check: (given, expected) => sameScene(given, expected) && agree(given, expected, ['output', 'exception']),
}

const queryScene: Api = {
  name: 'QueryScene',
  parameters: { name: 'str' },
  run(databases, { name }) {
    const devices = scenes(databases).get(sceneName(name!))
    if (devices === undefined) throw failure('Scene not found.')
    return devices
  },
  check: sameNamed,
}

const switches = (databases: Databases) => databases.table<Row[]>('TimeSwitch')

const timedSwitch: Api = {
  name: 'TimedSwitch',
  parameters: { name: 'str', time: 'str', on: 'bool' },
  run(databases, { name, time: written, on }) {
    const key = fold(name!)
    if (key === '') throw failure('Name cannot be empty.')
    const time = requireTime(checkTime(written!, DATE_TIME))
    const entries = switches(databases).get(key) ?? []
    const known = entries.find(entry => entry.time === time)
    if (known) known.on = on!
    else entries.push({ time, on: on! })
    switches(databases).set(key, entries)
    return 'success'
  },
  check: (given, expected) => sameSwitch(given, expected, ['on']),
}

/** All inputs are looked up before any is compared. */
function sameSwitch(given: CallResult, expected: CallResult, others: string[]): boolean {
  for (const key of ['name', 'time', ...others])
    for (const result of [given, expected]) item(result.input, key)
  const isNamed = sameStripped(given, expected, 'name', true)
  const [left, right] = [given, expected].map(({ input }) => checkTime(item(input, 'time'), DATE_TIME))
  return (
    isNamed &&
    sameChecked(left!, right!) &&
    others.every(key => isEqual(item(given.input, key), item(expected.input, key))) &&
    agree(given, expected, ['output', 'exception'])
  )
}

const cancelTimedSwitch: Api = {
  name: 'CancelTimedSwitch',
  parameters: { name: 'str', time: 'str' },
  run(databases, { name, time: written }) {
    const key = fold(name!)
    if (key === '') throw failure('name cannot be empty.')
    const time = requireTime(checkTime(written!, DATE_TIME))
    const entries = switches(databases).get(key)
    if (entries === undefined) throw failure('device name does not exist.')
    const at = entries.findIndex(entry => entry.time === time)
    if (at < 0) throw failure('time does not exist.')
    entries.splice(at, 1)
    return 'success'
  },
  check: (given, expected) => sameSwitch(given, expected, []),
}

export const homeApis = [addScene, deleteScene, modifyScene, queryScene, timedSwitch, cancelTimedSwitch]
