// Notices a run that goes wrong: a loss that is no number, or one that climbs far above where it began.
import type { Recipe } from './recipe.ts'

const WINDOW = 5

/** A run that has gone wrong; what was learnt before stays on the disk. */
export class Diverged extends Error {}

/**
 * Throws `Diverged` where the mean of the last five losses is far above that of the first five. Batches differ by kind, so
 * some rise is no sign: half as much again and one nat more is.
 */
export function checkCourse(losses: readonly number[], recipe: Recipe): void {
  if (losses.length < 2 * WINDOW) return
  const [before, now] = [mean(losses.slice(0, WINDOW)), mean(losses.slice(-WINDOW))]
  if (now > 1.5 * before + 1)
    throw new Diverged(
      `step ${losses.length}: the loss climbs (${before.toFixed(2)} over the first ${WINDOW} steps, ${now.toFixed(2)} over the last); ${advice(recipe)}`,
    )
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}

export function notFinite(step: number, recipe: Recipe, cause: unknown): Diverged {
  return new Diverged(
    `step ${step}: the loss or its gradient is no finite number any more; ${advice(recipe)}`,
    {
      cause,
    },
  )
}

function advice({ optimizer, schedule }: Recipe): string {
  const lower = Number((optimizer.learningRate / 3).toPrecision(1))
  return (
    `the learning rate of ${optimizer.learningRate} is likely too high: try ${lower}` +
    `${schedule.warmup < 5 ? ', and some steps of warm-up' : ''}, in a new folder`
  )
}
