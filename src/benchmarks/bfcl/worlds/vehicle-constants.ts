// VehicleControlAPI's constants, as vehicle_control.py of bfcl-eval has them.
import { Float, type Value } from '../../../files/values.ts'

export const SEED = 141053

export const MAX_FUEL = 50
export const MIN_FUEL = 0
export const MILES_PER_GALLON = 20

/** What a configuration may set, by its key there, and what holds otherwise. */
export const INITIAL: Record<string, Value> = {
  fuelLevel: new Float(0),
  batteryVoltage: 12.6,
  engineState: 'stopped',
  acTemperature: new Float(25),
  fanSpeed: 50,
  acMode: 'auto',
  humidityLevel: new Float(50),
  headLightStatus: 'off',
  parkingBrakeStatus: 'released',
  parkingBrakeForce: new Float(0),
  slopeAngle: new Float(0),
  brakePedalStatus: 'released',
  brakePedalForce: new Float(0),
  distanceToNextVehicle: new Float(50),
  cruiseStatus: 'inactive',
  destination: 'None',
  frontLeftTirePressure: new Float(32),
  frontRightTirePressure: new Float(32),
  rearLeftTirePressure: new Float(30),
  rearRightTirePressure: new Float(30),
}

export const DOORS = ['driver', 'passenger', 'rear_left', 'rear_right']

/** Kilometres between two zip codes, either way round. */
export const DISTANCES: readonly (readonly [string, string, number])[] = [
  ['83214', '74532', 750],
  ['56108', '62947', 320],
  ['71354', '83462', 450],
  ['47329', '52013', 290],
  ['69238', '51479', 630],
  ['94016', '83214', 980],
  ['94016', '94704', 600],
  ['94704', '08540', 2550],
  ['94016', '08540', 1950],
  ['62947', '47329', 1053],
  ['94016', '62947', 780],
  ['74532', '94016', 880],
]

export const ZIP_CODES = new Map([
  ['Rivermist', '83214'],
  ['Stonebrook', '74532'],
  ['Maplecrest', '56108'],
  ['Silverpine', '62947'],
  ['Shadowridge', '71354'],
  ['Sunset Valley', '83462'],
  ['Oakendale', '47329'],
  ['Willowbend', '52013'],
  ['Crescent Hollow', '69238'],
  ['Autumnville', '51479'],
  ['San Francisco', '94016'],
])

export const TIRE_SHOP = '456 Oakwood Avenue, Rivermist, 83214'
