// How the replies of a model family are read: the official handlers' decode_ast, by name.
import type { Value } from '../../files/values.ts'
import { isRelevance, languageOf } from './categories.ts'
import type { BfclCase } from './cases.ts'
import type { Language } from './check/calls.ts'
import { decoded } from './decode/decode.ts'
import { loadGrammars } from './decode/grammars.ts'
import { readLlama } from './decode/llama.ts'
import { readNative } from './decode/native.ts'
import { decodePrompting } from './decode/prompting.ts'
import { textOf } from './decode/result.ts'
import type { ModelFacts } from './models.ts'
import type { Decoder } from './score-file.ts'

export type Dialect = { name: string; decode: Decoder }

/** Reads the `result` of a result file; throws a `PythonError` where the official handler raises. */
type Reader = (result: Value, language: Language) => Value

const READERS: Record<string, Reader> = {
  prompting: (result, language) => decodePrompting(textOf(result), language),
  native: readNative,
  llama: readLlama,
}

export const DIALECT_NAMES = Object.keys(READERS)

/** Throws on a name that is none, naming those that are. */
export function dialectOf(name: string): Dialect {
  if (!Object.hasOwn(READERS, name))
    throw new Error(`bfcl: expected a dialect (${DIALECT_NAMES.join(', ')}), found "${name}"`)
  const read = READERS[name]!
  return { name, decode: (result, item) => decoded(() => read(result, spokenIn(item))) }
}

/** The (ir)relevance categories are read as Python whatever they are called. */
function spokenIn({ category, language }: BfclCase): Language {
  return isRelevance(category) ? 'python' : language
}

/** Loads what reading the categories needs: the grammars of Java and JavaScript. */
export async function loadFor(categories: string[]): Promise<void> {
  if (categories.some(category => languageOf(category) !== 'python')) await loadGrammars()
}

/** How the official table reads a model's replies. */
export function dialectFor({ isNative, handler }: ModelFacts): Dialect {
  if (handler === 'Llama_3_1') return dialectOf('llama')
  return dialectOf(isNative ? 'native' : 'prompting')
}
