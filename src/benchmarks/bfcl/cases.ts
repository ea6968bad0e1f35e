// The cases of BFCL V3 as the pulled data hold them, in the official order; a line is parsed when it is looked at.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { parsePythonJson } from '../../files/python-json.ts'
import { readText } from '../../files/read-text.ts'
import type { Dict, Value } from '../../files/values.ts'
import { CATEGORIES, inOfficialOrder, isMultiTurn, languageOf } from './categories.ts'
import type { Language } from './check/calls.ts'
import { type Documents, documentsInLine, documentsOf } from './check/documents.ts'
import { isLongContext, type LongContext, readLongContext } from './worlds/long-context.ts'

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
  const documents = categories.some(isMultiTurn) ? await readClassDocuments(folder) : new Map()
  const longContext = await readLongContext(options.folder, categories)
  const read = await Promise.all(
    categories.map(category => readCategory({ folder, version, category, documents, longContext })),
  )
  return read.flat()
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

type Slots = {
  functions: Slot<{ kept: Dict[]; missed: Map<string, Dict[]> }>
  documents: Slot<Documents>
}

type Lines = { id: string; line: string; entry(): Dict }[]

async function readCategory(options: {
  folder: string
  version: BfclVersion
  category: string
  documents: Map<string, Dict[]>
  longContext: () => LongContext | null
}): Promise<BfclCase[]> {
  const { folder, version, category, documents, longContext } = options
  const path = join(folder, `BFCL_v3_${category}.json`)
  const answersPath = join(folder, 'possible_answer', `BFCL_v3_${category}.json`)
  const [lines, answers] = await Promise.all([
    readLines(path),
    existsSync(answersPath) ? readLines(answersPath) : undefined,
  ])
  if (answers && answers.length !== lines.length)
    throw new Error(
      `${answersPath}: expected ${lines.length} answers, as many as ${path} has cases, found ${answers.length}`,
    )
  const slots: Slots = { functions: {}, documents: {} }
  // Cases and answers are paired by place, as the official runners pair them.
  return lines.map(({ id, line, entry }, at) =>
    makeCase({
      id,
      line,
      category,
      version,
      entry,
      answer: answers?.[at]?.entry,
      documents,
      slots,
      longContext,
    }),
  )
}

function makeCase(parts: {
  id: string
  line: string
  category: string
  version: BfclVersion
  entry(): Dict
  answer: (() => Dict) | undefined
  documents: Map<string, Dict[]>
  slots: Slots
  longContext: () => LongContext | null
}): BfclCase {
  const { id, line, category, version, entry, answer, documents, slots, longContext } = parts
  const functions = () => recall(slots.functions, line, () => functionsOf(entry(), documents))
  const checked = () => recall(slots.documents, line, () => readDocuments(line, () => functions().kept))
  return {
    id,
    line,
    category,
    version,
    language: languageOf(category),
    get entry() {
      return entry()
    },
    get turns() {
      return (entry().get('question') as Dict[][]).map(turn =>
        turn.map(message => Object.fromEntries(message) as BfclMessage),
      )
    },
    get functions() {
      return functions().kept
    },
    get documents() {
      return checked()
    },
    get missed() {
      return functions().missed
    },
    get answers() {
      return answer ? (answer().get('ground_truth') as Value[]) : null
    },
    get longContext() {
      return isLongContext(category) ? longContext() : null
    },
  }
}

/** Cases of several turns have their documents in other files. */
function readDocuments(line: string, functions: () => Dict[]): Documents {
  if (!line.includes('"function": [')) return documentsOf(functions())
  return documentsInLine(line, () => (JSON.parse(line) as { function: { name?: unknown }[] }).function)
}

/** Takes the functions that a case holds back out of the documents of its classes, in the order they are named. */
function functionsOf(
  entry: Dict,
  documents: Map<string, Dict[]>,
): { kept: Dict[]; missed: Map<string, Dict[]> } {
  const missed = new Map<string, Dict[]>()
  if (entry.has('function')) return { kept: entry.get('function') as Dict[], missed }
  const classes = entry.get('involved_classes') as string[]
  const kept = classes.flatMap(name => documents.get(name)!)
  for (const [turn, names] of (entry.get('missed_function') as Map<string, string[]> | undefined) ?? []) {
    const held: Dict[] = []
    for (const name of names) {
      const at = kept.findIndex(document => document.get('name') === name)
      if (at >= 0) held.push(...kept.splice(at, 1))
    }
    missed.set(turn, held)
  }
  return { kept, missed }
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
async function readClassDocuments(folder: string): Promise<Map<string, Dict[]>> {
  const read = await Promise.all(
    Object.entries(CLASS_FILES).map(async ([name, file]): Promise<[string, Dict[]]> => {
      const path = join(folder, 'multi_turn_func_doc', `${file}.json`)
      const text = readData(path)
      return [name, jsonLines(path, text).map(line => line.parse())]
    }),
  )
  return new Map(read)
}

const ID = /^\{"id": ?"([^"\\]*)"/

/** Lines in the official order, each parsed when it is asked for. */
async function readLines(path: string): Promise<Lines> {
  const slot: Slot<Dict> = {}
  const lines = jsonLines(path, readData(path)).map(({ text, parse }) => {
    const entry = () => recall(slot, text, parse)
    return { id: ID.exec(text)?.[1] ?? String(entry().get('id')), line: text, entry }
  })
  return inOfficialOrder(lines, ({ id }) => id)
}

function jsonLines(path: string, text: string): { text: string; parse(): Dict }[] {
  return text
    .split('\n')
    .map((line, at) => ({ text: line, parse: () => parseLine(path, at + 1, line) }))
    .filter(line => line.text.trim() !== '')
}

function parseLine(path: string, number: number, line: string): Dict {
  let value: Value
  try {
    value = parsePythonJson(line)
  } catch (error) {
    throw new Error(`${path}:${number}: expected one JSON object a line; ${(error as Error).message}`)
  }
  if (value instanceof Map) return value
  throw new Error(`${path}:${number}: expected a JSON object, found another value`)
}

function readData(path: string): string {
  try {
    return readText(path)
  } catch (error) {
    throw new Error(`bfcl: expected the data file ${path}, could not read it; run "coalm pull bfcl"`, {
      cause: error,
    })
  }
}

/** What was made last. Cases are looked at one after the other; thousands of parsed lines would fill the memory. */
type Slot<Result> = { key?: string; result?: Result }

function recall<Result>(slot: Slot<Result>, key: string, make: () => Result): Result {
  if (slot.key === key) return slot.result as Result
  const result = make()
  slot.key = key
  slot.result = result
  return result
}
