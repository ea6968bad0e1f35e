// The tools that the agent has: four queries and four bookings, with the published names and parameters.
import type { JsonSchema, Tool } from '../../dialogue/dialogue.ts'
import { DAYS, FINITE } from './rows.ts'

export type ToolUse = { domain: string; kind: 'query' | 'book' }

/** What each tool does to which domain. */
export const TOOL_USES: ReadonlyMap<string, ToolUse> = new Map([
  ['query_restaurants', { domain: 'restaurant', kind: 'query' }],
  ['book_restaurant', { domain: 'restaurant', kind: 'book' }],
  ['query_hotels', { domain: 'hotel', kind: 'query' }],
  ['book_hotel', { domain: 'hotel', kind: 'book' }],
  ['query_attractions', { domain: 'attraction', kind: 'query' }],
  ['query_trains', { domain: 'train', kind: 'query' }],
  ['buy_train_tickets', { domain: 'train', kind: 'book' }],
  ['book_taxi', { domain: 'taxi', kind: 'book' }],
])

const MEANINGS: Record<string, string> = {
  area: 'part of town',
  pricerange: 'how expensive it is',
  food: 'cuisine',
  name: 'name of the place',
  internet: 'whether there is internet',
  parking: 'whether there is parking',
  stars: 'number of stars',
  type: 'kind of place',
  day: 'day of the week',
  time: 'time as hh:mm',
  people: 'number of people',
  stay: 'number of nights',
  departure: 'where the journey begins',
  destination: 'where the journey ends',
  leaveAt: 'earliest departure as hh:mm',
  arriveBy: 'latest arrival as hh:mm',
  trainID: 'id of the train',
}

export const TOOLS: Tool[] = [
  query('query_restaurants', 'restaurant', 'Finds restaurants.', ['area', 'pricerange', 'food', 'name']),
  booking('book_restaurant', 'Books a table in a restaurant.', ['name', 'people', 'day', 'time']),
  query('query_hotels', 'hotel', 'Finds hotels and guesthouses.', [
    'area',
    'internet',
    'name',
    'parking',
    'pricerange',
    'stars',
    'type',
  ]),
  booking('book_hotel', 'Books a room in a hotel.', ['name', 'people', 'day', 'stay']),
  query('query_attractions', 'attraction', 'Finds attractions.', ['area', 'name', 'type']),
  query('query_trains', 'train', 'Finds trains.', [
    'arriveBy',
    'day',
    'departure',
    'destination',
    'leaveAt',
    'trainID',
  ]),
  booking('buy_train_tickets', 'Buys tickets for a train.', [
    'arriveBy',
    'day',
    'departure',
    'destination',
    'leaveAt',
    'trainID',
    'people',
  ]),
  booking('book_taxi', 'Books a taxi.', ['arriveBy', 'departure', 'destination', 'leaveAt']),
]

function query(name: string, domain: string, does: string, parameters: string[]): Tool {
  const schema = (parameter: string): JsonSchema => {
    const values = FINITE[domain]?.[parameter]
    const description = `${MEANINGS[parameter]}, or any`
    return { type: 'string', description, ...(values && { enum: [...values, 'any'] }) }
  }
  return tool(name, does, parameters, schema)
}

function booking(name: string, does: string, parameters: string[]): Tool {
  return tool(name, does, parameters, parameter => ({
    type: 'string',
    description: MEANINGS[parameter]!,
    ...(parameter === 'day' && { enum: DAYS }),
  }))
}

function tool(
  name: string,
  description: string,
  parameters: string[],
  schema: (parameter: string) => JsonSchema,
): Tool {
  const properties = Object.fromEntries(parameters.map(parameter => [parameter, schema(parameter)]))
  return { name, description, parameters: { type: 'object', properties, required: parameters } }
}
