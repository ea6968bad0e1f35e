// The services of SGD: intents as functions, with the signatures that the paper prints and with whole ones.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Json, Tool } from '../../dialogue/dialogue.ts'

export type Slot = { name: string; description: string; is_categorical: boolean; possible_values: string[] }

export type Intent = {
  name: string
  description: string
  is_transactional: boolean
  required_slots: string[]
  optional_slots: Record<string, string>
}

export type Service = { service_name: string; description: string; slots: Slot[]; intents: Intent[] }

/** Services by name, in the order of the file. */
export type Schema = Map<string, Service>

export type Signatures = 'printed' | 'full'

/** Reads `schema.json` of one part of the data. */
export function readSchema(folder: string, part: string): Schema {
  const path = join(folder, 'sgd', part, 'schema.json')
  if (!existsSync(path))
    throw new Error(`${path}: expected the services of SGD, found nothing; run "coalm pull sgd"`)
  let services: unknown
  try {
    services = JSON.parse(readFileSync(path, 'utf8'))
  } catch (error) {
    throw new Error(`${path}: expected JSON, ${(error as Error).message}; fetch the file again`)
  }
  if (!Array.isArray(services)) throw new Error(`${path}: expected a list of services, found none`)
  return new Map(services.map((service, at) => [checkService(service, path, at + 1).service_name, service]))
}

function checkService(service: Partial<Service> | null, path: string, row: number): Service {
  const { service_name, slots, intents } = service ?? {}
  if (typeof service_name !== 'string' || !Array.isArray(slots) || !Array.isArray(intents))
    throw new Error(
      `${path}, row ${row}: expected service_name, slots and intents, found one of them missing`,
    )
  return service as Service
}

/** The functions of some services, or of all; the printed form of one that stands there already is left out. */
export function listFunctions(schema: Schema, names: readonly string[] | 'all', form: Signatures): string[] {
  const services = names === 'all' ? [...schema.values()] : names.map(name => schema.get(name)!)
  const signatures = services.flatMap(service =>
    service.intents.map(intent => (form === 'printed' ? printed(intent) : full(service, intent))),
  )
  return [...new Set(signatures)]
}

/** As figure 6 and table 6 print it: required slots only. */
function printed({ name, required_slots }: Intent): string {
  return `${name}(${required_slots.join(', ')})`
}

/** With its service, what it does, and for each slot its type, allowed values and default. */
function full(service: Service, intent: Intent): string {
  const optional = Object.entries(intent.optional_slots).map(
    ([name, value]) => `${name}: ${slotType(service, name)} = ${sayDefault(value)}`,
  )
  const required = intent.required_slots.map(name => `${name}: ${slotType(service, name)}`)
  const slots = [...required, ...optional].join(', ')
  return `${service.service_name}.${intent.name}(${slots}): ${intent.description}`
}

function slotType(service: Service, name: string): string {
  const slot = service.slots.find(one => one.name === name)
  return slot?.is_categorical ? slot.possible_values.map(value => `'${value}'`).join(' | ') : 'str'
}

function sayDefault(value: string): string {
  return `'${value}'`
}

/** The functions of a dialogue's services as tools, for the agent's own prompt. */
export function toolsOf(schema: Schema, names: readonly string[]): Tool[] {
  return names.flatMap(name => {
    const service = schema.get(name)!
    return service.intents.map(
      (intent): Tool => ({
        name: intent.name,
        description: intent.description,
        parameters: {
          type: 'object',
          properties: Object.fromEntries(
            [...intent.required_slots, ...Object.keys(intent.optional_slots)].map(slot => [
              slot,
              slotSchema(service, slot),
            ]),
          ),
          required: intent.required_slots,
        },
      }),
    )
  })
}

function slotSchema(service: Service, name: string): { [key: string]: Json } {
  const slot = service.slots.find(one => one.name === name)
  return slot?.is_categorical ? { type: 'string', enum: slot.possible_values } : { type: 'string' }
}
