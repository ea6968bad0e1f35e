// `coalm quickstart`: the main job, from an empty folder to a page with every case.
import type { Command } from 'commander'
import { wholeNumber } from './options.ts'

export type QuickstartOptions = {
  data?: string
  runs: string
  run: string
  cases?: number
  steps?: number
  seed: number
  chat: boolean
  json?: boolean
}

export function addQuickstart(program: Command): void {
  program
    .command('quickstart')
    .summary('the main job: pull, build, train, judge, report, chat')
    .description(
      'Brings a small model and asks it the cases of the starter benchmark and (where their data can be had) slices of ' +
        'BFCL, builds a training mix, trains the model with LoRA in a child process, asks the trained model the same ' +
        'cases, and writes one page that shows every case. At a terminal it ends in a chat with the trained model. ' +
        'Started again after a stop, it goes on.',
    )
    .option('-d, --data <folder>', 'data root (default: COALM_DATA, else what can be pulled)')
    .option('--runs <folder>', 'where runs are kept', 'runs')
    .option('-r, --run <name>', 'name of this run', 'quickstart')
    .option('-n, --cases <count>', 'at most so many cases of each split, for a quick look', wholeNumber(1))
    .option('--steps <count>', "training steps (default: the recipe's)", wholeNumber(1))
    .option('--seed <number>', 'seed of data and training', wholeNumber(), 1)
    .option('--no-chat', 'do not open a chat at the end')
    .option('--json', 'print the scores as JSON')
    .addHelpText('after', '\nExamples:\n  coalm quickstart\n  coalm quickstart --data DIR --cases 5\n')
    .action(async (options: QuickstartOptions) => {
      const { runQuickstart } = await import('./quickstart-run.ts')
      await runQuickstart(options)
    })
}
