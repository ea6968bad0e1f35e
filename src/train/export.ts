// The trained LoRA out of the engine's flat vector, as the two kinds of adapter files.
import { renameSync, rmSync } from 'node:fs'
import { type Adapter, writeAdapter } from '../weights/adapter.ts'
import type { Tensor } from '../weights/gguf.ts'
import { writePeft } from '../weights/peft.ts'
import type { Slot } from './embedded/contract.ts'
import type { TrainPlan } from './plan.ts'
import type { TrainFiles } from './run-folder.ts'

/** Writes adapter.gguf and the PEFT folder, each whole or not at all; equal values give equal bytes. */
export async function exportAdapter(
  files: Pick<TrainFiles, 'adapter' | 'peft'>,
  { plan, layout, theta }: { plan: TrainPlan; layout: readonly Slot[]; theta: Float32Array },
): Promise<void> {
  const { base, shape, baseName, recipe } = plan
  const adapter = adapterOf(layout, theta, recipe.lora.alpha)
  const beside = `${files.peft}.part`
  rmSync(beside, { recursive: true, force: true })
  await writePeft(beside, { adapter, shape, rank: recipe.lora.rank, base: baseName })
  rmSync(files.peft, { recursive: true, force: true })
  renameSync(beside, files.peft)
  await writeAdapter(files.adapter, { adapter, base })
}

function adapterOf(layout: readonly Slot[], theta: Float32Array, alpha: number): Adapter {
  const tensors = new Map<string, Tensor>()
  for (const { name, rows, columns, offset } of layout)
    tensors.set(name, { data: theta.subarray(offset, offset + rows * columns), shape: [rows, columns] })
  return { alpha, tensors }
}
