// `coalm tables`: the published tables beside our numbers, and what contradicts itself in them.
import type { Command } from 'commander'

export type TablesOptions = { check?: boolean; stats?: string; json?: boolean }

export function addTables(program: Command): void {
  program
    .command('tables')
    .summary("the paper's tables beside ours; their contradictions")
    .description(
      'Prints the five tables of arXiv 2502.08820 as they are printed, with a row for each run named; --check works the ' +
        "paper's own numbers out again and names what contradicts itself.",
    )
    .argument('[runs...]', 'run folders whose scores stand beside the paper')
    .option('--check', 'work the printed numbers out again; exit status 1 where they contradict each other')
    .option('--stats <file>', 'what "coalm data stats --json" printed, for Table 1')
    .option('--json', 'print as JSON')
    .addHelpText(
      'after',
      '\nExamples:\n  coalm tables --check\n  coalm tables runs/mine --stats stats.json\n',
    )
    .action(async (runs: string[], options: TablesOptions) => {
      const { runTables } = await import('./tables-run.ts')
      runTables(runs, options)
    })
}
