// The cases of BFCL V3 as the pulled data hold them, in the official order; a line is parsed when it is looked at.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Dict, Value } from '../../files/values.ts'
import { CATEGORIES, isMultiTurn } from './categories.ts'
import type { Language } from './check/calls.ts'
import type { Documents } from './check/documents.ts'
import { DataCase, type SharedData } from './data-case.ts'
import { entryOf, readDataLines } from './data-lines.ts'
import { type LongContext, readLongContext } from './worlds/long-context.ts'

export const VERSIONS = ['2025-07-17', '2025-02-10'] as const
export type BfclVersion = (typeof VERSIONS)[number]

export type BfclMessage = { role: string; content: string }

/**
 * `line` is the line of the data, `entry` its value, ints and floats kept apart. `turns` are the messages of each turn.
 * `functions` are the documents as the data hold them; of multi-turn cases those of the involved classes without the
 * missed ones, which stand in `missed` by turn; `documents` are the same for a check.
 * A case made by hand may leave out `line` and `documents`. `answers` is the ground truth, `null` where a category has none.
 */
export type BfclCase = {
  id: string
  category: string
  language: Language
  version: BfclVersion
  readonly line?: string
  readonly entry: Dict
  readonly turns: BfclMessage[][]
  readonly functions: Dict[]
  readonly documents?: Documents
  readonly missed: Map<string, Dict[]>
  readonly answers: Value[] | null
  /** What the long-context categories add to the simulated APIs; `null` for all others. */
  readonly longContext: LongContext | null
}

/**
 * `folder` holds `v3-<version>` folders. The newest version that is there is read where none is named.
 * Throws where a file is missing or a line cannot be read, naming both.
 */
export async function readCases(options: {
  folder: string
  version?: BfclVersion
  categories?: string[]
}): Promise<BfclCase[]> {
  const version = options.version ?? newestVersion(options.folder)
  const folder = join(options.folder, `v3-${version}`)
  const categories = options.categories ?? CATEGORIES
  const classes = categories.some(isMultiTurn) ? readClassDocuments(folder) : new Map()
  const longContext = await readLongContext(options.folder, categories)
  return categories.flatMap(category => readCategory({ folder, version, category, classes, longContext }))
}

/** Throws an error that says what to do where the folder holds no version. */
export function newestVersion(folder: string): BfclVersion {
  const found = VERSIONS.find(version => existsSync(join(folder, `v3-${version}`)))
  if (found) return found
  throw new Error(
    `bfcl: expected a folder v3-${VERSIONS[0]} or v3-${VERSIONS[1]} in ${folder}, found neither; run "coalm pull bfcl"`,
  )
}

/** Throws for a version that is none. */
export function asVersion(text: string): BfclVersion {
  const found = VERSIONS.find(version => version === text)
  if (found) return found
  throw new Error(`bfcl: expected the data version to be one of ${VERSIONS.join(', ')}, found "${text}"`)
}

function readCategory(options: {
  folder: string
  version: BfclVersion
  category: string
  classes: Map<string, Dict[]>
  longContext: () => LongContext | null
}): BfclCase[] {
  const { folder, version, category, classes, longContext } = options
  const path = join(folder, `BFCL_v3_${category}.json`)
  const answersPath = join(folder, 'possible_answer', `BFCL_v3_${category}.json`)
  const lines = readDataLines(path)
  const answers = existsSync(answersPath) ? readDataLines(answersPath) : undefined
  if (answers && answers.length !== lines.length)
    throw new Error(
      `${answersPath}: expected ${lines.length} answers, as many as ${path} has cases, found ${answers.length}`,
    )
  const shared: SharedData = { category, version, classes, longContext, last: null }
  // Cases and answers are paired by place, as the official runners pair them.
  return lines.map((line, at) => new DataCase(line, answers?.[at], shared))
}

const CLASS_FILES = {
  GorillaFileSystem: 'gorilla_file_system',
  MathAPI: 'math_api',
  MessageAPI: 'message_api',
  TwitterAPI: 'posting_api',
  TicketAPI: 'ticket_api',
  TradingBot: 'trading_bot',
  TravelAPI: 'travel_booking',
  VehicleControlAPI: 'vehicle_control',
}

/** The documents of the simulated classes, by class name. */
function readClassDocuments(folder: string): Map<string, Dict[]> {
  return new Map(
    Object.entries(CLASS_FILES).map(([name, file]): [string, Dict[]] => {
      const lines = readDataLines(join(folder, 'multi_turn_func_doc', `${file}.json`))
      return [name, lines.map(entryOf)]
    }),
  )
}
