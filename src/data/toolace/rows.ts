// The rows of ToolACE in both layouts that are published: its own, and ShareGPT's.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Call, Json } from '../../dialogue/dialogue.ts'
import { openJsonRows, type RowList, rowError } from '../../files/json-rows.ts'
import { readCallList } from '../../formats/literals.ts'
import { type Listed, listedFunctions, repairName } from './functions.ts'
import { sayCalls } from './say-calls.ts'

/** One turn as ToolACE writes it; `calls` where an assistant's turn is a list of calls that can be read. */
export type ToolaceTurn = { role: 'user' | 'assistant' | 'tool'; text: string; calls?: Call[] }

export type ToolaceRow = { id: string; system: string; functions: Listed[]; turns: ToolaceTurn[] }

/** The published file, and its rows in ShareGPT's layout; the first that is there is read. */
export const TOOLACE_FILES = ['toolace/data.json', 'toolace/sharegpt_func_fixed.json']

const ROLES = new Map<unknown, ToolaceTurn['role'] | 'call'>([
  ['user', 'user'],
  ['human', 'user'],
  ['assistant', 'assistant'],
  ['gpt', 'assistant'],
  ['tool', 'tool'],
  ['observation', 'tool'],
  ['function_call', 'call'],
])

/** Throws where no file of ToolACE is in the data folder. */
export function openToolace(folder: string): RowList<ToolaceRow> {
  const path = TOOLACE_FILES.map(name => join(folder, name)).find(existsSync)
  if (path === undefined)
    throw new Error(
      `${join(folder, 'toolace')}: expected ${TOOLACE_FILES.join(' or ')}, found neither; run "coalm pull toolace"`,
    )
  const rows = openJsonRows(path)
  return {
    count: rows.count,
    at: index => readToolaceRow(rows.at(index), { path, row: index + 1 }),
    close: () => rows.close?.(),
  }
}

/** Reads one row of either layout; `place` names it in errors. */
export function readToolaceRow(json: unknown, place: { path: string; row: number }): ToolaceRow {
  const { system, conversations } = (json ?? {}) as { system?: unknown; conversations?: unknown }
  if (typeof system !== 'string' || !Array.isArray(conversations))
    throw rowError(place.path, place.row, 'expected a text "system" and a list "conversations"')
  const functions = listedFunctions(system)
  if (functions === undefined)
    throw rowError(place.path, place.row, 'expected a JSON list of functions in the system text, found none')
  const turns = conversations.map(turn => readTurn(turn, functions, place))
  return { id: `toolace/${place.row - 1}`, system, functions, turns }
}

function readTurn(turn: unknown, functions: Listed[], place: { path: string; row: number }): ToolaceTurn {
  const { from, value } = (turn ?? {}) as { from?: unknown; value?: unknown }
  const role = ROLES.get(from)
  if (role === undefined || typeof value !== 'string')
    throw rowError(
      place.path,
      place.row,
      `expected turns {from, value} of user, assistant or tool, found from ${JSON.stringify(from)}`,
    )
  if (role === 'call') {
    const calls = readWireCalls(value, functions, place)
    return { role: 'assistant', text: sayCalls(calls), calls }
  }
  const calls = role === 'assistant' && value.trimStart().startsWith('[') ? readCallList(value) : undefined
  return { role, text: value, ...(calls && { calls }) }
}

/** `{"name", "arguments"}` or a list of such; names that the conversion cut are made whole. */
function readWireCalls(text: string, functions: Listed[], place: { path: string; row: number }): Call[] {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch (error) {
    throw rowError(place.path, place.row, `expected a function_call in JSON, ${(error as Error).message}`)
  }
  return [json].flat().map(call => {
    const { name, arguments: given } = (call ?? {}) as { name?: unknown; arguments?: unknown }
    if (typeof name !== 'string' || typeof given !== 'object' || given === null)
      throw rowError(place.path, place.row, 'expected a function_call {name, arguments}')
    const values = given as Record<string, Json>
    return { name: repairName(name, Object.keys(values), functions), arguments: values }
  })
}
