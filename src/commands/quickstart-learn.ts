// The learning in the quickstart: a small mix of samples, and a LoRA trained on it in a child process.
import { join } from 'node:path'
import { mix } from '../data/mixture.ts'
import { nanoParts } from '../data/nano.ts'
import type { Sample } from '../data/source.ts'
import { everySoOften } from '../eval/every-so-often.ts'
import { writeFileAtomic } from '../files/atomic.ts'
import type { PageRequest } from '../report/page-data.ts'
import { type Recipe, readRecipe } from '../train/recipe.ts'
import { trainFiles } from '../train/run-folder.ts'
import { type Job, timed } from './quickstart-job.ts'
import { drawPage, PAGE_EVERY } from './quickstart-page.ts'
import { stopJob } from './quickstart-stop.ts'
import { watchTraining } from './train-run.ts'

function samplesPath({ folder }: Job): string {
  return join(folder, 'samples.jsonl')
}

/** Writes samples.jsonl; the same seed and data give the same bytes. */
export async function buildMix(job: Job): Promise<void> {
  await timed(job.steps, 'training mix', async () => {
    const { dataRoot, options } = job
    const parts = nanoParts(dataRoot)
    const samples: Sample[] = []
    for await (const sample of mix({ parts, seed: options.seed, ...(dataRoot && { folder: dataRoot }) }))
      samples.push(sample)
    writeFileAtomic(samplesPath(job), samples.map(sample => `${JSON.stringify(sample)}\n`).join(''))
    job.page.mixture = countParts(samples)
  })
}

function countParts(samples: Sample[]): NonNullable<PageRequest['mixture']> {
  const counts = new Map<string, { source: string; task: string; samples: number }>()
  for (const { source, task } of samples) {
    const part = counts.get(`${source} ${task}`) ?? { source, task, samples: 0 }
    part.samples++
    counts.set(`${source} ${task}`, part)
  }
  return [...counts.values()].sort((a, b) => b.samples - a.samples)
}

/** Returns the adapter's file, or `undefined` where the job was stopped before it was done. */
export async function trainAdapter(job: Job): Promise<string | undefined> {
  const recipe = recipeOf(job)
  const out = join(job.folder, 'training')
  job.page.training = { file: trainFiles(out).lines, summary: sumUp(recipe) }
  const request = { recipe, samples: samplesPath(job), weights: job.weights, out }
  const { finished, adapter } = await timed(job.steps, 'training', () =>
    watchTraining(
      request,
      everySoOften(PAGE_EVERY, () => drawPage(job)),
    ),
  )
  drawPage(job)
  if (finished) return adapter
  stopJob(job)
  return undefined
}

function recipeOf({ options }: Job): Recipe {
  const { recipe } = readRecipe('nano')
  const steps = options.steps ?? recipe.steps
  const { schedule } = recipe
  const warmup = Math.min(schedule.warmup, Math.floor(steps / 4))
  return { ...recipe, steps, seed: options.seed, schedule: { ...schedule, warmup } }
}

function sumUp({ steps, batch, lora, optimizer, seed }: Recipe): Record<string, string | number> {
  return {
    steps,
    'samples a step': batch,
    'LoRA rank': lora.rank,
    'learning rate': optimizer.learningRate,
    seed,
  }
}
