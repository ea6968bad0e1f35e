// The embedded model's weights, pulled once and requantised once to the format that answers fastest.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { smollm2 } from '../files/pull/items.ts'
import { cacheFolder } from '../files/pull/cache.ts'
import { type PullResult, pull } from '../files/pull/pull.ts'
import { readGguf } from './gguf.ts'
import { requantise } from './requantise.ts'

/** `original` is what was pulled, `weights` the Q8_0 file made of it. */
export type Prepared = {
  weights: string
  original: string
  pulled: PullResult
  requantised: boolean
  seconds: number
}

/** Throws an error that lists what each origin said where the weights cannot be had. */
export async function prepareWeights(
  options: {
    dataRoot?: string
    signal?: AbortSignal
    onProgress?: (done: number, total: number | undefined) => void
  } = {},
): Promise<Prepared> {
  const pulled = await pull(smollm2, options)
  if (pulled.folder === null)
    throw new Error(
      `the weights of SmolLM2-135M-Instruct could not be had (${pulled.failures.join('; ')}); without them ` +
        `${smollm2.switchesOff} are off. Put ${smollm2.files[0]?.path} into <data folder>/${smollm2.folder}`,
    )
  const original = join(pulled.folder, smollm2.files[0]?.path ?? '')
  const weights = join(cacheFolder(), 'weights', 'SmolLM2-135M-Instruct.Q8_0.gguf')
  const started = performance.now()
  const isThere = existsSync(weights) && (await isReadable(weights))
  if (!isThere)
    for await (const { done, total } of requantise({
      from: original,
      to: weights,
      type: 'Q8_0',
      ...(options.signal && { signal: options.signal }),
    }))
      options.onProgress?.(done, total)
  return { weights, original, pulled, requantised: !isThere, seconds: (performance.now() - started) / 1000 }
}

async function isReadable(path: string): Promise<boolean> {
  try {
    await readGguf(path)
    return true
  } catch {
    return false
  }
}
