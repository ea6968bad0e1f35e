// The samples of a run as tokens: which are taught, which held out, and which are too long, by name.
import type { Sample } from '../data/source.ts'
import { chatFrom } from '../tokens/chat-template.ts'
import { type MaskedSample, maskSample, type Reader } from '../tokens/target-mask.ts'
import { tokenizerFrom } from '../tokens/tokenizer.ts'
import type { Gguf } from '../weights/gguf.ts'
import { holdOut } from './hold-out.ts'
import type { Recipe } from './recipe.ts'

export type TooLong = { id: string; tokens: number }

export type Lessons = {
  taught: MaskedSample[]
  held: MaskedSample[]
  /** The group of each taught sample: its instruction, which prompts begin with. */
  groups: string[]
  /** The dialogue of each taught sample, or its own id. */
  clusters: string[]
  /** Samples left out because they are longer than `maxTokens`. */
  tooLong: TooLong[]
}

type Lesson = { sample: Sample; tokens: MaskedSample }

/** `held` are samples held out already; else the recipe says how many of `samples` are. */
export function splitLessons({
  samples,
  held,
  base,
  recipe,
}: {
  samples: Sample[]
  held: Sample[] | undefined
  base: Gguf
  recipe: Recipe
}): Lessons {
  const reader = {
    chat: chatFrom(base.metadata, base.path),
    tokenizer: tokenizerFrom(base.metadata, base.path),
  }
  const given = fitting(samples, reader, recipe)
  const apart = held && fitting(held, reader, recipe)
  const split = apart ? { taught: given.lessons, held: apart.lessons } : splitOff(given.lessons, recipe)
  return {
    taught: split.taught.map(({ tokens }) => tokens),
    held: split.held.map(({ tokens }) => tokens),
    groups: split.taught.map(({ sample }) => sample.instruction),
    clusters: split.taught.map(({ sample }) => clusterOf(sample)),
    tooLong: [...given.tooLong, ...(apart?.tooLong ?? [])],
  }
}

function fitting(
  samples: Sample[],
  reader: Reader,
  { maxTokens, tooLong: what }: Recipe,
): { lessons: Lesson[]; tooLong: TooLong[] } {
  const all = samples.map(sample => ({ sample, tokens: maskSample(sample, reader) }))
  const tooLong = all
    .filter(({ tokens }) => tokens.ids.length > maxTokens)
    .map(({ tokens }) => ({ id: tokens.id, tokens: tokens.ids.length }))
  if (tooLong.length > 0 && what === 'refuse')
    throw new Error(
      `${tooLong.length} of ${samples.length} samples are longer than ${maxTokens} tokens: ${nameTooLong(tooLong)}; ` +
        'raise maxTokens in the recipe, or let it say "tooLong: leave out"',
    )
  if (tooLong.length === samples.length)
    throw new Error(`expected samples of at most ${maxTokens} tokens, found none among ${samples.length}`)
  return { lessons: all.filter(({ tokens }) => tokens.ids.length <= maxTokens), tooLong }
}

function splitOff(lessons: Lesson[], { validation, seed }: Recipe): { taught: Lesson[]; held: Lesson[] } {
  if (validation?.samples === undefined) return { taught: lessons, held: [] }
  return holdOut(lessons, {
    count: validation.samples,
    seed,
    clusterOf: ({ sample }) => clusterOf(sample),
  })
}

function clusterOf(sample: Sample): string {
  return String(sample.meta?.dialogue ?? sample.id)
}

/** `a (1200 tokens), b (1100 tokens) and 12 more`, the longest first. */
export function nameTooLong(tooLong: readonly TooLong[], most = 3): string {
  const longest = tooLong.toSorted((a, b) => b.tokens - a.tokens)
  const names = longest.slice(0, most).map(({ id, tokens }) => `${id} (${tokens} tokens)`)
  const rest = tooLong.length - names.length
  return names.join(', ') + (rest > 0 ? ` and ${rest} more` : '')
}
