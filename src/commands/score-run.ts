// Scores published files through a benchmark's own reader, and runs of ours from their predictions.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { loadBenchmark } from '../benchmarks/all.ts'
import type { Benchmark, ScoreReport } from '../eval/benchmark.ts'
import { writeFileAtomic, writeJsonAtomic } from '../files/atomic.ts'
import { setStatus } from './failure.ts'
import { checkOptions } from './options.ts'
import type { ScoreOptions } from './score.ts'
import { print, printJson, say } from './terminal.ts'

export async function runScore(name: string, paths: string[], options: ScoreOptions): Promise<void> {
  const benchmark = await loadBenchmark(name)
  for (const path of paths)
    if (!existsSync(path)) throw new Error(`${path}: expected a result file or folder, found nothing there`)
  const isRun = paths.every(path => existsSync(join(path, 'run.json')))
  if (isRun) {
    const { rescoreRuns } = await import('./rescore.ts')
    return rescoreRuns(benchmark, paths, options)
  }
  if (!benchmark.published)
    throw new Error(
      `${name}: expected run folders (with run.json); this benchmark has no published file format`,
    )
  checkOptions(name, benchmark.published.options, options.option)
  const { requireDataRoot } = await import('./data-root.ts')
  const report = await benchmark.published.score({
    paths,
    data: requireDataRoot(benchmark, options.data),
    partial: options.partial ?? false,
    options: options.option,
    ...(options.out !== undefined && { out: options.out }),
    ...(options.dataVersion !== undefined && { dataVersion: options.dataVersion }),
  })
  if (options.out !== undefined) writeOurs(options.out, benchmark, report)
  for (const note of report.notes ?? []) say(`coalm: ${note}`)
  if (options.json) printJson({ scores: report.scores, problems: report.problems, written: report.written })
  else await printReport(benchmark, report)
  if (report.problems.length > 0) setStatus(1)
}

/** Our own two files beside the official ones. */
function writeOurs(out: string, benchmark: Benchmark, report: ScoreReport): void {
  writeJsonAtomic(join(out, 'scores.json'), {
    format: 'coalm/scores@1',
    scores: report.scores.map(score => ({ benchmark: benchmark.name, ...score })),
    problems: report.problems,
  })
  const rows = report.verdicts.map(verdict => JSON.stringify({ benchmark: benchmark.name, ...verdict }))
  writeFileAtomic(
    join(out, 'verdicts.jsonl'),
    `${[JSON.stringify({ format: 'coalm/verdicts@1' }), ...rows].join('\n')}\n`,
  )
}

async function printReport(benchmark: Benchmark, report: ScoreReport): Promise<void> {
  const [{ renderTable }, { groupThousands, sayInterval, sayValue }] = await Promise.all([
    import('../report/table.ts'),
    import('../eval/words.ts'),
  ])
  const rows = report.scores.map(score => [
    score.split,
    score.metric,
    groupThousands(score.n),
    `${sayValue(score)} ${sayInterval(score.interval)}`.trim(),
    score.scorer,
  ])
  print(renderTable([benchmark.name, 'metric', 'n', 'value', 'scorer'], rows, { right: [2] }))
  for (const problem of report.problems) say(`coalm: ${problem}`)
  if (report.written.length > 0)
    say(`coalm: wrote ${report.written.length} files, the last ${report.written.at(-1)}`)
}
