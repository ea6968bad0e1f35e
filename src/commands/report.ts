// `coalm report`: one page that shows every number and every case of one or more runs.
import type { Command } from 'commander'
import { print, say, saySize } from './terminal.ts'

export function addReport(program: Command): void {
  program
    .command('report')
    .summary('the page: results, comparisons, every case')
    .description(
      'Writes one self-contained HTML page for one or more runs: results, comparisons, and every case.',
    )
    .argument('<run...>', 'run folders, in the order they are to be compared; LABEL=FOLDER names one')
    .option('-o, --out <file>', 'the page', 'report.html')
    .option('-t, --title <text>', 'its title')
    .addHelpText('after', '\nExample:\n  coalm report base=runs/base trained=runs/trained -o report.html\n')
    .action(async (runs: string[], options: { out: string; title?: string }) => {
      const [{ writePage }, { renderScores }, { readResults }, { basename }] = await Promise.all([
        import('../report/page.ts'),
        import('../report/table.ts'),
        import('../eval/results.ts'),
        import('node:path'),
      ])
      const named = runs.map(word => {
        const at = word.indexOf('=')
        return at > 0
          ? { label: word.slice(0, at), folder: word.slice(at + 1) }
          : { label: basename(word.replace(/\/+$/, '')), folder: word }
      })
      const results = named.map(({ label, folder }) => ({ label, scores: readResults(folder).scores }))
      const size = writePage(options.out, {
        title: options.title ?? `coalm: ${named.map(run => run.label).join(', ')}`,
        runs: named,
      })
      print(renderScores(results))
      say(`coalm: wrote ${options.out} (${saySize(size)})`)
    })
}
