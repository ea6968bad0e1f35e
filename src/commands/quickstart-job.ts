// One quickstart under way: where its files lie, what it has brought, how long each step took, how it is stopped.
import { join } from 'node:path'
import { bfcl } from '../files/pull/items.ts'
import { pull } from '../files/pull/pull.ts'
import type { PageRequest } from '../report/page-data.ts'
import { prepareWeights } from '../weights/prepare.ts'
import { namedDataRoot } from './data-root.ts'
import { sayPulled } from './pull.ts'
import type { QuickstartOptions } from './quickstart.ts'
import { firstPage } from './quickstart-page.ts'
import { say, sayDuration } from './terminal.ts'

/** `peakMB` is the largest memory of this process until the end of the step; children have their own. */
export type Step = { name: string; seconds: number; peakMB: number }

export type Job = {
  folder: string
  dataRoot: string | undefined
  weights: string
  /** Where BFCL's data lie, or null where they could not be had. */
  bfclFolder: string | null
  options: QuickstartOptions
  steps: Step[]
  page: PageRequest
  stopped: boolean
}

/** Brings what the job needs; what cannot be had is said in a line, and only the weights are needed. */
export async function prepareJob(options: QuickstartOptions): Promise<Job> {
  const dataRoot = namedDataRoot(options.data)
  const named = dataRoot === undefined ? {} : { dataRoot }
  const steps: Step[] = []
  const prepared = await timed(steps, 'weights', () => prepareWeights(named))
  const requantised = prepared.requantised ? `; requantised to Q8_0 in ${prepared.seconds.toFixed(1)} s` : ''
  say(`coalm: ${sayPulled(prepared.pulled)}${requantised}`)
  const pulled = await timed(steps, 'benchmark data', () => pull(bfcl, named))
  say(`coalm: ${sayPulled(pulled)}`)
  return {
    folder: join(options.runs, options.run),
    dataRoot,
    weights: prepared.weights,
    bfclFolder: pulled.folder,
    options,
    steps,
    page: firstPage(pulled.folder !== null),
    stopped: false,
  }
}

/** Does a step, and says and keeps how long it took. */
export async function timed<T>(steps: Step[], name: string, work: () => Promise<T>): Promise<T> {
  const started = performance.now()
  const result = await work()
  const seconds = (performance.now() - started) / 1000
  steps.push({ name, seconds, peakMB: Math.round(process.resourceUsage().maxRSS / 1024) })
  say(`coalm: ${name}: ${sayDuration(seconds)}`)
  return result
}
