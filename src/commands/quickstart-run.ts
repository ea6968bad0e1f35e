// The main job, step by step: pull, ask the base, build, train, ask the trained model, report; a stopped one goes on.
import type { QuickstartOptions } from './quickstart.ts'
import { askBase, askBaselines, askTrained } from './quickstart-ask.ts'
import { prepareJob } from './quickstart-job.ts'
import { buildMix, trainAdapter } from './quickstart-learn.ts'
import { finishJob } from './quickstart-page.ts'

export async function runQuickstart(options: QuickstartOptions): Promise<void> {
  const began = performance.now()
  const job = await prepareJob(options)
  await askBaselines(job)
  if (!job.stopped) await askBase(job)
  if (!job.stopped) await buildMix(job)
  const adapter = job.stopped ? undefined : await trainAdapter(job)
  if (adapter !== undefined) await askTrained(job, adapter)
  if (job.stopped) return
  finishJob(job, began)
  if (adapter !== undefined && options.chat && process.stdin.isTTY) await openChat(options, adapter)
}

async function openChat(options: QuickstartOptions, adapter: string): Promise<void> {
  const { runChat } = await import('./chat-run.ts')
  await runChat({
    model: 'local',
    adapter,
    ...(options.data !== undefined && { data: options.data }),
    group: 'outing',
    seed: options.seed,
    temperature: 0,
  })
}
