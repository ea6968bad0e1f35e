// Single requests out of ToolACE, in xLAM's layout: so that tools can be masked without xLAM's rows.
import type { RowList } from '../../files/json-rows.ts'
import type { Listed } from '../toolace/functions.ts'
import { openToolace, type ToolaceRow } from '../toolace/rows.ts'
import type { XlamRow } from './mask.ts'

/** First requests that are answered by calls of listed functions; of more than `most` tools, the first uncalled go. */
export function xlamFromToolace(folder: string, most: number): RowList<XlamRow> {
  const source = openToolace(folder)
  try {
    const rows: XlamRow[] = []
    for (let index = 0; index < source.count; index++) {
      const row = firstRequest(source.at(index), most)
      if (row) rows.push(row)
    }
    return { count: rows.length, at: index => rows[index]! }
  } finally {
    source.close?.()
  }
}

function firstRequest({ turns, functions }: ToolaceRow, most: number): XlamRow | undefined {
  const [asked, said] = turns
  if (asked?.role !== 'user' || !said?.calls || said.calls.length === 0) return undefined
  const called = new Set(said.calls.map(call => call.name))
  const needed = functions.filter(one => called.has(one.name))
  if (needed.length < called.size || needed.length > most) return undefined
  const others = functions.filter(one => !called.has(one.name)).slice(0, most - needed.length)
  const kept = functions.filter(one => needed.includes(one) || others.includes(one))
  return { query: asked.text, tools: JSON.stringify(kept.map(flat)), answers: JSON.stringify(said.calls) }
}

/** xLAM lists a function's parameters without a schema around them. */
function flat({ name, description = '', parameters }: Listed): Record<string, unknown> {
  const properties = (parameters?.properties ?? {}) as Record<string, Record<string, unknown>>
  const shown = Object.entries(properties).map(([parameter, { description: says = '', type, ...rest }]) => [
    parameter,
    { description: says, type, ...('default' in rest && { default: rest.default }) },
  ])
  return { name, description, parameters: Object.fromEntries(shown) }
}
