// The samples of a training run, read whole, and refused by name where there is nothing to learn in one.
import { existsSync } from 'node:fs'
import { readSamples } from '../data/released.ts'
import type { Sample } from '../data/source.ts'
import { fileSha256, sha256 } from '../files/hash.ts'

/** Reads `.jsonl`, `.json` or `.parquet`, in the style of `coalm data build` or as messages. */
export async function readLessons(path: string): Promise<Sample[]> {
  if (!existsSync(path))
    throw new Error(`${path}: expected samples, found nothing there; "coalm data build" makes them`)
  const samples: Sample[] = []
  for await (const sample of readSamples(path)) samples.push(checkSample(sample, path))
  if (samples.length === 0) throw new Error(`${path}: expected samples, found none`)
  return samples
}

/** Throws one sentence that begins with `place` where a sample cannot be learnt from. */
export function checkSample(sample: Sample, place: string): Sample {
  const { id, instruction, input, output } = sample
  const wrong = Object.entries({ id, instruction, input, output }).find(
    ([, text]) => typeof text !== 'string',
  )
  if (wrong)
    throw new Error(
      `${place}: expected a text ${wrong[0]} in each sample, found ${wrong[1] === null ? 'null' : typeof wrong[1]}`,
    )
  if (instruction === '' && input === '')
    throw new Error(`${place}: expected an instruction or an input in sample "${id}", found neither`)
  if (output === '') throw new Error(`${place}: expected an output in sample "${id}", found an empty text`)
  return sample
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
