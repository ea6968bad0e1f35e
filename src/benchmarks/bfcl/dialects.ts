// How the replies of a model are read: the dialect that was named, or that of the official handler of its model.
import type { Language } from './check/calls.ts'
import { isRelevance, languageOf } from './categories.ts'
import type { BfclCase } from './cases.ts'
import { decoded } from './decode/decode.ts'
import type { Dialect as Reader } from './decode/dialect.ts'
import { dialects, loadDialect } from './decode/dialects.ts'
import { loadGrammars } from './decode/grammars.ts'
import type { ModelFacts } from './models.ts'
import type { Decoder } from './score-file.ts'

/** `reader` has the official handler's steps, `decode` judges what they give. */
export type Dialect = { name: string; reader: Reader; decode: Decoder }

export const DIALECT_NAMES = dialects.map(({ name }) => name)

/** Throws on a name that is none, naming those that are. */
export function dialectOf(name: string): Dialect {
  const reader = loadDialect(name)
  return {
    name,
    reader,
    decode: (result, item) => decoded(() => reader.decodeAst(result, spokenIn(item))),
  }
}

/** The (ir)relevance categories are read as Python whatever they are called. */
function spokenIn({ category, language }: BfclCase): Language {
  return isRelevance(category) ? 'python' : language
}

/** Loads what reading the categories needs: the grammars of Java and JavaScript. */
export async function loadFor(categories: string[]): Promise<void> {
  if (categories.some(category => languageOf(category) !== 'python')) await loadGrammars()
}

/** Handlers with one way of reading, by their names in the official table. */
const HANDLERS = new Map([
  ['Llama', 'prompting'],
  ['Gemma', 'prompting'],
  ['Qwen', 'prompting'],
  ['DeepseekReasoning', 'prompting'],
  ['MiniCPM', 'prompting'],
  ['Bielik', 'prompting'],
  ['Phi', 'fenced'],
  ['Llama_3_1', 'llama3.1'],
  ['SalesforceLlama', 'xlam'],
  ['SalesforceQwen', 'xlam'],
  ['MistralFC', 'mistral-list'],
  ['Nova', 'mistral-list'],
  ['PhiFC', 'call-list'],
  ['Granite3FC', 'call-list'],
  ['Arch', 'call-list'],
  ['GraniteFunctionCalling', 'granite'],
  ['Hammer', 'hammer'],
  ['QwenFC', 'qwen'],
])

/** Handlers that read native calls of models whose name says FC or that the table calls native, and text of others. */
const BOTH = new Map([
  ['OpenAIResponses', 'prompting'],
  ['DeepSeekAPI', 'prompting'],
  ['Fireworks', 'prompting'],
  ['Functionary', 'prompting'],
  ['GoGoAgent', 'prompting'],
  ['Writer', 'prompting'],
  ['Grok', 'prompting'],
  ['QwenAPI', 'prompting'],
  ['LingAPI', 'prompting'],
  ['Novita', 'prompting'],
  ['QwenAgentThink', 'prompting'],
  ['QwenAgentNoThink', 'prompting'],
  ['Mistral', 'mistral'],
])

/**
 * The dialect of the model's official handler (constants/model_config.py); of a model that is not in the table, the
 * default prompt's. `undefined` where the handler is one that is not built here.
 */
export function dialectFor({ name, handler, isNative }: ModelFacts): Dialect | undefined {
  if (handler === '') return dialectOf('prompting')
  const text = BOTH.get(handler)
  if (text !== undefined) {
    // Mistral's handler goes by the name alone.
    const isCalls = name.includes('FC') || (isNative && handler !== 'Mistral')
    return dialectOf(isCalls ? 'tool-calls' : text)
  }
  const dialect = HANDLERS.get(handler)
  return dialect === undefined ? undefined : dialectOf(dialect)
}
