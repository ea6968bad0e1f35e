// Named mixes, and mixes that a person writes: how many samples of which source, what is left out, what is kept equal.
import { loadSource, type SourceName } from './all.ts'
import type { Part } from './mixture.ts'
import { nanoParts } from './nano.ts'
import type { Source, Task } from './source.ts'

/**
 * Table 1 of arXiv 2502.08820, with its labels put right: 202,500 is three copies of xLAM's 60,000 and 7,500 rows, so
 * that row is Hammer's, and the one of 13,819 multi-turn samples is ToolACE's. Everything as the figures print it.
 */
export const PAPER_PARTS: Part[] = [
  { source: 'snips', count: 13_028, settings: { prompt: 'paper' } },
  { source: 'hammer', count: 202_500 },
  { source: 'toolace', count: 13_819 },
  { source: 'sgd', count: 82_236 },
]

/** The shuffling seed of the published training recipes. */
export const PAPER_SEED = 42

export type MixOptions = {
  /** `paper`, `nano`, or `source=count` words; a count may be `all` or a share like `25%` of `size`. */
  mix: string[]
  size?: number
  folder?: string | undefined
  without?: Task[]
  /** What is left out is made up for by the other parts. */
  keepsSize?: boolean
  /** Only sources without share-alike, non-commercial or unverified terms. */
  isPermissive?: boolean
  /** Settings by source. */
  settings?: Record<string, Record<string, string>>
}

export type ChosenPart = Omit<Part, 'source'> & { source: Source; without: Task[] }

/** The parts of a mix with their sources loaded. Throws on unknown names and counts. */
export async function chooseParts(options: MixOptions): Promise<ChosenPart[]> {
  const named = options.mix.flatMap(word => partsOf(word, options))
  const without = options.without ?? []
  const loaded = await Promise.all(
    named.map(async part => ({
      ...part,
      source: typeof part.source === 'string' ? await loadSource(part.source) : part.source,
      without,
    })),
  )
  for (const name of Object.keys(options.settings ?? {}))
    if (!loaded.some(part => part.source.name === name))
      throw new Error(`expected settings of a source in the mix, found "${name}"`)
  const kept = loaded
    .filter(({ source }) => !options.isPermissive || (source.terms ?? []).length === 0)
    .filter(({ source }) => (source.tasks ?? [source.task]).some(task => !without.includes(task)))
    .map(part => ({ ...part, settings: { ...part.settings, ...options.settings?.[part.source.name] } }))
  if (kept.length === 0)
    throw new Error('expected a part that remains in the mix, found all of them left out')
  return options.keepsSize ? madeUp(kept, sum(loaded)) : kept
}

function partsOf(word: string, { folder, size }: MixOptions): Part[] {
  if (word === 'paper') return PAPER_PARTS
  if (word === 'nano') return nanoParts(folder)
  const at = word.lastIndexOf('=')
  const source = (at < 0 ? word : word.slice(0, at)) as SourceName
  return [{ source, count: countOf(at < 0 ? 'all' : word.slice(at + 1), { word, size }) }]
}

function countOf(text: string, { word, size }: { word: string; size: number | undefined }): number {
  if (text === 'all') return Number.POSITIVE_INFINITY
  if (/^\d+$/.test(text)) return Number(text)
  const share = /^(\d+(?:\.\d+)?)%$/.exec(text)?.[1]
  if (share === undefined) throw new Error(`expected source=count, source=all or source=25%, found "${word}"`)
  if (size === undefined)
    throw new Error(`${word}: expected the mix's size (--size) beside a share, found none`)
  return Math.round((size * Number(share)) / 100)
}

function madeUp(parts: ChosenPart[], total: number): ChosenPart[] {
  const kept = sum(parts)
  if (!Number.isFinite(total)) return parts
  return parts.map(part => ({ ...part, count: Math.round((part.count * total) / kept) }))
}

function sum(parts: { count: number }[]): number {
  return parts.reduce((all, part) => all + part.count, 0)
}
