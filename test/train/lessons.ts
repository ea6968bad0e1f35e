// A small recipe and samples of three groups, enough to train the toy engine on the tiny model.
import type { Sample } from '../../src/data/source.ts'
import { checkRecipe, type Recipe } from '../../src/train/recipe.ts'

export function lessons(count = 30): Sample[] {
  return Array.from({ length: count }, (_, i) => ({
    id: `lesson/${i}`,
    source: 'lessons',
    task: 'LA' as const,
    instruction: `Count on, manner ${i % 3}.`,
    input: `What follows ${i}?`,
    output: `It is ${i + 1}.`,
    meta: { kind: 'calls', dialogue: `d${Math.floor(i / 2)}` },
  }))
}

export function lessonRecipe(weights: string, changes: Record<string, unknown> = {}): Recipe {
  return checkRecipe({
    format: 'coalm/recipe@1',
    model: { weights },
    maxTokens: 128,
    lora: { rank: 2, alpha: 4, targets: ['attn_q', 'attn_k', 'ffn_down'] },
    optimizer: { learningRate: 0.05 },
    schedule: { kind: 'cosine', warmup: 2, floor: 0.1 },
    steps: 12,
    batch: 4,
    bundle: 2,
    seed: 7,
    threads: 1,
    validation: { samples: 4, every: 5 },
    ...changes,
  })
}
