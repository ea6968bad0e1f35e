// The dialogues of SGD as they are published, from all files of one part, each checked against the schema.
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { openJsonRows, type RowList, rowError } from '../../files/json-rows.ts'
import type { Schema } from './schema.ts'

export type Act = { act: string; slot: string; values: string[]; canonical_values?: string[] }

export type Frame = {
  service: string
  actions: Act[]
  service_call?: { method: string; parameters: Record<string, string> }
  service_results?: Record<string, string>[]
}

export type SgdTurn = { speaker: 'USER' | 'SYSTEM'; utterance: string; frames: Frame[] }

export type SgdDialogue = { dialogue_id: string; services: string[]; turns: SgdTurn[] }

/** Opens all `dialogues_*.json` of one part; the ids must differ. */
export function openDialogues(folder: string, part: string, schema: Schema): RowList<SgdDialogue> {
  const files = dialogueFiles(join(folder, 'sgd', part)).map(path => ({ path, rows: openJsonRows(path) }))
  const places = files.flatMap(({ path, rows }) =>
    Array.from({ length: rows.count }, (_, row) => ({ path, rows, row })),
  )
  const seen = new Map<string, number>()
  return {
    count: places.length,
    at(index) {
      const { path, rows, row } = places[index]!
      const dialogue = checkDialogue(rows.at(row), { path, row: row + 1, schema })
      const first = seen.get(dialogue.dialogue_id) ?? index
      if (first !== index)
        throw rowError(path, row + 1, `expected a new dialogue_id, found ${dialogue.dialogue_id} again`)
      seen.set(dialogue.dialogue_id, index)
      return dialogue
    },
    close() {
      for (const { rows } of files) rows.close?.()
    },
  }
}

function dialogueFiles(folder: string): string[] {
  const names = existsSync(folder)
    ? readdirSync(folder).filter(name => /^dialogues_\d+\.json$/.test(name))
    : []
  if (names.length === 0)
    throw new Error(`${folder}: expected dialogues_001.json and so on, found none; run "coalm pull sgd"`)
  return names.sort().map(name => join(folder, name))
}

/** Throws an error that names file, row and dialogue where something is missing, or a function is not in the schema. */
export function checkDialogue(
  json: unknown,
  place: { path: string; row: number; schema: Schema },
): SgdDialogue {
  const { dialogue_id, services, turns } = (json ?? {}) as Partial<SgdDialogue>
  const fail = (problem: string) => rowError(place.path, place.row, problem)
  if (typeof dialogue_id !== 'string' || !Array.isArray(services) || !Array.isArray(turns))
    throw fail('expected dialogue_id, services and turns, found one of them missing')
  for (const name of services)
    if (!place.schema.has(name))
      throw fail(`dialogue ${dialogue_id}: expected its services in schema.json, found no ${name}`)
  for (const [at, turn] of turns.entries()) {
    const problem = turnProblem(turn, place.schema)
    if (problem !== undefined) throw fail(`dialogue ${dialogue_id}, turn ${at + 1}: ${problem}`)
  }
  return json as SgdDialogue
}

function turnProblem(turn: Partial<SgdTurn> | null, schema: Schema): string | undefined {
  const { speaker, utterance, frames } = turn ?? {}
  if ((speaker !== 'USER' && speaker !== 'SYSTEM') || typeof utterance !== 'string' || !Array.isArray(frames))
    return 'expected speaker, utterance and frames, found one of them missing'
  for (const { service, actions, service_call: call } of frames) {
    if (!Array.isArray(actions)) return 'expected a frame with its actions, found none'
    if (call === undefined) continue
    const known = schema.get(service)?.intents.some(intent => intent.name === call.method)
    if (!known) return `expected ${call.method} among the functions of ${service} in schema.json, found none`
  }
  return undefined
}
