// Where each LoRA matrix lies in the flat vector of all trained values, and the values it starts from.
import { pythonRandom } from '../../files/python-random.ts'
import { LINEAR_KINDS, type LinearKind, type LlamaShape, linearShape } from '../../weights/llama.ts'
import type { Lora, Slot } from './contract.ts'

/** The GGUF name of a linear layer's LoRA matrix. */
export function loraName(layer: number, kind: LinearKind, half: 'a' | 'b'): string {
  return `blk.${layer}.${kind}.weight.lora_${half}`
}

/** What the graph calls the gradient of a slot. */
export function gradientName({ name }: Pick<Slot, 'name'>): string {
  return `gradient of ${name}`
}

/** The slots of all layers, first to last, each layer's targets in the order of LINEAR_KINDS, `lora_a` before `lora_b`. */
export function loraLayout(shape: LlamaShape, { rank, targets }: Pick<Lora, 'rank' | 'targets'>): Slot[] {
  const slots: Slot[] = []
  let offset = 0
  function place(name: string, rows: number, columns: number): void {
    slots.push({ name, rows, columns, offset })
    offset += rows * columns
  }
  for (let layer = 0; layer < shape.layers; layer++)
    for (const kind of LINEAR_KINDS.filter(kind => targets.includes(kind))) {
      const [outputs, inputs] = linearShape(shape, kind)
      place(loraName(layer, kind, 'a'), rank, inputs)
      place(loraName(layer, kind, 'b'), outputs, rank)
    }
  return slots
}

/** How many values all slots hold. */
export function layoutSize(layout: readonly Slot[]): number {
  const last = layout.at(-1)
  return last ? last.offset + last.rows * last.columns : 0
}

/** PEFT's start (peft LoraLayer.reset_lora_parameters): A uniform within 1/sqrt(inputs), B zero, so the adapter adds nothing yet. */
export function firstTheta(layout: readonly Slot[], seed: number): Float32Array {
  const draw = pythonRandom(seed)
  const theta = new Float32Array(layoutSize(layout))
  for (const { name, rows, columns, offset } of layout) {
    if (name.endsWith('lora_b')) continue
    const bound = 1 / Math.sqrt(columns)
    for (let i = offset; i < offset + rows * columns; i++) theta[i] = draw.uniform(-bound, bound)
  }
  return theta
}
