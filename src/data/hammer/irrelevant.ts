// Rows that no tool fits, made from rows that have one: the right function is taken away (Hammer's paper, arXiv 2410.04587).
import type { RowList } from '../../files/json-rows.ts'
import { dumpJson } from '../../files/python-dump.ts'
import { parsePythonJson } from '../../files/python-json.ts'
import { pythonRandom } from '../../files/python-random.ts'
import type { Dict } from '../../files/values.ts'
import type { XlamRow } from './mask.ts'
import type { XlamRows } from './build.ts'

/** As many for each row as Hammer's 7,500 for 60,000. */
const SHARE = 7500 / 60000

/** Takes rows at random whose other tools remain; none of the original rows is changed. */
export function makeIrrelevant(rows: XlamRows, seed: number | bigint): RowList<XlamRow> {
  const size = 'count' in rows ? rows.count : rows.length
  const order = Array.from({ length: size }, (_, index) => index)
  pythonRandom(seed).shuffle(order)
  const chosen: number[] = []
  for (const index of order) {
    if (chosen.length >= Math.round(size * SHARE)) break
    if (withoutAnswer(rows.at(index)!)) chosen.push(index)
  }
  return { count: chosen.length, at: index => withoutAnswer(rows.at(chosen[index]!)!)! }
}

/** The row without the functions that its answers call; undefined where nothing is called or nothing would be left. */
export function withoutAnswer(row: XlamRow): XlamRow | undefined {
  const called = new Set((parsePythonJson(row.answers) as Dict[]).map(answer => answer.get('name')))
  const tools = (parsePythonJson(row.tools) as Dict[]).filter(tool => !called.has(tool.get('name')))
  if (called.size === 0 || tools.length === 0) return undefined
  return { query: row.query, tools: dumpJson(tools), answers: '[]' }
}
