// The list of dialects.
import type { Dialect } from './dialect.ts'
import {
  callList,
  granite,
  hammer,
  hermes,
  llama31,
  mistralList,
  qwen,
  toolCalls,
  xlam,
} from './json-dialects.ts'
import { fenced, mistral, prompting, qwenPrompting } from './text-dialects.ts'

export const dialects = [
  prompting,
  qwenPrompting,
  mistral,
  fenced,
  llama31,
  hammer,
  granite,
  xlam,
  hermes,
  qwen,
  toolCalls,
  mistralList,
  callList,
] as const satisfies Dialect[]

/** A dialect by name. Throws where there is none of that name. */
export function loadDialect(name: string): Dialect {
  const dialect = dialects.find(one => one.name === name)
  if (dialect) return dialect
  throw new Error(`bfcl: expected a dialect (${dialects.map(one => one.name).join(', ')}), found "${name}"`)
}
