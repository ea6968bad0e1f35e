// The learning rate of each step: up from near zero over the warm-up, then down along a line or half a cosine.

export const SCHEDULES = ['linear', 'cosine', 'constant'] as const

/** `warmup` counts steps; `floor` is the share of the peak at which linear and cosine schedules end. */
export type Schedule = { kind: (typeof SCHEDULES)[number]; warmup: number; floor: number }

/**
 * The rate of step 1, 2, … of `steps`. The first step already learns (at peak / warmup) and so does the last: the floor
 * would be reached one step after it, as in transformers' get_linear_schedule_with_warmup, whose first step is lost.
 */
export function learningRateAt(
  step: number,
  { peak, steps, schedule }: { peak: number; steps: number; schedule: Schedule },
): number {
  const { kind, warmup, floor } = schedule
  if (step <= warmup) return (peak * step) / warmup
  if (kind === 'constant') return peak
  const gone = (step - 1 - warmup) / (steps - warmup)
  const share = kind === 'linear' ? 1 - gone : (1 + Math.cos(Math.PI * gone)) / 2
  return peak * (floor + (1 - floor) * share)
}
