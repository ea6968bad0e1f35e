// The tokenizer of Llama 3 out of its published vocabulary, which is fetched when it is first needed and never shipped.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { llama3Tokenizer } from '../files/pull/items.ts'
import { pull } from '../files/pull/pull.ts'
import { pulledDataRoot } from '../files/pull/cache.ts'
import { createTokenizer, type Tokenizer } from './tokenizer.ts'
import { WORD_CUTTERS } from './words.ts'

type Published = {
  model: { vocab: Record<string, number>; merges: (string | [string, string])[] }
  added_tokens: { id: number; content: string }[]
}

/**
 * The tokenizer by its name. `folder` holds `tokenizer.json`, or is a data root with `tokenizers/llama3` in it;
 * without one, the cache is looked into, then the vocabulary is pulled, and `onPull` is told its licence first.
 * Throws where it cannot be had.
 */
export async function loadTokenizer(
  name: 'llama3',
  options: { folder?: string | undefined; onPull?: (licence: string) => void } = {},
): Promise<Tokenizer> {
  if (name !== 'llama3') throw new Error(`tokenizer: expected "llama3", found "${name}"`)
  const { folder } = options
  const places =
    folder === undefined ? [] : [folder, join(folder, 'models'), join(folder, llama3Tokenizer.folder)]
  places.push(join(pulledDataRoot(), llama3Tokenizer.folder))
  const found = places.map(place => join(place, 'tokenizer.json')).find(existsSync)
  return readTokenizer(found ?? join(await fetchVocabulary(options.onPull), 'tokenizer.json'))
}

async function fetchVocabulary(onPull: ((licence: string) => void) | undefined): Promise<string> {
  onPull?.(llama3Tokenizer.licence)
  const { folder, failures } = await pull(llama3Tokenizer)
  if (folder === null)
    throw new Error(
      `llama3: expected its vocabulary, it could not be fetched (${failures.join('; ')}); ` +
        'put tokenizer.json of Llama 3 into a folder and name that folder',
    )
  return folder
}

/** Reads a `tokenizer.json` of Llama 3's kind (byte-level pairs, whole words first). */
function readTokenizer(path: string): Tokenizer {
  const { model, added_tokens: added } = parse(path)
  const tokens: string[] = []
  for (const [token, id] of Object.entries(model.vocab)) tokens[id] = token
  for (const { id, content } of added) tokens[id] = content
  const special = new Map(added.map(({ id, content }) => [content, id]))
  return createTokenizer({
    tokens,
    specialIds: added.map(({ id }) => id),
    merges: model.merges.map(merge => (typeof merge === 'string' ? merge : merge.join(' '))),
    ignoreMerges: true,
    cutWords: WORD_CUTTERS['llama-bpe'],
    beginOfText: special.get('<|begin_of_text|>'),
    endOfText: special.get('<|end_of_text|>'),
  })
}

function parse(path: string): Published {
  let json: Partial<Published>
  try {
    json = JSON.parse(readFileSync(path, 'utf8'))
  } catch (error) {
    throw new Error(`${path}: expected JSON, ${(error as Error).message}; fetch the file again`)
  }
  const size = Object.keys(json.model?.vocab ?? {}).length
  if (size !== 128_000 || !Array.isArray(json.model?.merges) || !Array.isArray(json.added_tokens))
    throw new Error(
      `${path}: expected the tokenizer.json of Llama 3 (128,000 tokens with merges), found ${size} tokens`,
    )
  return json as Published
}
