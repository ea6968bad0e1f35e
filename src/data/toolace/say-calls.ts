// Calls as ToolACE writes them: [Get Suggestion(term="popular", country="Japan")].
import type { Call, Json } from '../../dialogue/dialogue.ts'

export function sayCalls(calls: Call[]): string {
  return `[${calls.map(sayCall).join(', ')}]`
}

function sayCall({ name, arguments: given }: Call): string {
  const list = Object.entries(given).map(([argument, value]) => `${argument}=${sayValue(value)}`)
  return `${name}(${list.join(', ')})`
}

/** Python's literals, texts in double quotes. */
function sayValue(value: Json): string {
  if (value === null) return 'None'
  if (value === true) return 'True'
  if (value === false) return 'False'
  if (typeof value !== 'object') return JSON.stringify(value)
  if (Array.isArray(value)) return `[${value.map(sayValue).join(', ')}]`
  const entries = Object.entries(value).map(([key, item]) => `${JSON.stringify(key)}: ${sayValue(item)}`)
  return `{${entries.join(', ')}}`
}
