// The eight simulated APIs by name.
import type { Api, ApiName } from './api.ts'
import { fileSystemApi } from './file-system.ts'
import { mathApi } from './math.ts'
import { messageApi } from './message.ts'
import { postingApi } from './posting.ts'
import { ticketApi } from './ticket.ts'
import { tradingApi } from './trading.ts'
import { travelApi } from './travel.ts'
import { vehicleApi } from './vehicle.ts'

// biome-ignore lint/suspicious/noExplicitAny: each API has a state of its own kind
export const APIS: readonly Api<any>[] = [
  fileSystemApi,
  mathApi,
  messageApi,
  postingApi,
  ticketApi,
  tradingApi,
  travelApi,
  vehicleApi,
]

/** Throws for a name that is none. */
// biome-ignore lint/suspicious/noExplicitAny: each API has a state of its own kind
export function apiOf(name: string): Api<any> {
  const found = APIS.find(api => api.name === name)
  if (found) return found
  throw new Error(
    `bfcl: expected one of the simulated APIs ${APIS.map((api): ApiName => api.name).join(', ')}, found "${name}"`,
  )
}
