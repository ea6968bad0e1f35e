// How a quickstart ends before its end: everything is kept, and the same command goes on.
import { setStatus } from './failure.ts'
import type { Job } from './quickstart-job.ts'
import { say } from './terminal.ts'

export function stopJob(job: Job): void {
  job.stopped = true
  say(
    'coalm: stopped; every answer and every training step so far is kept. The same command goes on from there.',
  )
  setStatus(130)
}
