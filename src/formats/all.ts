// The list of formats.
import { coalm } from './coalm.ts'
import type { Format } from './format.ts'
import { granite } from './granite.ts'
import { hammer } from './hammer.ts'
import { llama3 } from './llama3.ts'
import { mistral } from './mistral.ts'
import { openai } from './openai.ts'
import { qwen } from './qwen.ts'
import { toolace } from './toolace.ts'
import { xlam } from './xlam.ts'

export const formats = [
  coalm,
  openai,
  granite,
  hammer,
  llama3,
  mistral,
  qwen,
  toolace,
  xlam,
] as const satisfies Format[]

export const formatNames = formats.map(format => format.name)

/** A format by name. Throws where there is none of that name. */
export function loadFormat(name: string): Format {
  const format = formats.find(one => one.name === name)
  if (!format) throw new Error(`expected a format (${formatNames.join(', ')}), found "${name}"`)
  return format
}
