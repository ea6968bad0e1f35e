// Prints samples as runs of tokens, seen or learnt, one code path with the trainer.
import type { Sample } from '../data/source.ts'
import { chatFrom } from '../tokens/chat-template.ts'
import { type MaskedSample, maskSample, type Reader } from '../tokens/target-mask.ts'
import { type Tokenizer, tokenizerFrom } from '../tokens/tokenizer.ts'
import { readLessons } from '../train/samples.ts'
import { readGguf } from '../weights/gguf.ts'
import { prepareWeights } from '../weights/prepare.ts'
import { namedDataRoot } from './data-root.ts'
import type { DataShowOptions } from './data-show.ts'
import { print } from './terminal.ts'

export async function runDataShow(path: string, options: DataShowOptions): Promise<void> {
  const samples = chosen(await readLessons(path), path, options)
  const reader = await readerOf(options)
  const isColoured = process.stdout.isTTY === true && !process.env.NO_COLOR
  for (const sample of samples) {
    const masked = maskSample(sample, reader)
    if (options.json) print(JSON.stringify(asJson(sample, masked, reader.tokenizer)))
    else print(showSample(sample, masked, reader.tokenizer, isColoured))
  }
}

function chosen(samples: Sample[], path: string, { id: ids, count }: DataShowOptions): Sample[] {
  if (!ids) return samples.slice(0, count)
  return ids.map(id => {
    const sample = samples.find(one => one.id === id)
    if (!sample) throw new Error(`${path}: expected a sample "${id}", found none of that id`)
    return sample
  })
}

async function readerOf({ weights, data }: DataShowOptions): Promise<Reader> {
  const dataRoot = namedDataRoot(data)
  const path = weights ?? (await prepareWeights({ ...(dataRoot !== undefined && { dataRoot }) })).weights
  const { metadata } = await readGguf(path)
  return { chat: chatFrom(metadata, path), tokenizer: tokenizerFrom(metadata, path) }
}

function asJson({ id, source, task }: Sample, { ids, learnt }: MaskedSample, tokenizer: Tokenizer): object {
  const tokens = Array.from(ids, (token, at) => ({
    id: token,
    text: tokenText(tokenizer.bytes(token)),
    learnt: learnt[at] === 1,
  }))
  return { id, source, task, tokens }
}

/** A line that counts, then runs of tokens parted by bars, each run named `seen` or `learnt`. */
export function showSample(
  { id, source, task }: Sample,
  { ids, learnt }: MaskedSample,
  tokenizer: Tokenizer,
  isColoured: boolean,
): string {
  const marked = learnt.reduce((sum, mark) => sum + mark, 0)
  const lines = [`${id} · ${source} · ${task} · ${ids.length} tokens, ${marked} learnt`]
  for (let from = 0; from < ids.length; ) {
    let to = from
    while (to < ids.length && learnt[to] === learnt[from]) to++
    const text = tokensText(ids.subarray(from, to), tokenizer)
    const isLearnt = learnt[from] === 1
    lines.push(`${isLearnt ? 'learnt' : 'seen'} ${from}–${to - 1}`)
    lines.push(isLearnt && isColoured ? `\x1b[1;32m${text}\x1b[0m` : text)
    from = to
  }
  return `${lines.join('\n')}\n`
}

/** Tokens parted by `│`; a token that ends a line ends the line here too, so that the text stays readable. */
function tokensText(ids: Int32Array, tokenizer: Tokenizer): string {
  let text = ''
  for (const id of ids) {
    if (text !== '') text += text.endsWith('\n') ? '  ' : '│'
    else text += '  '
    const token = tokenText(tokenizer.bytes(id))
    text += token.endsWith('\\n') ? `${token}\n` : token
  }
  return text.trimEnd()
}

/** Readable on one line: line ends and other control characters escaped, bytes that are no UTF-8 as `\xNN`. */
function tokenText(bytes: Buffer): string {
  const text = bytes.toString('utf8')
  if (!Buffer.from(text).equals(bytes))
    return [...bytes].map(byte => `\\x${byte.toString(16).padStart(2, '0')}`).join('')
  return text.replace(/[\0-\x1f\x7f]/g, character => JSON.stringify(character).slice(1, -1))
}
