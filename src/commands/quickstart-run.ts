// The main job, step by step: each step says what it does and how long it took, and a stopped one goes on later.
import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { benchmarks, loadBenchmark } from '../benchmarks/all.ts'
import { echo, majority } from '../benchmarks/starter/baselines.ts'
import { readResults } from '../eval/results.ts'
import { type Chosen, choose } from '../eval/session.ts'
import { writeJsonAtomic } from '../files/atomic.ts'
import { bfcl as bfclItem } from '../files/pull/items.ts'
import { pull } from '../files/pull/pull.ts'
import { coalm } from '../formats/coalm.ts'
import { openLocal } from '../models/local/local.ts'
import type { Model, Sampling } from '../models/model.ts'
import { writePage } from '../report/page.ts'
import type { PageRequest } from '../report/page-data.ts'
import { renderScores } from '../report/table.ts'
import { prepareWeights } from '../weights/prepare.ts'
import { namedDataRoot } from './data-root.ts'
import { watchSession } from './eval-run.ts'
import { setStatus } from './failure.ts'
import { provenance } from './provenance.ts'
import { sayPulled } from './pull.ts'
import type { QuickstartOptions } from './quickstart.ts'
import { bfclChoice, starterChoice } from './quickstart-plan.ts'
import { print, printJson, say, sayDuration, saySize } from './terminal.ts'

/** Greedy. A reply that reaches its limit is judged as it stands: asked again, this model would say the same. */
const SAMPLING: Partial<Sampling> = { temperature: 0, cut: 'answer' }

const PAGE_EVERY = 20_000

type Step = { name: string; seconds: number; peakMB: number }

/** What one quickstart has at hand. */
type Job = {
  folder: string
  dataRoot: string | undefined
  weights: string
  /** Where BFCL's data lie, or null where they could not be had. */
  bfclRoot: string | null
  options: QuickstartOptions
  steps: Step[]
  page: PageRequest
  stopped: boolean
}

export async function runQuickstart(options: QuickstartOptions): Promise<void> {
  const began = performance.now()
  const job = await prepare(options)
  await askBaselines(job)
  await askBase(job)
  if (!job.stopped) finish(job, began)
}

async function timed<T>(steps: Step[], name: string, work: () => Promise<T>): Promise<T> {
  const started = performance.now()
  const result = await work()
  const seconds = (performance.now() - started) / 1000
  steps.push({ name, seconds, peakMB: Math.round(process.resourceUsage().maxRSS / 1024) })
  say(`coalm: ${name}: ${sayDuration(seconds)}`)
  return result
}

async function prepare(options: QuickstartOptions): Promise<Job> {
  const folder = join(options.runs, options.run)
  const dataRoot = namedDataRoot(options.data)
  const steps: Step[] = []
  const named = dataRoot === undefined ? {} : { dataRoot }
  const prepared = await timed(steps, 'weights', () => prepareWeights(named))
  say(
    `coalm: ${sayPulled(prepared.pulled)}${prepared.requantised ? `; requantised to Q8_0 in ${prepared.seconds.toFixed(1)} s` : ''}`,
  )
  const pulled = await timed(steps, 'benchmark data', () => pull(bfclItem, named))
  say(`coalm: ${sayPulled(pulled)}`)
  const job: Job = {
    folder,
    dataRoot,
    weights: prepared.weights,
    bfclRoot: pulled.folder,
    options,
    steps,
    page: { title: 'coalm quickstart', runs: [], notes: notes(pulled.folder === null), running: true },
    stopped: false,
  }
  return job
}

/** What a reader must know to read the numbers rightly. */
function notes(isWithoutBfcl: boolean): string[] {
  return [
    'The model has 135 million parameters: it shows that the whole path works, on a laptop, and what a small model can ' +
      'and cannot do. It is no substitute for the models of 8 billion parameters and more that the paper trains.',
    'starter is made by this project: eight small services, two of which (calendar, bank) never occur in training and ' +
      'are reported apart as "unseen". Its numbers compare runs on this page, nothing else.',
    'Replies are greedy. A reply that reaches its limit of tokens is judged as it stands.',
    ...(isWithoutBfcl ? ['The data of BFCL could not be had, so its slices are missing here.'] : []),
  ]
}

/** `bfcl` stands in the list of benchmarks once it is built; its slices need its data too. */
async function choosePlan(job: Job, shots: boolean): Promise<Chosen[]> {
  const { cases } = job.options
  const chosen = [await choose(await loadBenchmark('starter'), '', starterChoice(cases, shots))]
  if ('bfcl' in benchmarks && job.bfclRoot !== null && !shots) {
    const bfcl = await loadBenchmark('bfcl')
    chosen.push(await choose(bfcl, resolve(job.bfclRoot, '..'), bfclChoice(cases)))
  }
  return chosen
}

async function askBaselines(job: Job): Promise<void> {
  const [starterCases] = await choosePlan(job, false)
  for (const model of [echo(), majority()])
    await askRun(job, { label: model.identity.name, model, chosen: [starterCases as Chosen] })
}

async function askBase(job: Job): Promise<void> {
  const model = await openLocal({ weights: job.weights })
  try {
    await timed(job.steps, 'base model', async () =>
      askRun(job, { label: 'base', model, chosen: await choosePlan(job, false) }),
    )
    if (job.stopped) return
    await timed(job.steps, 'base model, two examples', async () =>
      askRun(job, { label: 'base, 2 examples', model, chosen: await choosePlan(job, true) }),
    )
  } finally {
    await model.close()
  }
}

/** Asks one run and keeps the page up to date while it goes on. */
async function askRun(
  job: Job,
  { label, model, chosen }: { label: string; model: Model; chosen: Chosen[] },
): Promise<void> {
  if (job.stopped) return
  const folder = join(job.folder, label.replace(/\W+/g, '-'))
  job.page = { ...job.page, runs: [...job.page.runs, { label, folder }] }
  let written = performance.now()
  const { stopped } = await watchSession(
    { folder, chosen, model, format: coalm, sampling: SAMPLING, provenance: provenance() },
    label,
    () => {
      if (performance.now() - written < PAGE_EVERY) return
      drawPage(job)
      written = performance.now()
    },
  )
  drawPage(job)
  if (!stopped) return
  job.stopped = true
  say('coalm: stopped; every answer so far is kept. The same command goes on from there.')
  setStatus(130)
}

function pagePath(job: Job): string {
  return join(job.folder, 'report.html')
}

function drawPage(job: Job): number {
  const isFirst = !existsSync(pagePath(job))
  const size = writePage(pagePath(job), job.page)
  if (isFirst) say(`coalm: a first page stands at ${pagePath(job)}; it fills in as the run goes on`)
  return size
}

function finish(job: Job, began: number): void {
  job.page = { ...job.page, running: false }
  const size = drawPage(job)
  const seconds = (performance.now() - began) / 1000
  writeJsonAtomic(join(job.folder, 'steps.json'), { format: 'coalm/steps@1', seconds, steps: job.steps })
  const runs = job.page.runs.map(({ label, folder }) => ({ label, scores: readResults(folder).scores }))
  if (job.options.json) printJson({ folder: job.folder, seconds, steps: job.steps, runs })
  else print(renderScores(runs))
  say(`coalm: done in ${sayDuration(seconds)}; the page: ${pagePath(job)} (${saySize(size)})`)
}
