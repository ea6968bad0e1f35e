// The functions that a ToolACE row's system text lists, and names that a conversion of the data cut short.
import type { Json } from '../../dialogue/dialogue.ts'

/** A function document as it stands in the system text. */
export type Listed = { name: string; description?: string; parameters?: Record<string, Json> }

/** The list after "invoke:", or undefined where there is none that can be read. */
export function listedFunctions(system: string): Listed[] | undefined {
  const marker = system.indexOf('invoke:')
  const begin = system.indexOf('[', Math.max(marker, 0))
  if (begin < 0) return undefined
  const end = endOfList(system, begin)
  if (end < 0) return undefined
  try {
    const list: unknown = JSON.parse(system.slice(begin, end))
    return Array.isArray(list) && list.every(isListed) ? list : undefined
  } catch {
    return undefined
  }
}

function isListed(value: unknown): value is Listed {
  return typeof (value as Partial<Listed> | null)?.name === 'string'
}

/** After the bracket that closes the one at `begin`, or -1. */
function endOfList(text: string, begin: number): number {
  let depth = 0
  const signs = /"[^"\\]*(?:\\[\s\S][^"\\]*)*"|[[\]{}]/g
  signs.lastIndex = begin
  for (let match = signs.exec(text); match; match = signs.exec(text)) {
    const sign = match[0]
    if (sign === '[' || sign === '{') depth++
    else if ((sign === ']' || sign === '}') && --depth === 0) return signs.lastIndex
  }
  return -1
}

/**
 * The public ShareGPT rows kept only the last word of names with spaces ("Market Trends API" became "API"). Where one
 * listed function ends so and takes these arguments, its whole name is given; otherwise the name as it is.
 */
export function repairName(name: string, given: string[], functions: Listed[]): string {
  if (functions.some(one => one.name === name)) return name
  const fitting = functions.filter(
    one => one.name.endsWith(name) && /\W$/.test(one.name.slice(0, -name.length)),
  )
  const taking = fitting.filter(one => given.every(argument => argumentsOf(one).includes(argument)))
  return taking.length === 1 ? taking[0]!.name : name
}

export function argumentsOf(one: Listed): string[] {
  const properties = one.parameters?.properties
  return typeof properties === 'object' && properties !== null ? Object.keys(properties) : []
}
