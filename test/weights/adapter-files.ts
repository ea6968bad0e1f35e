// A tiny model with a random adapter in both kinds of files; run with a folder, it writes them there for other programs to read.
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { type Adapter, writeAdapter } from '../../src/weights/adapter.ts'
import { readGguf, type Tensor } from '../../src/weights/gguf.ts'
import { LINEAR_KINDS, type LinearKind, type LlamaShape, linearShape } from '../../src/weights/llama.ts'
import { writePeft } from '../../src/weights/peft.ts'
import { randomNumbers, writeTinyModel } from './tiny-model.ts'

export const RANK = 3
export const ALPHA = 6

export function randomAdapter(shape: LlamaShape, kinds: readonly LinearKind[] = LINEAR_KINDS): Adapter {
  const tensors = new Map<string, Tensor>()
  const place = (name: string, rows: number, columns: number) =>
    tensors.set(name, {
      data: randomNumbers(100 + tensors.size, rows * columns, 0.5),
      shape: [rows, columns],
    })
  for (let layer = 0; layer < shape.layers; layer++)
    for (const kind of kinds) {
      const [outputs, inputs] = linearShape(shape, kind)
      place(`blk.${layer}.${kind}.weight.lora_a`, RANK, inputs)
      place(`blk.${layer}.${kind}.weight.lora_b`, outputs, RANK)
    }
  return { alpha: ALPHA, tensors }
}

/** Writes tiny.gguf, adapter.gguf and the PEFT folder adapter/. */
export async function writeAdapterFiles(folder: string): Promise<{ shape: LlamaShape; adapter: Adapter }> {
  mkdirSync(folder, { recursive: true })
  const weights = join(folder, 'tiny.gguf')
  const shape = await writeTinyModel(weights)
  const adapter = randomAdapter(shape)
  await writeAdapter(join(folder, 'adapter.gguf'), { adapter, base: await readGguf(weights) })
  await writePeft(join(folder, 'adapter'), { adapter, shape, rank: RANK, base: 'tiny' })
  return { shape, adapter }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href)
  await writeAdapterFiles(process.argv[2] as string)
