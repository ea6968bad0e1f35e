// Training: a recipe and samples in, an adapter out; one line a step, and a kill at any instant costs no more than time.
import { existsSync, rmSync } from 'node:fs'
import { writeJsonAtomic } from '../files/atomic.ts'
import { fileSha256 } from '../files/hash.ts'
import { openJsonLines } from '../files/jsonl.ts'
import { batchesByStep } from './batches.ts'
import { checkCourse, notFinite } from './divergence.ts'
import { type Engine, type EngineOptions, NotFinite } from './embedded/contract.ts'
import { layoutSize, loraLayout } from './embedded/layout.ts'
import { exportAdapter } from './export.ts'
import { type PlanRequest, planTraining, type TrainPlan } from './plan.ts'
import {
  checkRoom,
  flushFile,
  keepStepsUpTo,
  openTrainFolder,
  type Provenance,
  readTrainSteps,
  removeHalfFiles,
  type TrainRecord,
  type TrainStep,
  trainFiles,
} from './run-folder.ts'
import { learningRateAt } from './schedule.ts'
import { readState, writeState } from './state.ts'

export type TrainRequest = PlanRequest & {
  /** The run's folder: made, or taken up where it was left. */
  out: string
  /** Stops after the step under way; the state is kept, and the same request goes on from it. */
  signal?: AbortSignal
  /** Told once what will be done, before the first step. */
  onPlan?: (plan: TrainPlan, resumed: number) => void
  provenance?: Provenance
  openEngine?: (options: EngineOptions) => Promise<Engine>
}

/** `finished` is false where a signal stopped the run. */
export type TrainResult = {
  finished: boolean
  steps: TrainStep[]
  tooLong: TrainPlan['tooLong']
  /** adapter.gguf and the PEFT folder, once finished. */
  adapter: string
  peft: string
}

/** A state is written after so many steps or milliseconds: what a kill can cost. */
const SAVE_EVERY = { steps: 10, milliseconds: 60_000 }

/**
 * Trains, yielding after each step. Writes run.json, training.jsonl and, at the end, adapter.gguf and adapter/ (PEFT). The
 * same request again goes on where the run stood, and gives the same losses and the same adapter bytes as one that was
 * never stopped. Throws one sentence where recipe, model, samples or folder are not right, and `Diverged` where the loss
 * is no number or climbs.
 */
export async function* train(request: TrainRequest): AsyncGenerator<TrainStep, TrainResult, void> {
  const plan = await planTraining(request)
  const { settings, tooLong } = plan
  const provenance = request.provenance ?? {
    command: 'train()',
    versions: { node: process.version },
    machine: {},
  }
  const { record, unlock } = openTrainFolder(request.out, { ...provenance, settings, tooLong })
  const files = trainFiles(request.out)
  try {
    const isDone = record.finished !== undefined && existsSync(files.adapter)
    const finished = isDone || (yield* runSteps(request, plan, record))
    return {
      finished,
      steps: readTrainSteps(request.out),
      tooLong,
      adapter: files.adapter,
      peft: files.peft,
    }
  } finally {
    unlock()
  }
}

/** From the state on disk to the last step; true when the adapter is written. */
async function* runSteps(
  { out, signal, onPlan, openEngine }: TrainRequest,
  plan: TrainPlan,
  record: TrainRecord,
): AsyncGenerator<TrainStep, boolean, void> {
  const { recipe } = plan
  const files = trainFiles(out)
  removeHalfFiles(out)
  const values = layoutSize(loraLayout(plan.shape, recipe.lora))
  const state = readState(files.state, values)
  checkRoom(out, values)
  const losses = keepStepsUpTo(out, state?.step ?? 0).map(row => row.loss)
  onPlan?.(plan, losses.length)
  if (signal?.aborted) return false
  const engine = await (openEngine ?? (await embedded()))(engineOptions(plan))
  const lines = openJsonLines(files.lines)
  try {
    if (state) await engine.restore(state)
    const batchAt = batchesByStep({
      ...recipe,
      keys: plan.groups,
      clusters: plan.clusters,
      bundle: recipe.bundle ?? recipe.batch,
    })
    let saved = { step: losses.length, time: performance.now() }
    for (let step = losses.length + 1; step <= recipe.steps && !signal?.aborted; step++) {
      const row = await takeStep(engine, plan, step, batchAt(step))
      lines.append(row)
      losses.push(row.loss)
      const isDue =
        step - saved.step >= SAVE_EVERY.steps || performance.now() - saved.time >= SAVE_EVERY.milliseconds
      if (isDue || signal?.aborted) {
        await save()
        saved = { step, time: performance.now() }
      }
      yield row
      checkCourse(losses, recipe)
    }
    if (losses.length > saved.step) await save()
    if (losses.length < recipe.steps) return false
    const { theta } = await engine.state()
    await exportAdapter(files, { plan, layout: engine.layout, theta })
    await finish(record, files)
    return true
  } finally {
    lines.close()
    await engine.close()
  }

  async function save(): Promise<void> {
    const now = await engine.state()
    flushFile(files.lines)
    await writeState(files.state, now)
  }
}

async function embedded(): Promise<NonNullable<TrainRequest['openEngine']>> {
  return (await import('./embedded/engine.ts')).openEngine
}

function engineOptions({ recipe, base }: TrainPlan): EngineOptions {
  const { lora, seed, threads, lowMemory, maxTokens, maxRows } = recipe
  return { weights: base.path, lora, seed, threads, lowMemory, maxTokens, ...(maxRows && { maxRows }) }
}

async function takeStep(engine: Engine, plan: TrainPlan, step: number, places: number[]): Promise<TrainStep> {
  const { optimizer, schedule, steps, validation } = plan.recipe
  const { learningRate: peak, ...adamw } = optimizer
  const learningRate = learningRateAt(step, { peak, steps, schedule })
  const started = performance.now()
  const batch = places.map(place => plan.taught[place]!)
  try {
    const { loss, gradNorm, learnt, tokens, rows } = await engine.step(batch, learningRate, adamw)
    const seconds = (performance.now() - started) / 1000
    const isJudged = validation !== undefined && (step % validation.every === 0 || step === steps)
    const held = isJudged ? { validation: (await engine.loss(plan.held)).loss } : {}
    return { step, steps, loss, ...held, learningRate, tokens, learnt, rows, seconds, gradNorm }
  } catch (error) {
    throw error instanceof NotFinite ? notFinite(step, plan.recipe, error) : error
  }
}

/** The mark of a finished run is written before the state goes, so that a kill between the two costs nothing. */
async function finish(record: TrainRecord, files: ReturnType<typeof trainFiles>): Promise<void> {
  const { steps } = record.settings.recipe
  writeJsonAtomic(files.run, { ...record, finished: { steps, adapter: await fileSha256(files.adapter) } })
  rmSync(files.state, { force: true })
}
