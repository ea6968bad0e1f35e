// Reads samples.jsonl for training, and refuses rows that are no samples by file and line.
import { existsSync } from 'node:fs'
import type { Sample } from '../data/source.ts'
import { fileSha256, sha256 } from '../files/hash.ts'
import { readJsonLines } from '../files/jsonl.ts'

const TEXTS = ['id', 'source', 'task', 'instruction', 'input', 'output'] as const

/** Reads a whole file; a first line that only names its format is passed over. */
export function readSamples(path: string): Sample[] {
  if (!existsSync(path))
    throw new Error(
      `${path}: expected samples (JSON lines), found nothing there; "coalm data build" makes them`,
    )
  const samples: Sample[] = []
  let line = 0
  for (const row of readJsonLines(path)) {
    line++
    if (line === 1 && isHeader(row)) continue
    samples.push(checkSample(row, `${path}, line ${line}`))
  }
  if (samples.length === 0) throw new Error(`${path}: expected samples, found none`)
  return samples
}

function isHeader(row: unknown): boolean {
  return row !== null && typeof row === 'object' && 'format' in row && !('output' in row)
}

/** Throws one sentence naming `place` and what is not as it must be. */
export function checkSample(row: unknown, place: string): Sample {
  const fields = (row !== null && typeof row === 'object' ? row : {}) as Record<string, unknown>
  const wrong = TEXTS.find(name => typeof fields[name] !== 'string')
  if (wrong !== undefined)
    throw new Error(
      `${place}: expected the columns ${TEXTS.join(', ')} as texts, found ${sayColumns(row)}; ` +
        '"coalm data build" writes such rows',
    )
  const sample = row as Sample
  if (sample.instruction === '' && sample.input === '')
    throw new Error(`${place}: expected an instruction or an input in sample "${sample.id}", found neither`)
  if (sample.output === '')
    throw new Error(`${place}: expected an output in sample "${sample.id}", found an empty text`)
  return sample
}

function sayColumns(row: unknown): string {
  if (row === null || typeof row !== 'object' || Array.isArray(row)) return 'a row that is no object'
  const names = Object.entries(row).map(([name, value]) =>
    TEXTS.includes(name as (typeof TEXTS)[number]) && typeof value !== 'string'
      ? `${name} (${value === null ? 'null' : typeof value})`
      : name,
  )
  return names.length === 0 ? 'none' : names.slice(0, 12).join(', ')
}

/** One hash for all that the model sees and learns, and for the order it stands in. */
export function samplesHash(samples: readonly Sample[]): string {
  return sha256(
    samples
      .map(({ id, instruction, input, output }) => JSON.stringify([id, instruction, input, output]))
      .join('\n'),
  )
}

/** Throws where the file's bytes are not those that the recipe was written for. */
export async function checkSamplesFile(path: string, expected: string | undefined): Promise<void> {
  if (expected === undefined) return
  const found = await fileSha256(path)
  if (found !== expected)
    throw new Error(
      `${path}: expected the samples with SHA-256 ${expected.slice(0, 12)}… that the recipe names, found ${found.slice(0, 12)}…; ` +
        'build them again as before, or change the recipe',
    )
}
