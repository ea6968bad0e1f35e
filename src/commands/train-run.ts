// Runs a training for a person at a terminal: what will be done, progress, Ctrl-C, and what came out.
import { join } from 'node:path'
import { groupThousands } from '../eval/words.ts'
import { nameTooLong } from '../train/lessons.ts'
import type { TrainPlan } from '../train/plan.ts'
import { readRecipe } from '../train/recipe.ts'
import { type TrainRequest, type TrainResult, train } from '../train/train.ts'
import { namedDataRoot } from './data-root.ts'
import { setStatus } from './failure.ts'
import { provenance } from './provenance.ts'
import { print, printJson, progressLine, say, sayDuration } from './terminal.ts'
import type { TrainOptions } from './train.ts'

export async function runTrain(recipe: string, options: TrainOptions): Promise<void> {
  const dataRoot = namedDataRoot(options.data)
  const out = join(options.runs, options.run ?? readRecipe(recipe).name)
  const result = await watchTraining({
    recipe,
    out,
    ...(options.samples !== undefined && { samples: options.samples }),
    ...(options.weights !== undefined && { weights: options.weights }),
    ...(dataRoot !== undefined && { dataRoot }),
  })
  if (options.json) printJson({ run: out, ...summary(result) })
  else if (result.finished) print(sayResult(result))
  if (result.finished) return
  say(
    `coalm: stopped after step ${result.steps.length}; it is kept in ${out}. The same command goes on from there.`,
  )
  setStatus(130)
}

/** Trains to the end or to Ctrl-C, drawing the progress line. */
export async function watchTraining(
  request: Omit<TrainRequest, 'signal' | 'onPlan'>,
  onStep?: () => void,
): Promise<TrainResult> {
  const stop = new AbortController()
  const line = progressLine('step')
  const interrupt = () => {
    line.clear()
    say('coalm: stopping after the step under way; once more ends at once')
    stop.abort()
  }
  process.once('SIGINT', interrupt)
  process.once('SIGTERM', interrupt)
  const steps = train({ provenance: provenance(), ...request, signal: stop.signal, onPlan: sayPlan })
  try {
    for (;;) {
      const next = await steps.next()
      if (next.done) return next.value
      const { step, steps: all, loss, tokens, seconds } = next.value
      line.show(step, all, `loss ${loss.toFixed(3)} · ${Math.round(tokens / seconds)} tokens/s`)
      onStep?.()
    }
  } finally {
    line.clear()
    process.off('SIGINT', interrupt)
    process.off('SIGTERM', interrupt)
  }
}

function sayPlan({ taught, held, tooLong, groups, recipe, base }: TrainPlan, done: number): void {
  const aside = held.length > 0 ? `, ${groupThousands(held.length)} held out` : ''
  say(
    `coalm: ${recipe.steps} steps on ${groupThousands(taught.length)} samples with ${groupThousands(new Set(groups).size)} instructions${aside}; base ${base.path}`,
  )
  if (tooLong.length > 0)
    say(
      `coalm: left out ${tooLong.length} samples of more than ${recipe.maxTokens} tokens: ${nameTooLong(tooLong)}`,
    )
  if (done > 0) say(`coalm: ${done} steps were done before; going on`)
}

function summary({ steps, ...result }: TrainResult): object {
  const total = (part: 'tokens' | 'learnt' | 'seconds') => steps.reduce((sum, row) => sum + row[part], 0)
  const judged = steps.filter(row => row.validation !== undefined)
  return {
    ...result,
    steps: steps.length,
    loss: { first: steps[0]?.loss, last: steps.at(-1)?.loss },
    validation: { first: judged[0]?.validation, last: judged.at(-1)?.validation },
    tokens: total('tokens'),
    learnt: total('learnt'),
    seconds: total('seconds'),
  }
}

function sayResult({ steps, adapter, peft }: TrainResult): string {
  const seconds = steps.reduce((sum, row) => sum + row.seconds, 0)
  const judged = steps.filter(row => row.validation !== undefined)
  const course = (values: number[]) => [values[0], values.at(-1)].map(value => value?.toFixed(3)).join(' → ')
  const lines = [
    `${steps.length} steps in ${sayDuration(seconds)}; loss ${course(steps.map(row => row.loss))}`,
    ...(judged.length > 0 ? [`loss of held-out samples ${course(judged.map(row => row.validation!))}`] : []),
    `adapter: ${adapter} · as PEFT: ${peft}`,
    `talk to it: coalm chat --adapter ${adapter}`,
  ]
  return lines.join('\n')
}
