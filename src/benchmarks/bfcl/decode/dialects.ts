// The list of dialects, and which of them the models of the paper's comparison write.
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

/** constants/model_config.py, by the beginning of a model's name; the first that fits counts. */
const FAMILIES: [start: RegExp, dialect: Dialect][] = [
  [/^meta-llama\/Llama-3\.1-.*-FC$/, llama31],
  [/^MadeAgents\/Hammer/, hammer],
  [/^Salesforce\/(?:Llama-)?xLAM-2/, xlam],
  [/^ibm-granite\/granite-20b/, granite],
  [/^ibm-granite\/granite-3/, callList],
  [/^microsoft\/Phi-4.*-FC$/, callList],
  [/^katanemo\/Arch/, callList],
  [/^microsoft\/phi/i, fenced],
  [/^mistralai\/Ministral/, mistralList],
  [/^(?:open-)?mistral-.*-FC$/, toolCalls],
  [/^(?:open-)?mistral-/, mistral],
  [/^Qwen\/.*-FC$/, qwen],
  [/^Qwen\//, qwenPrompting],
  [/^(?:meta-llama|Team-ACE|uiuc-convai|watt-ai)\//, prompting],
  [/-FC$/, toolCalls],
]

/** The dialect that the official tool reads a model's replies in; the default prompt's for models it does not know. */
export function dialectOf(model: string): Dialect {
  return FAMILIES.find(([start]) => start.test(model))?.[1] ?? prompting
}
