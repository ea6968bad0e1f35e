// The mix: samples of several sources, so many of each, interleaved at random; the same seed gives the same samples.
import { type PythonRandom, pythonRandom } from '../files/python-random.ts'
import { loadSource, type SourceName } from './all.ts'
import { type PickRequest, pick } from './pick.ts'
import type { Sample, Source } from './source.ts'

export type Part = Pick<PickRequest, 'kinds' | 'longest' | 'settings'> & {
  /** A source, its name, or the path of a private one's module. */
  source: SourceName | Source | (string & {})
  /** How many samples at most. */
  count: number
}

export type MixRequest = {
  parts: Part[]
  /** The data root; needed by every source but `starter`. */
  folder?: string
  seed: number
  onBroken?: PickRequest['onBroken']
}

/** Holds the samples in memory: for mixes that fit there. A source that has fewer than asked gives what it has. */
export async function* mix(request: MixRequest): AsyncGenerator<Sample> {
  const { folder = '', seed, onBroken } = request
  const picked: Sample[][] = []
  for (const { source, ...part } of request.parts) {
    const loaded = typeof source === 'string' ? await loadSource(source) : source
    const samples: Sample[] = []
    for await (const sample of pick({ source: loaded, folder, seed, ...part, ...(onBroken && { onBroken }) }))
      samples.push(sample)
    picked.push(samples)
  }
  const next = picked.map(() => 0)
  for (const part of interleave({
    sizes: picked.map(samples => samples.length),
    random: pythonRandom(seed),
  }))
    yield picked[part]![next[part]!++]!
}

/** Which part the next sample comes from: every order of the parts' samples is as likely as any other. */
export function* interleave({ sizes, random }: { sizes: number[]; random: PythonRandom }): Generator<number> {
  const left = [...sizes]
  for (let total = left.reduce((sum, size) => sum + size, 0); total > 0; total--) {
    let at = random.randrange(total)
    const part = left.findIndex(size => {
      at -= size
      return at < 0
    })
    left[part]!--
    yield part
  }
}
