// The asking in the quickstart: the same cases for baselines, base and trained model, the page kept up to date.
import { existsSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { loadBenchmark } from '../benchmarks/all.ts'
import { echo, majority } from '../benchmarks/starter/baselines.ts'
import { everySoOften } from '../eval/every-so-often.ts'
import { type Chosen, choose } from '../eval/session.ts'
import { coalm } from '../formats/coalm.ts'
import { openLocal } from '../models/local/local.ts'
import type { Model, Sampling } from '../models/model.ts'
import { watchSession } from './eval-run.ts'
import { provenance } from './provenance.ts'
import { type Job, timed } from './quickstart-job.ts'
import { addRun, drawPage, LABELS, PAGE_EVERY, runFolderOf } from './quickstart-page.ts'
import { type SliceName, sliceChoice, starterChoice } from './quickstart-plan.ts'
import { stopJob } from './quickstart-stop.ts'

/** Greedy. A reply that reaches its limit is judged as it stands: asked again, this model would say the same. */
const SAMPLING: Partial<Sampling> = { temperature: 0, cut: 'answer' }

/** Tokens of a reply in the slices: this model fills whatever it gets, and no answer expected there is longer. */
const LONGEST_REPLY = 160

export async function askBaselines(job: Job): Promise<void> {
  const chosen = [await chooseStarter(job, false)]
  for (const model of [echo(), majority()]) await askRun(job, { label: model.identity.name, model, chosen })
}

/** The base model, as it is and with two worked examples in every prompt. */
export async function askBase(job: Job): Promise<void> {
  await withModel({ weights: job.weights }, async model => {
    await timed(job.steps, LABELS.base, async () =>
      askRun(job, { label: LABELS.base, model, chosen: await chooseAll(job) }),
    )
    if (job.stopped) return
    await timed(job.steps, LABELS.prompted, async () =>
      askRun(job, { label: LABELS.prompted, model, chosen: [await chooseStarter(job, true)] }),
    )
  })
}

export async function askTrained(job: Job, adapter: string): Promise<void> {
  await withModel({ weights: job.weights, adapter }, model =>
    timed(job.steps, LABELS.trained, async () =>
      askRun(job, { label: LABELS.trained, model, chosen: await chooseAll(job) }),
    ),
  )
}

async function withModel(
  files: { weights: string; adapter?: string },
  work: (model: Model) => Promise<void>,
): Promise<void> {
  const model = await openLocal(files)
  try {
    await work(model)
  } finally {
    await model.close()
  }
}

async function chooseStarter({ options }: Job, shots: boolean): Promise<Chosen> {
  return choose(await loadBenchmark('starter'), '', starterChoice(options.cases, shots))
}

/** The starter cases, BFCL's where its data could be had, and of the named data folder what it holds. */
async function chooseAll({ bfclFolder, dataRoot, options }: Job): Promise<Chosen[]> {
  const chosen = [choose(await loadBenchmark('starter'), '', starterChoice(options.cases, false))]
  const add = async (name: SliceName, folder: string) => {
    const benchmark = await loadBenchmark(name)
    const sampling = { ...benchmark.sampling, maxTokens: LONGEST_REPLY }
    chosen.push(choose({ ...benchmark, sampling }, resolve(folder), sliceChoice(name, options.cases)))
  }
  if (bfclFolder !== null) await add('bfcl', dirname(bfclFolder))
  for (const [name, folder] of [
    ['apibank', 'api-bank'],
    ['multiwoz', 'multiwoz'],
  ] as const)
    if (dataRoot !== undefined && existsSync(join(dataRoot, folder))) await add(name, join(dataRoot, folder))
  return Promise.all(chosen)
}

/** Asks one run, or what is left of it, and keeps the page up to date while it goes on. */
async function askRun(
  job: Job,
  { label, model, chosen }: { label: string; model: Model; chosen: Chosen[] },
): Promise<void> {
  if (job.stopped) return
  const folder = runFolderOf(job, label)
  addRun(job, label)
  const { stopped } = await watchSession(
    { folder, chosen, model, format: coalm, sampling: SAMPLING, provenance: provenance() },
    label,
    everySoOften(PAGE_EVERY, () => drawPage(job)),
  )
  drawPage(job)
  if (stopped) stopJob(job)
}
