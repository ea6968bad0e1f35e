// Judges runs of ours again from their predictions: a scorer's fix never costs a model call.
import { loadBenchmark } from '../benchmarks/all.ts'
import type { Benchmark } from '../eval/benchmark.ts'
import { settle } from '../eval/prediction.ts'
import { readResults, writeResults } from '../eval/results.ts'
import { readPredictions, readRun } from '../eval/run.ts'
import { choose, judgeAll } from '../eval/session.ts'
import { benchmarkFolder, dataRoot } from './data-root.ts'
import { setStatus } from './failure.ts'
import type { ScoreOptions } from './score.ts'
import { print, printJson } from './terminal.ts'

/** Rewrites scores.json and verdicts.jsonl of each run that asked `benchmark`. */
export async function rescoreRuns(
  benchmark: Benchmark,
  folders: string[],
  options: ScoreOptions,
): Promise<void> {
  for (const folder of folders) await rescoreRun(benchmark, folder, options)
  const results = folders.map(folder => ({ label: folder, ...readResults(folder) }))
  if (options.json)
    printJson(results.map(({ label, scores, unanswered }) => ({ run: label, scores, unanswered })))
  else {
    const { renderScores } = await import('../report/table.ts')
    print(renderScores(results))
  }
  if (results.some(({ unanswered }) => unanswered.length > 0)) setStatus(1)
}

async function rescoreRun(named: Benchmark, folder: string, options: ScoreOptions): Promise<void> {
  const { settings } = readRun(folder)
  if (!settings.benchmarks.some(({ name }) => name === named.name))
    throw new Error(
      `${folder}: expected a run of ${named.name}, found one of ${settings.benchmarks.map(({ name }) => name).join(', ')}`,
    )
  const root = dataRoot(options.data)
  const chosen = await Promise.all(
    settings.benchmarks.map(async ({ name, splits, perSplit, options: own }) => {
      const benchmark = name === named.name ? named : await loadBenchmark(name)
      return choose(benchmark, benchmarkFolder(benchmark, root), {
        ...(splits && { splits }),
        ...(perSplit !== undefined && { perSplit }),
        ...(own && { options: own }),
      })
    }),
  )
  writeResults(folder, judgeAll(chosen, settle(readPredictions(folder)), settings.attempts))
}
