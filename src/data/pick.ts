// Samples of one source in random order, a given number of them, with flat memory whatever the source's size.
import { sha256 } from '../files/hash.ts'
import type { RowList } from '../files/json-rows.ts'
import { type PythonRandom, pythonRandom } from '../files/python-random.ts'
import { readSettings, type Sample, type Source, type Task } from './source.ts'

export type PickRequest = {
  source: Source
  /** The data root; the empty string where the source needs none. */
  folder: string
  seed: number
  /** How many samples at most; all where it is missing. */
  count?: number
  /** Only samples whose `meta.kind` is one of these. */
  kinds?: readonly string[]
  /** No samples of these tasks. */
  without?: readonly Task[]
  /** Only samples of at most so many characters in all. */
  longest?: number
  settings?: Record<string, string>
  /** The source's rows where they are open already; they are closed at the end. */
  rows?: RowList<Sample[]>
  /** Takes note of a broken row, which is then left out; without it, the first broken row is thrown. */
  onBroken?: (error: Error) => void
}

/** Samples that wait for their turn: enough to part those of one row, few enough to be held. */
const WAITING = 4096

/** Rows are drawn in random order; their samples wait for a second draw, so that those of one row stand apart. */
export async function* pick(request: PickRequest): AsyncGenerator<Sample> {
  const { source, folder, seed, onBroken } = request
  const random = pythonRandom(seedFor(seed, source.name))
  const settings = readSettings(source, request.settings ?? {})
  const rows = request.rows ?? (await source.open({ folder, seed, settings, ...(onBroken && { onBroken }) }))
  try {
    const all = rowSamples(rows, orderOf(rows, source, random), onBroken)
    const ordered = fitting(all, request)
    const mixed = source.isShuffled ? ordered : stirred(ordered, random)
    yield* taken(mixed, request.count)
  } finally {
    rows.close?.()
  }
}

/** Different sources of one mix draw different numbers, and a source's draw does not depend on its neighbours. */
function seedFor(seed: number, name: string): bigint {
  return BigInt(`0x${sha256(`${seed} ${name}`).slice(0, 16)}`)
}

function orderOf(rows: RowList<unknown>, source: Source, random: PythonRandom): Iterable<number> {
  const order = Uint32Array.from({ length: rows.count }, (_, index) => index)
  if (!source.isShuffled) shuffle(order, random)
  return order
}

function shuffle(order: Uint32Array, random: PythonRandom): void {
  for (let index = order.length - 1; index > 0; index--) {
    const other = random.randrange(index + 1)
    const kept = order[index]!
    order[index] = order[other]!
    order[other] = kept
  }
}

function* rowSamples(
  rows: RowList<Sample[]>,
  order: Iterable<number>,
  onBroken: PickRequest['onBroken'],
): Generator<Sample> {
  for (const index of order) {
    try {
      yield* rows.at(index)
    } catch (error) {
      if (!onBroken || !(error instanceof Error)) throw error
      onBroken(error)
    }
  }
}

function* fitting(
  samples: Iterable<Sample>,
  { kinds, longest, without = [] }: PickRequest,
): Generator<Sample> {
  for (const sample of samples) {
    const isKind = kinds === undefined || kinds.includes(String(sample.meta.kind))
    if (without.includes(sample.task)) continue
    if (isKind && (longest === undefined || lengthOf(sample) <= longest)) yield sample
  }
}

function lengthOf({ instruction, input, output }: Sample): number {
  return instruction.length + input.length + output.length
}

function* stirred(samples: Iterable<Sample>, random: PythonRandom): Generator<Sample> {
  const waiting: Sample[] = []
  for (const sample of samples) {
    if (waiting.length < WAITING) {
      waiting.push(sample)
      continue
    }
    const at = random.randrange(WAITING)
    yield waiting[at]!
    waiting[at] = sample
  }
  random.shuffle(waiting)
  yield* waiting
}

function* taken(samples: Iterable<Sample>, count = Number.POSITIVE_INFINITY): Generator<Sample> {
  if (count <= 0) return
  let given = 0
  for (const sample of samples) {
    yield sample
    if (++given >= count) return
  }
}
