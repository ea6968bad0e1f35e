// `coalm verify`: replay saved results that have official scores, and say case by case whether ours are equal.
import type { Command } from 'commander'
import type { VerifyReport } from '../eval/benchmark.ts'
import { setStatus } from './failure.ts'
import { expectShortRun } from './short-run.ts'
import { print, printJson, say } from './terminal.ts'

export function addVerify(program: Command): void {
  program
    .command('verify')
    .summary('replay saved results with official scores: equal or not, case by case')
    .description(
      'Scores saved results that come with official scores, and compares case by case. Exit status 0: all equal; ' +
        '1: something differs; 2: nothing to replay.',
    )
    .argument('<benchmark>', 'benchmark name')
    .argument('[folder]', "saved results (default: the data root's examples)")
    .option('-d, --data <folder>', 'data root (default: COALM_DATA, else what "coalm pull" brought)')
    .option('--json', 'print the comparison as JSON')
    .addHelpText('after', '\nExample:\n  coalm verify bfcl --data DIR\n')
    .action(async (name: string, folder: string | undefined, options: { data?: string; json?: boolean }) => {
      expectShortRun()
      const report = await replay(name, folder, options.data)
      if (options.json) printJson(report)
      else await printReport(name, report)
      if (report.rows.some(row => row.different > 0) || report.problems.length > 0) setStatus(1)
    })
}

async function replay(
  name: string,
  folder: string | undefined,
  dataOption: string | undefined,
): Promise<VerifyReport> {
  const [{ loadBenchmark }, { requireDataRoot }, { existsSync }, { join }] = await Promise.all([
    import('../benchmarks/all.ts'),
    import('./data-root.ts'),
    import('node:fs'),
    import('node:path'),
  ])
  const benchmark = await loadBenchmark(name)
  if (!benchmark.published) throw new Error(`${name}: has no published results to replay`)
  const data = requireDataRoot(benchmark, dataOption)
  const saved = folder ?? join(data, benchmark.published.examples)
  if (!existsSync(saved))
    throw new Error(
      `${name}: expected saved results with official scores at ${saved}, found nothing; name their folder`,
    )
  return benchmark.published.verify({ folder: saved, data })
}

async function printReport(name: string, report: VerifyReport): Promise<void> {
  const { renderTable } = await import('../report/table.ts')
  const rows = report.rows.map(row => [
    row.name,
    String(row.equal),
    String(row.different),
    row.first
      ? `${row.first.id}: official ${JSON.stringify(row.first.official)}, ours ${JSON.stringify(row.first.ours)}`
      : '',
  ])
  print(renderTable([name, 'equal', 'different', 'first difference'], rows, { right: [1, 2] }))
  for (const problem of report.problems) say(`coalm: ${problem}`)
  const different = report.rows.reduce((sum, row) => sum + row.different, 0)
  print(different === 0 ? 'every case is equal' : `${different} cases differ`)
}
