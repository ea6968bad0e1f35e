// VehicleControlAPI: a car with its engine, doors, brakes, climate, lights, tires and navigation.
import { PythonError } from '../../../files/python-error.ts'
import type { PythonRandom } from '../../../files/python-random.ts'
import { repr } from '../../../files/python-repr.ts'
import { type Dict, Float, float, type Value } from '../../../files/values.ts'
import { add, divide, multiply, operate, subtract } from '../python/arithmetic.ts'
import { compare, equals, isTrue, lookUp, setItem } from '../python/compare.ts'
import { iterate } from '../python/sequence.ts'
import { join, toFloatValue } from '../python/text.ts'
import { type Api, dict, type Edition, failure, method, type Scenario, type Shared } from './api.ts'
import { copyOf } from './copy.ts'
import { randomOf } from './random.ts'
import {
  DISTANCES,
  DOORS,
  INITIAL,
  MAX_FUEL,
  MILES_PER_GALLON,
  MIN_FUEL,
  SEED,
  TIRE_SHOP,
  ZIP_CODES,
} from './vehicle-constants.ts'

type State = {
  random: () => PythonRandom
  shared: Shared
  edition: Edition
  longContext: Scenario['longContext']
  /** Keys as the configuration has them. */
  values: Map<string, Value>
  doors: Dict
  unlocked: Value
}

const PRIVATE = ['parkingBrakeForce', 'slopeAngle', 'brakePedalForce']
const FULL_BRAKE = 1000

function load(config: Dict, { edition, longContext, shared }: Scenario): State {
  const values = new Map<string, Value>()
  for (const [name, standard] of Object.entries(INITIAL)) values.set(name, copyOf(config, name) ?? standard)
  const doors =
    (copyOf(config, 'doorStatus') as Dict | undefined) ?? new Map(DOORS.map(door => [door, 'unlocked']))
  const locked = [...doors.values()].filter(status => status === 'locked').length
  return {
    random: randomOf(config, SEED),
    shared,
    edition,
    longContext,
    values,
    doors,
    unlocked: DOORS.length - locked,
  }
}

function get(state: State, name: string): Value {
  return state.values.get(name) ?? null
}

function startEngine(state: State, mode: Value): Value {
  if (mode === 'STOP') state.values.set('engineState', 'stopped')
  if (compare(state.unlocked, '>', 0)) {
    const open = [...state.doors].filter(([, status]) => status === 'unlocked').map(([door]) => door)
    return failure(
      `All doors must be locked before starting the engine. Here are the unlocked doors: ${join(', ', open)}`,
    )
  }
  if (!equals(get(state, 'brakePedalStatus'), 'pressed'))
    return failure('Brake pedal needs to be pressed when starting the engine.')
  if (!equals(get(state, 'brakePedalForce'), FULL_BRAKE))
    return failure('Must press the brake fully before starting the engine.')
  if (compare(get(state, 'fuelLevel'), '<', MIN_FUEL)) return failure('Fuel tank is empty.')
  if (mode !== 'START') return failure('Invalid ignition mode.')
  state.values.set('engineState', 'running')
  return pick(state, ['engineState', 'fuelLevel', 'batteryVoltage'])
}

function pick(state: State, names: string[]): Dict {
  return new Map(names.map(name => [name, get(state, name)]))
}

function fillFuelTank(state: State, amount: Value): Value {
  if (compare(amount, '<', 0)) return failure('Fuel amount cannot be negative.')
  const filled = add(get(state, 'fuelLevel'), amount)
  if (compare(filled, '>', MAX_FUEL)) return failure('Cannot fill gas above the tank capacity.')
  if (compare(filled, '<', MIN_FUEL)) return failure('Fuel tank is empty. Min fuel level is 0 gallons.')
  state.values.set('fuelLevel', filled)
  return dict({ fuelLevel: filled })
}

function lockDoors(state: State, unlock: Value, doors: Value): Value {
  const status = isTrue(unlock) ? 'unlocked' : 'locked'
  for (const door of iterate(doors)) {
    const current = lookUp(state.doors, door)
    if (current === undefined) throw new PythonError('KeyError', repr(door), door)
    if (current === status) continue
    setItem(state.doors, door, status)
    state.unlocked = isTrue(unlock) ? add(state.unlocked, 1) : subtract(state.unlocked, 1)
  }
  return dict({ lockStatus: status, remainingUnlockedDoors: state.unlocked })
}

function isWithin(low: number, value: Value, high: number): boolean {
  return compare(low, '<=', value) && compare(value, '<=', high)
}

/** The answer repeats the temperature as it was given, in either unit. */
function adjustClimate(state: State, temperature: Value, unit: Value, fanSpeed: Value, mode: Value): Value {
  if (!isWithin(0, fanSpeed, 100)) return failure('Fan speed must be between 0 and 100.')
  state.values.set('acTemperature', temperature)
  if (unit === 'fahrenheit')
    state.values.set('acTemperature', divide(multiply(subtract(temperature, 32), 5), 9))
  state.values.set('fanSpeed', fanSpeed).set('acMode', mode)
  return dict({
    currentACTemperature: temperature,
    climateMode: mode,
    humidityLevel: get(state, 'humidityLevel'),
  })
}

function outsideTemperature(state: State): Value {
  const outsideTemperature = float(state.random().uniform(-10, 40))
  if (!state.longContext) return dict({ outsideTemperature })
  state.shared.weather ??= new Map(state.longContext.dict('LONG_WEATHER_EXTENSION'))
  return state.shared.weather.set('outsideTemperature', outsideTemperature)
}

function setHeadlights(state: State, mode: Value): Value {
  if (mode !== 'on' && mode !== 'off' && mode !== 'auto') return failure('Invalid headlight mode.')
  const status = mode === 'on' ? 'on' : 'off'
  state.values.set('headLightStatus', status)
  return dict({ headlightStatus: status })
}

/** What each option shows: the name in the answer and the key of the state. */
const DISPLAYS: Record<string, [string, string][]> = {
  fuel: [['fuelLevel', 'fuelLevel']],
  battery: [['batteryVoltage', 'batteryVoltage']],
  climate: [
    ['currentACTemperature', 'acTemperature'],
    ['fanSpeed', 'fanSpeed'],
    ['climateMode', 'acMode'],
    ['humidityLevel', 'humidityLevel'],
  ],
  headlights: [['headlightStatus', 'headLightStatus']],
  parkingBrake: [
    ['parkingBrakeStatus', 'parkingBrakeStatus'],
    ['parkingBrakeForce', 'parkingBrakeForce'],
    ['slopeAngle', 'slopeAngle'],
  ],
  brakePedal: [
    ['brakePedalStatus', 'brakePedalStatus'],
    ['brakePedalForce', 'brakePedalForce'],
  ],
  engine: [['engineState', 'engineState']],
}

function displayStatus(state: State, option: Value): Value {
  const status: Dict = new Map()
  if (state.longContext) status.set('metadata', state.longContext.text('CAR_STATUS_METADATA_EXTENSION'))
  if (option === 'doors') return status.set('doorStatus', state.doors)
  const shown = typeof option === 'string' && Object.hasOwn(DISPLAYS, option) ? DISPLAYS[option] : undefined
  if (!shown) return status.set('error', 'Invalid option')
  for (const [name, key] of shown) status.set(name, get(state, key))
  return status
}

function activateParkingBrake(state: State, mode: Value): Value {
  if (mode !== 'engage' && mode !== 'release') return failure('Invalid mode')
  const [status, force] = mode === 'engage' ? ['engaged', new Float(500)] : ['released', new Float(0)]
  const slope = new Float(10)
  state.values.set('parkingBrakeStatus', status!).set('parkingBrakeForce', force!).set('slopeAngle', slope)
  const answer: Dict = new Map()
  if (state.longContext)
    answer.set('parkingBrakeInstruction', state.longContext.text('PARKING_BRAKE_INSTRUCTION'))
  return answer.set('parkingBrakeStatus', status!).set('_parkingBrakeForce', force!).set('_slopeAngle', slope)
}

function pressBrakePedal(state: State, position: Value): Value {
  if (!isWithin(0, position, 1)) return failure('Pedal position must be between 0 and 1.')
  if (equals(position, 0)) return releaseBrakePedal(state)
  const force = multiply(position, FULL_BRAKE)
  state.values.set('brakePedalStatus', 'pressed').set('brakePedalForce', force)
  return dict({ brakePedalStatus: 'pressed', brakePedalForce: float(toFloatValue(force)) })
}

function releaseBrakePedal(state: State): Value {
  state.values.set('brakePedalStatus', 'released').set('brakePedalForce', new Float(0))
  return dict({ brakePedalStatus: 'released', brakePedalForce: new Float(0) })
}

function setCruiseControl(state: State, speed: Value, activate: Value, distance: Value): Value {
  const isCast = state.edition !== '2025-02'
  const distanceToNextVehicle = isCast ? float(toFloatValue(distance)) : distance
  const currentSpeed = isCast ? float(toFloatValue(speed)) : speed
  if (equals(get(state, 'engineState'), 'stopped'))
    return failure('Start the engine before activating the cruise control.')
  if (isTrue(activate)) {
    state.values.set('distanceToNextVehicle', distanceToNextVehicle)
    if (!isCruiseSpeed(currentSpeed)) return failure('Invalid speed')
  }
  const cruiseStatus = isTrue(activate) ? 'active' : 'inactive'
  state.values.set('cruiseStatus', cruiseStatus).set('distanceToNextVehicle', distanceToNextVehicle)
  return dict({ cruiseStatus, currentSpeed, distanceToNextVehicle })
}

function isCruiseSpeed(speed: Value): boolean {
  return !compare(speed, '<', 0) && !compare(speed, '>', 120) && equals(operate(speed, '%', 5), 0)
}

function canDrive(state: State, distance: Value): Value {
  const range = multiply(get(state, 'fuelLevel'), new Float(MILES_PER_GALLON))
  return dict({ canDrive: !compare(range, '<', distance) })
}

function estimateDistance(state: State, one: Value, two: Value): Value {
  const found = DISTANCES.find(([a, b]) => (a === one && b === two) || (a === two && b === one))
  const answer = found ? dict({ distance: float(found[2]) }) : failure('distance not found in database.')
  if (state.longContext) answer.set('intermediaryCities', state.longContext.list('INTERMEDIARY_CITIES'))
  return answer
}

function setNavigation(state: State, destination: Value): Value {
  state.values.set('destination', destination)
  return dict({ status: add('Navigating to ', destination) })
}

const TIRES = [
  'frontLeftTirePressure',
  'frontRightTirePressure',
  'rearLeftTirePressure',
  'rearRightTirePressure',
]

function checkTirePressure(state: State): Value {
  const total = TIRES.map(tire => get(state, tire)).reduce(add)
  const answer = pick(state, TIRES)
  answer.set('healthy_tire_pressure', isWithin(30, divide(total, 4), 35))
  return answer.set('car_info', state.longContext?.text('CAR_STATUS_METADATA_EXTENSION') ?? new Map())
}

function zipCode(_: State, city: Value): Value {
  return dict({ zipcode: (typeof city === 'string' ? ZIP_CODES.get(city) : undefined) ?? '00000' })
}

const METHODS = {
  startEngine: method<State>(['ignitionMode'], startEngine),
  fillFuelTank: method<State>(['fuelAmount'], fillFuelTank),
  lockDoors: method<State>(['unlock', 'door'], lockDoors),
  adjustClimateControl: method<State>(
    ['temperature', ['unit', 'celsius'], ['fanSpeed', 50], ['mode', 'auto']],
    adjustClimate,
  ),
  get_outside_temperature_from_google: method<State>([], outsideTemperature),
  get_outside_temperature_from_weather_com: method<State>([], () => dict({ error: 404 })),
  setHeadlights: method<State>(['mode'], setHeadlights),
  displayCarStatus: method<State>(['option'], displayStatus),
  activateParkingBrake: method<State>(['mode'], activateParkingBrake),
  pressBrakePedal: method<State>(['pedalPosition'], pressBrakePedal),
  releaseBrakePedal: method<State>([], releaseBrakePedal),
  setCruiseControl: method<State>(['speed', 'activate', 'distanceToNextVehicle'], setCruiseControl),
  get_current_speed: method<State>([], state =>
    dict({ currentSpeed: float(state.random().uniform(0, 120)) }),
  ),
  display_log: method<State>(['messages'], (_, messages) => dict({ log: messages })),
  estimate_drive_feasibility_by_mileage: method<State>(['distance'], canDrive),
  liter_to_gallon: method<State>(['liter'], (_, liter) => dict({ gallon: multiply(liter, 0.264172) })),
  gallon_to_liter: method<State>(['gallon'], (_, gallon) => dict({ liter: multiply(gallon, 3.78541) })),
  estimate_distance: method<State>(['cityA', 'cityB'], estimateDistance),
  get_zipcode_based_on_city: method<State>(['city'], zipCode),
  set_navigation: method<State>(['destination'], setNavigation),
  check_tire_pressure: method<State>([], checkTirePressure),
  find_nearest_tire_shop: method<State>([], () => dict({ shopLocation: TIRE_SHOP })),
}

export const vehicleApi: Api<State> = {
  name: 'VehicleControlAPI',
  load,
  methods: () => METHODS,
  attributes: ({ values, doors, unlocked, longContext }) => {
    const attributes: Record<string, Value> = {}
    for (const [key, value] of values) {
      if (PRIVATE.includes(key)) continue
      attributes[key === 'engineState' ? 'engine_state' : key] = value
      // In the official order, which score files show.
      if (key === 'engineState')
        Object.assign(attributes, { remainingUnlockedDoors: unlocked, doorStatus: doors })
    }
    return { ...attributes, long_context: longContext !== null }
  },
}
