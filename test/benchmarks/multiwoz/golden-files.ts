// Whole files as the official evaluators scored them (test/reference/multiwoz_files.py): says where ours differ.
import { join } from 'node:path'
import { beliefState, isUsual, readGold } from '../../../src/benchmarks/multiwoz/gold.ts'
import { readPredictions } from '../../../src/benchmarks/multiwoz/predictions-file.ts'
import { loadEvaluationData, type Predictions, scoreWith } from '../../../src/benchmarks/multiwoz/score.ts'
import { scoreStates } from '../../../src/benchmarks/multiwoz/state-scores.ts'
import { mutate } from './mutate.ts'

type Scored = {
  error?: string
  inform?: object
  success?: object
  richness?: Record<string, number>
  dialogues?: { inform: string; success: string }
  dst: Record<string, number> | { error: string }
}

/** Seed of the mutation → official scores. */
export type GoldenFiles = { [seed: string]: Scored }

/** `predictions` is the file whose mutated copies were scored. */
export async function differencesOfFiles(
  golden: GoldenFiles,
  data: string,
  predictions = join(data, 'examples/multiwoz-predictions/damd.json'),
): Promise<string[]> {
  const original = await readPredictions(predictions)
  const folder = join(data, 'multiwoz')
  const evaluation = await loadEvaluationData({ folder })
  const dialogues = (await readGold({ folder })).filter(isUsual)
  const gold = new Map(dialogues.map(({ id, turns }) => [id, turns.map(beliefState)]))
  const differences: string[] = []
  for (const [seed, official] of Object.entries(golden)) {
    const mutated = mutate(original, Number(seed))
    const { dst, ...success } = official
    const ours = await attempt(() => scoreWith(mutated, evaluation).then(one => whole(one, mutated)))
    differences.push(...compare(`${seed} success`, success, ours))
    const states = await attempt(async () => {
      const { jointAccuracy, f1, precision, recall, turns, joint } = scoreStates(mutated, gold, {
        matcher: 'fuzzy',
      })
      return {
        joint_accuracy: jointAccuracy,
        slot_f1: f1,
        slot_precision: precision,
        slot_recall: recall,
        num_turns: turns,
        joint_match: joint,
      }
    })
    differences.push(...compare(`${seed} states`, dst, states))
  }
  return differences
}

function whole(scores: Awaited<ReturnType<typeof scoreWith>>, predictions: Predictions): object {
  const bits = (metric: 'inform' | 'success') =>
    Object.keys(predictions)
      .map(id => Number(scores.dialogues[id]![metric]))
      .join('')
  const { inform, success } = scores.total
  return {
    inform,
    success,
    richness: scores.richness,
    dialogues: { inform: bits('inform'), success: bits('success') },
  }
}

async function attempt(work: () => Promise<object>): Promise<object> {
  try {
    return await work()
  } catch {
    return { error: true }
  }
}

function compare(name: string, official: object, ours: object): string[] {
  if ('error' in official && 'error' in ours) return []
  const [expected, found] = [official, ours].map(sorted)
  return expected === found ? [] : [`${name}: expected ${expected}, found ${found}`]
}

/** Keys in order, and numbers to thirteen digits: sums of logarithms are added in another order. */
function sorted(value: object): string {
  return JSON.stringify(value, (_key, item) => {
    if (typeof item === 'number') return Number(item.toPrecision(13))
    if (typeof item !== 'object' || item === null || Array.isArray(item)) return item
    return Object.fromEntries(Object.entries(item).sort(([a], [b]) => (a < b ? -1 : 1)))
  })
}
