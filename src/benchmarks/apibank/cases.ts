// The cases of API-Bank: Hammer's 399 and 127 single calls, and the official calls and responses of levels 1 to 3.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Dialogue, Json } from '../../dialogue/dialogue.ts'
import { hammerDialogue, officialDialogue } from './dialogues.ts'

export type Edition = 'hammer' | 'official'
export type Level = 1 | 2 | 3

/** What a call gives back, in the official shape; some classes leave `api_name` out. */
export type CallResult = { api_name?: string; input: Json; output: Json; exception: string | null }

/**
 * One question. `prompt` is the published one, sent as a single user message; `dialogue` the same question for a
 * format to write. `expected` is the published label. `gold` is the official call and its executed result.
 */
export type ApibankCase = {
  id: string
  edition: Edition
  level: Level
  task: 'call' | 'response'
  /** Questions of one dialogue. */
  cluster: string
  prompt: string
  dialogue: Dialogue
  expected: string
  gold?: { name: string; result: CallResult }
  /** The text that the official response evaluation compares with. */
  said?: string
}

export type CasesOf = { folder: string; edition: Edition; level: Level; task?: 'call' | 'response' }

/**
 * Reads the cases of one edition and level. Hammer's edition has levels 1 and 2 and calls alone; the official one has
 * responses too (`task: 'response'`). Throws where a file is missing, or is not what its name says.
 */
export async function readCases({ folder, edition, level, task = 'call' }: CasesOf): Promise<ApibankCase[]> {
  if (edition === 'hammer') return level === 3 || task === 'response' ? [] : hammerCases(folder, level)
  if (level === 3) return task === 'call' ? planCalls(folder) : planResponses(folder)
  return officialCases(folder, level, task)
}

type HammerRow = { instruction: string; input: string; output: string }
export type HammerSource = {
  query: { role: string; content: string }[]
  tools: { name: string; description: string; parameters: Json }[]
}

function hammerCases(folder: string, level: 1 | 2): ApibankCase[] {
  const rows = readRows<HammerRow>(folder, `hammer-hammer/apibank_l${level}.json`, ['instruction', 'output'])
  const sources = readRows<HammerSource>(folder, `hammer-original/apibank_l${level}.json`, ['query', 'tools'])
  if (rows.length !== sources.length)
    throw new Error(
      `apibank: expected as many rows in hammer-original as in hammer-hammer at level ${level}, found ${sources.length} and ${rows.length}`,
    )
  return rows.map((row, at) => {
    const dialogue = hammerDialogue(sources[at]!)
    const first = dialogue.turns[0]
    return {
      id: `hammer-${level}-${at}`,
      edition: 'hammer',
      level,
      task: 'call',
      cluster: `hammer-${level}:${first?.role === 'user' ? first.text : at}`,
      prompt: joinPrompt(row.instruction, row.input),
      dialogue,
      expected: row.output,
    }
  })
}

/** Labels and prompts of Hammer's sets alone, for those who only need to know whose predictions they have. */
export function readLabels(folder: string, level: 1 | 2): { label: string; prompt: string }[] {
  const rows = readRows<HammerRow>(folder, `hammer-hammer/apibank_l${level}.json`, ['instruction', 'output'])
  return rows.map(({ output, instruction }) => ({ label: output, prompt: instruction }))
}

type OfficialRow = { file: string; id: number; instruction: string; input: string; expected_output: string }
type HistoryTurn =
  | { role: 'User' | 'AI'; text: string }
  | { role: 'API'; api_name: string; param_dict: Record<string, Json>; result: CallResult }

const SAMPLES = { 1: 'level-1-given-desc', 2: 'level-2-toolsearcher' }

function officialCases(folder: string, level: 1 | 2, task: 'call' | 'response'): ApibankCase[] {
  const name = `test-data/level-${level}-${task === 'call' ? 'api' : 'response'}.json`
  const histories = new Map<string, HistoryTurn[]>()
  return readRows<OfficialRow>(folder, name, ['file', 'id', 'instruction', 'expected_output']).map(row => {
    const history = histories.get(row.file) ?? readHistory(folder, `${SAMPLES[level]}/${row.file}`)
    histories.set(row.file, history)
    const turn = truthOf(history, row, level)
    return {
      id: `${row.file}#${row.id}`,
      edition: 'official',
      level,
      task,
      cluster: row.file,
      prompt: joinPrompt(row.instruction, row.input),
      dialogue: officialDialogue(row.instruction, row.input),
      expected: row.expected_output,
      ...(turn.role === 'API' ? { gold: { name: turn.api_name, result: turn.result } } : { said: turn.text }),
    }
  })
}

/** Samples count two a call, as Sample.from_chat_history does: the call, and the turn after it (which may be a call). */
function truthOf(history: HistoryTurn[], { file, id }: OfficialRow, level: 1 | 2): HistoryTurn {
  const calls = history.flatMap((turn, at) => (turn.role === 'API' ? [at] : []))
  const turn = history[calls[Math.floor(id / 2)]! + (id % 2)]
  if (turn === undefined)
    throw new Error(
      `apibank: expected sample ${id} in ${SAMPLES[level]}/${file}, found ${calls.length} calls in it`,
    )
  return turn
}

/** The calls of all sample dialogues of a level, with their results. */
export function readSampleCalls(folder: string, level: 1 | 2): { api_name: string; output: CallResult }[] {
  const place = join(folder, 'lv1-lv2-samples', SAMPLES[level])
  const names = existsSync(place) ? readdirSync(place).filter(name => name.endsWith('.jsonl')) : []
  return names
    .sort()
    .flatMap(name =>
      readHistory(folder, `${SAMPLES[level]}/${name}`).flatMap(turn =>
        turn.role === 'API' ? [{ api_name: turn.api_name, output: turn.result }] : [],
      ),
    )
}

function readHistory(folder: string, name: string): HistoryTurn[] {
  return readText(folder, `lv1-lv2-samples/${name}`)
    .split('\n')
    .filter(line => line.trim() !== '')
    .map(line => JSON.parse(line) as HistoryTurn)
}

type PlanRow = { instruction: string; input: string; output: string; sample_id: number; api_id: number }
export type Plan = {
  requirement: string
  response: string
  apis: { api_name: string; input: Json; output: CallResult }[]
}

/** The gold plans of level 3. */
export function readPlans(folder: string): Plan[] {
  return readRows<Plan>(folder, 'test-data/level-3.json', ['requirement', 'apis'])
}

function planCalls(folder: string): ApibankCase[] {
  const plans = readPlans(folder)
  return readRows<PlanRow>(folder, 'test-data/level-3-batch-inf.json', [
    'instruction',
    'sample_id',
    'api_id',
  ]).map(row => {
    const gold = plans[row.sample_id]?.apis[row.api_id]
    if (gold === undefined)
      throw new Error(
        `apibank: expected call ${row.api_id} of plan ${row.sample_id} in level-3.json, found none`,
      )
    return {
      ...planCase(row, `plan-${row.sample_id}#${row.api_id}`, 'call'),
      cluster: `plan-${row.sample_id}`,
      gold: { name: gold.api_name, result: gold.output },
    }
  })
}

function planResponses(folder: string): ApibankCase[] {
  const rows = readRows<PlanRow>(folder, 'test-data/level-3-batch-inf-response.json', [
    'instruction',
    'output',
  ])
  return rows.map((row, at) => ({ ...planCase(row, `plan-${at}#response`, 'response'), said: row.output }))
}

function planCase(row: PlanRow, id: string, task: 'call' | 'response'): ApibankCase {
  return {
    id,
    edition: 'official',
    level: 3,
    task,
    cluster: id,
    prompt: joinPrompt(row.instruction, row.input),
    dialogue: officialDialogue(row.instruction, row.input),
    expected: row.output,
  }
}

function joinPrompt(instruction: string, input: string): string {
  return input === '' ? instruction : `${instruction}\n${input}`
}

/** Reads a JSON list whose first row has the named keys. */
function readRows<Row>(folder: string, name: string, keys: string[]): Row[] {
  const rows = JSON.parse(readText(folder, name)) as Row[]
  const first = Array.isArray(rows) ? rows[0] : undefined
  for (const key of keys)
    if (typeof first !== 'object' || first === null || !(key in first))
      throw new Error(`${join(folder, name)}: expected a list of rows with "${key}"; pull API-Bank again`)
  return rows
}

function readText(folder: string, name: string): string {
  const path = join(folder, name)
  if (!existsSync(path))
    throw new Error(
      `${path}: expected a file of API-Bank, found nothing there; run "coalm pull apibank", or name the data with --data`,
    )
  return readFileSync(path, 'utf8')
}
