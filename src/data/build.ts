// Builds a mix into files: each part is spooled, then the parts are interleaved, so memory stays flat at any size.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sha256 } from '../files/hash.ts'
import { createLineFile, type LineFile } from '../files/line-file.ts'
import { pythonRandom } from '../files/python-random.ts'
import { interleave } from './mixture.ts'
import { type FileKind, openSampleFile } from './output.ts'
import type { Sample } from './source.ts'
import { type Style, written } from './written.ts'

/** Samples that come one after the other, and what they are called. */
export type Stream = { name: string; samples: AsyncIterable<Sample> }

export type BuildRequest = {
  streams: Stream[]
  /** The folder that gets `samples.jsonl` (or `.parquet`) and `validation.jsonl`. */
  out: string
  seed: number
  kind: FileKind
  style: Style
  /** Which share of the dialogues (and of the samples that are none) is held out; 0: no validation file. */
  validation: number
  onSample?: (name: string, done: number) => void
}

export type BuiltFile = { path: string; rows: number; bytes: number; sha256: string }

export type BuildResult = {
  /** Samples by stream and by kind, training and validation together. */
  counts: { name: string; samples: number; validation: number; kinds: Record<string, number> }[]
  files: BuiltFile[]
}

type Spool = { train: LineFile; validation: LineFile; count: BuildResult['counts'][number] }

/** Writes the files whole or not at all. The same streams and seed give the same bytes. */
export async function buildFiles(request: BuildRequest): Promise<BuildResult> {
  mkdirSync(request.out, { recursive: true })
  const folder = mkdtempSync(join(spoolRoot(request.out), '.coalm-spool-'))
  const ids = new Set<string>()
  const spools: Spool[] = []
  try {
    for (const [at, stream] of request.streams.entries())
      spools.push(await spool(stream, { request, ids, place: join(folder, String(at)) }))
    const files = [await writeFile(request, spools, 'train', 'samples')]
    if (request.validation > 0) files.push(await writeFile(request, spools, 'validation', 'validation'))
    return { counts: spools.map(({ count }) => count), files }
  } finally {
    for (const { train, validation } of spools) {
      train.remove()
      validation.remove()
    }
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Beside the result, where there is room for it; on a machine without such a folder, the system's own. */
function spoolRoot(out: string): string {
  return out === '' ? tmpdir() : out
}

async function spool(
  { name, samples }: Stream,
  { request, ids, place }: { request: BuildRequest; ids: Set<string>; place: string },
): Promise<Spool> {
  const count = { name, samples: 0, validation: 0, kinds: {} as Record<string, number> }
  const [train, validation] = [createLineFile(`${place}.train`), createLineFile(`${place}.validation`)]
  for await (const sample of samples) {
    if (ids.has(sample.id))
      throw new Error(
        `${name}: expected every sample once, found ${sample.id} again; choose parts that do not overlap`,
      )
    ids.add(sample.id)
    const isHeld = isHeldOut(sample, request)
    const line = JSON.stringify(written(sample, request.style))
    ;(isHeld ? validation : train).add(line)
    count.samples++
    if (isHeld) count.validation++
    const { kind = '' } = sample.meta
    count.kinds[kind] = (count.kinds[kind] ?? 0) + 1
    request.onSample?.(name, count.samples)
  }
  return { train, validation, count }
}

/** By a hash of what must not be parted, so a dialogue falls on the same side in every mix of this seed. */
function isHeldOut({ id, meta }: Sample, { seed, validation }: BuildRequest): boolean {
  if (validation <= 0) return false
  const hash = Number.parseInt(sha256(`${seed} ${meta.dialogue ?? id}`).slice(0, 12), 16)
  return hash / 2 ** 48 < validation
}

async function writeFile(
  request: BuildRequest,
  spools: Spool[],
  side: 'train' | 'validation',
  name: string,
): Promise<BuiltFile> {
  const path = `${name}.${request.kind}`
  const file = await openSampleFile(join(request.out, path), request)
  try {
    const sizes = spools.map(one => one[side].count)
    const lines = spools.map(one => one[side].lines())
    for (const part of interleave({ sizes, random: pythonRandom(request.seed) }))
      await file.add(lines[part]!.next().value as Buffer)
    return { path, ...(await file.commit()) }
  } finally {
    await file.abandon()
  }
}
