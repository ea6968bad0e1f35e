// The quickstart's page: what a reader must know, which runs are compared, and the one sentence that sums it up.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { type Comparison, compare } from '../eval/compare.ts'
import { readResults } from '../eval/results.ts'
import { writeJsonAtomic } from '../files/atomic.ts'
import { writePage } from '../report/page.ts'
import type { Headline, PageRequest } from '../report/page-data.ts'
import { renderScores } from '../report/table.ts'
import type { Job } from './quickstart-job.ts'
import { print, printJson, say, sayDuration, saySize } from './terminal.ts'

export const LABELS = { base: 'base', prompted: 'base, 2 examples', trained: 'trained' }

/** Milliseconds between pages while a step goes on. */
export const PAGE_EVERY = 20_000

/** The page before anything is asked. */
export function firstPage(hasBfcl: boolean): PageRequest {
  return {
    title: 'coalm quickstart',
    runs: [],
    compare: [
      [LABELS.prompted, LABELS.trained],
      [LABELS.base, LABELS.trained],
      [LABELS.base, LABELS.prompted],
    ],
    notes: notes(hasBfcl),
    running: true,
  }
}

/** What a reader must know to read the numbers rightly. */
function notes(hasBfcl: boolean): string[] {
  return [
    'The model has 135 million parameters: it shows that the whole path works, on a laptop, and what a small model can ' +
      'and cannot do. It is no substitute for the models of 8 billion parameters and more that the paper trains.',
    'starter is made by this project: eight small services, two of which (calendar, bank) never occur in training and ' +
      'are reported apart as "unseen". Its numbers compare runs on this page, nothing else.',
    'Replies are greedy. A reply that reaches its limit of tokens is judged as it stands.',
    hasBfcl
      ? 'The BFCL slices are a few cases of each category, shown whether they gain or lose; a score on the leaderboard needs them all.'
      : 'The data of BFCL could not be had, so its slices are missing here.',
  ]
}

export function runFolderOf({ folder }: Job, label: string): string {
  return join(folder, label.replace(/\W+/g, '-'))
}

export function addRun(job: Job, label: string): void {
  job.page.runs = [...job.page.runs, { label, folder: runFolderOf(job, label) }]
}

function pagePath(job: Job): string {
  return join(job.folder, 'report.html')
}

/** Returns the size in bytes. */
export function drawPage(job: Job): number {
  const isFirst = !existsSync(pagePath(job))
  const size = writePage(pagePath(job), job.page)
  if (isFirst) say(`coalm: a first page stands at ${pagePath(job)}; it fills in as the run goes on`)
  return size
}

/** The last page, the table in the terminal, and the times of all steps. */
export function finishJob(job: Job, began: number): void {
  const gains = compareGroups(job)
  job.page = { ...job.page, running: false, ...(gains && { headline: headline(gains) }) }
  const size = drawPage(job)
  const seconds = (performance.now() - began) / 1000
  writeJsonAtomic(join(job.folder, 'steps.json'), { format: 'coalm/steps@1', seconds, steps: job.steps })
  const runs = job.page.runs.map(({ label, folder }) => ({ label, scores: readResults(folder).scores }))
  if (job.options.json) printJson({ folder: job.folder, seconds, steps: job.steps, gains, runs })
  else print(renderScores(runs))
  if (job.page.headline) say(`coalm: ${job.page.headline.text} ${job.page.headline.detail}`)
  say(`coalm: done in ${sayDuration(seconds)}; the page: ${pagePath(job)} (${saySize(size)})`)
}

type Gains = { seen: Comparison; unseen: Comparison }

/** The trained model against the base with two examples, on all starter cases of seen and of unseen services. */
function compareGroups(job: Job): Gains | undefined {
  const [first, second] = [LABELS.prompted, LABELS.trained].map(label => runFolderOf(job, label))
  if (![first, second].every(folder => existsSync(join(folder as string, 'verdicts.jsonl')))) return undefined
  const starterOnly = (folder: string) =>
    readResults(folder).verdicts.filter(({ benchmark }) => benchmark === 'starter')
  const groups = compare(starterOnly(first as string), starterOnly(second as string), ({ split }) =>
    split.endsWith('-unseen') ? 'unseen' : 'seen',
  ).filter(({ metric }) => metric === 'correct')
  const [seen, unseen] = ['seen', 'unseen'].map(name => groups.find(({ split }) => split === name))
  return seen && unseen && { seen, unseen }
}

function headline({ seen, unseen }: Gains): Headline {
  const [low, high] = seen.interval
  return {
    text:
      `Trained here, the model is right in ${percent(seen.second)} of the cases; the same model with two examples in its ` +
      `prompt in ${percent(seen.first)}: ${sayGain(seen)}.`,
    detail:
      `${seen.pairs} cases in held-out dialogues with services that it was trained on; difference ` +
      `${sign(seen.difference)} points, 95 % interval ${sign(low)} to ${sign(high)}. With the two services it has never ` +
      `seen: ${percent(unseen.first)} → ${percent(unseen.second)} of ${unseen.pairs} cases, ${unseen.verdict}.`,
  }
}

function sayGain({ verdict }: Comparison): string {
  return { better: 'better', worse: 'worse', tied: 'the difference may be chance' }[verdict]
}

function percent(value: number): string {
  return `${value.toFixed(1)} per cent`
}

function sign(value: number): string {
  return `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(1)}`
}
