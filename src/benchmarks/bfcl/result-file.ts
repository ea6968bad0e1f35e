// Reads an official result file, and says what is broken, doubled, unknown or missing in it instead of counting wrong.
import { parsePythonJson } from '../../files/python-json.ts'
import type { Dict, Value } from '../../files/values.ts'
import type { BfclCase } from './cases.ts'
import { inOfficialOrder, sortKey } from './categories.ts'

/** So many broken lines are named one by one. */
const MOST_LINES = 20

/** One line of a result file with the case that it answers. */
export type ResultRow = { item: BfclCase; row: Dict }

/**
 * Pairs the lines of a result file with their cases, in the official order. The first line of an id counts. An id of
 * another data version (`live_relevance_3-3-0` for `live_relevance_3`) is taken for the case with the same number, as
 * the official tool pairs by place. `problems` name the file and the line.
 */
export function readResults(options: { path: string; text: string; cases: BfclCase[] }): {
  rows: ResultRow[]
  missing: string[]
  problems: string[]
} {
  const { path, text, cases } = options
  const problems: string[] = []
  const broken: string[] = []
  const moved: string[] = []
  const byId = new Map(cases.map(item => [item.id, item]))
  let byPlace: Map<string, BfclCase> | undefined
  const atPlace = (id: string) => {
    byPlace ??= new Map(cases.map(item => [placeOf(item.id), item]))
    return byPlace.get(placeOf(id))
  }
  const found = new Map<BfclCase, Dict>()
  for (const [at, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue
    const where = `${path}:${at + 1}`
    const row = readLine(line)
    const id = row?.get('id')
    if (!row || typeof id !== 'string' || !row.has('result')) {
      broken.push(`${where}: expected a JSON object with "id" and "result"; this line is left out`)
      continue
    }
    const item = byId.get(id) ?? atPlace(id)
    if (!item) broken.push(`${where}: ${id} is no case of this category; left out`)
    else if (found.has(item)) broken.push(`${where}: ${id} is answered twice; the first answer counts`)
    else {
      found.set(item, row)
      if (item.id !== id) moved.push(`${where}: ${id}, here ${item.id}`)
    }
  }
  problems.push(...broken.slice(0, MOST_LINES))
  if (broken.length > MOST_LINES) problems.push(`${path}: and ${broken.length - MOST_LINES} lines more`)
  if (moved.length > 0)
    problems.push(
      `${moved[0]}: ${moved.length} ids are those of another data version; taken for the cases of the same number, as the official tool takes them (--data-version names a version)`,
    )
  const missing = cases.filter(item => !found.has(item)).map(item => item.id)
  if (missing.length > 0) {
    const named = missing.length > 5 ? `${missing.slice(0, 5).join(', ')} …` : missing.join(', ')
    problems.push(`${path}: ${missing.length} of ${cases.length} cases have no answer: ${named}`)
  }
  const rows = inOfficialOrder(
    [...found].map(([item, row]) => ({ item, row })),
    ({ item }) => item.id,
  )
  return { rows, missing, problems }
}

function placeOf(id: string): string {
  const { category, index } = sortKey(id)
  return `${category}_${index}`
}

/** What the official tool writes in prompt mode. */
const PLAIN =
  /^\{"id": "[^"\\]+", "result": "(?:[^"\\]|\\.)*", "input_token_count": \d{1,15}, "output_token_count": \d{1,15}, "latency": \d+\.\d+\}$/

/** JSON.parse reads such a line as Python would, unless its latency is a whole float. */
function readPlainLine(line: string): Dict | undefined {
  if (line.length > 100_000 || !PLAIN.test(line)) return undefined
  const row = JSON.parse(line) as Record<string, Value>
  return Number.isInteger(row.latency) ? undefined : new Map(Object.entries(row))
}

function readLine(line: string): Dict | undefined {
  try {
    const value = readPlainLine(line) ?? parsePythonJson(line)
    return value instanceof Map ? value : undefined
  } catch {
    return undefined
  }
}
