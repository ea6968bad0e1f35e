// A model's tokenizer: text with special tokens to ids and back, made from what its GGUF metadata says.
import { fromAlphabet } from './alphabet.ts'
import { type BpeOptions, createBpe } from './bpe.ts'
import { WORD_CUTTERS } from './words.ts'

export type Tokenizer = {
  /**
   * The ids of a text. With `special`, texts of special tokens such as `<|im_end|>` become these tokens; without, they
   * are ordinary characters. No begin-of-text token is added.
   */
  encode(text: string, options?: { special?: boolean }): Uint32Array
  /** How many ids `encode(text)` gives. */
  count(text: string): number
  /** The text of ids; bytes that are no UTF-8 become U+FFFD. */
  decode(ids: Iterable<number>): string
  /** The bytes of one token. */
  bytes(id: number): Buffer
  /** Special tokens by their text. */
  special: ReadonlyMap<string, number>
  size: number
  endOfText: number | undefined
  beginOfText: number | undefined
}

export type TokenizerOptions = Omit<BpeOptions, 'vocabulary'> & {
  /** Token texts in GPT-2's alphabet, in the order of their ids; special tokens in plain text. */
  tokens: readonly string[]
  /** Ids of the tokens that stand outside the text, such as `<|im_end|>`. */
  specialIds: readonly number[]
  beginOfText?: number | undefined
  endOfText?: number | undefined
}

export function createTokenizer(options: TokenizerOptions): Tokenizer {
  const { tokens, specialIds } = options
  const isSpecial = new Set(specialIds)
  const vocabulary = new Map<string, number>()
  tokens.forEach((token, id) => {
    if (!isSpecial.has(id)) vocabulary.set(token, id)
  })
  const bpe = createBpe({ ...options, vocabulary })
  const special = new Map(specialIds.map(id => [tokens[id] as string, id]))
  const longestFirst = [...special].sort((a, b) => b[0].length - a[0].length)

  function bytes(id: number): Buffer {
    const token = tokens[id]
    if (token === undefined)
      throw new RangeError(`tokenizer: expected an id below ${tokens.length}, found ${id}`)
    return isSpecial.has(id) ? Buffer.from(token) : fromAlphabet(token)
  }

  return {
    encode(text, { special: takesSpecial = false } = {}) {
      if (!takesSpecial) return bpe.encode(text)
      const parts = splitSpecial(text, longestFirst).map(part =>
        typeof part === 'number' ? Uint32Array.of(part) : bpe.encode(part),
      )
      return parts.length === 1 ? (parts[0] as Uint32Array) : joined(parts)
    },
    count: text => bpe.count(text),
    decode: ids => Buffer.concat([...ids].map(bytes)).toString('utf8'),
    bytes,
    special,
    size: tokens.length,
    beginOfText: options.beginOfText,
    endOfText: options.endOfText,
  }
}

/** Takes out special tokens, the longest kind first through the whole text, as llama.cpp does. */
function splitSpecial(text: string, longestFirst: [string, number][]): (string | number)[] {
  let parts: (string | number)[] = [text]
  for (const [token, id] of longestFirst) {
    if (!text.includes(token)) continue
    parts = parts.flatMap(part => {
      if (typeof part === 'number') return [part]
      return part.split(token).flatMap((piece, i) => {
        const pieces = piece === '' ? [] : [piece]
        return i === 0 ? pieces : [id, ...pieces]
      })
    })
  }
  return parts
}

function joined(parts: Uint32Array[]): Uint32Array {
  const ids = new Uint32Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    ids.set(part, at)
    at += part.length
  }
  return ids
}

/** GGML's token types (llama.h, enum llama_token_type): 3 control, 4 user-defined, 2 unknown. */
const CONTROL = 3
const USER_DEFINED = 4

/** The tokenizer that a GGUF's metadata describes; `name` is the file's, for messages. */
export function tokenizerFrom(metadata: ReadonlyMap<string, unknown>, name: string): Tokenizer {
  const kind = metadata.get('tokenizer.ggml.model')
  if (kind !== 'gpt2')
    throw new Error(
      `${name}: expected a byte-level tokenizer (tokenizer.ggml.model "gpt2"), found "${String(kind)}"; choose a model such as SmolLM2 or Llama 3`,
    )
  const pre = String(metadata.get('tokenizer.ggml.pre'))
  if (!Object.hasOwn(WORD_CUTTERS, pre))
    throw new Error(
      `${name}: expected a pre-tokenizer of ${Object.keys(WORD_CUTTERS).join(', ')}, found "${pre}"; choose a model with one of these`,
    )
  const tokens = stringList(metadata, 'tokenizer.ggml.tokens', name)
  const types = metadata.get('tokenizer.ggml.token_type')
  const specialIds = tokens.flatMap((_, id) => {
    const type = Array.isArray(types) ? types[id] : undefined
    return type === CONTROL || type === USER_DEFINED ? [id] : []
  })
  return createTokenizer({
    tokens,
    specialIds,
    merges: stringList(metadata, 'tokenizer.ggml.merges', name),
    ignoreMerges: pre === 'llama-bpe',
    cutWords: WORD_CUTTERS[pre as keyof typeof WORD_CUTTERS],
    beginOfText: idAt(metadata, 'tokenizer.ggml.bos_token_id'),
    endOfText: idAt(metadata, 'tokenizer.ggml.eos_token_id'),
  })
}

function stringList(metadata: ReadonlyMap<string, unknown>, key: string, name: string): string[] {
  const list = metadata.get(key)
  if (!Array.isArray(list) || list.some(item => typeof item !== 'string'))
    throw new Error(`${name}: expected a list of strings ${key} in the metadata, found none`)
  return list
}

function idAt(metadata: ReadonlyMap<string, unknown>, key: string): number | undefined {
  const id = metadata.get(key)
  return typeof id === 'number' ? id : undefined
}
