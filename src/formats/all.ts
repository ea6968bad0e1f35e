// The list of formats.
import { coalm } from './coalm.ts'
import type { Format } from './format.ts'
import { openai } from './openai.ts'

export const formats = [coalm, openai] as const satisfies Format[]

export const formatNames = formats.map(format => format.name)

/** A format by name. Throws where there is none of that name. */
export function loadFormat(name: string): Format {
  const format = formats.find(one => one.name === name)
  if (!format) throw new Error(`expected a format (${formatNames.join(', ')}), found "${name}"`)
  return format
}
