// `coalm score`: score predictions made by anyone, in the official file formats too; or a run of ours again.
import type { Command } from 'commander'
import { nameValue } from './options.ts'
import { expectShortRun } from './short-run.ts'

export type ScoreOptions = {
  data?: string
  dataVersion?: string
  out?: string
  partial?: boolean
  option: Record<string, string>
  json?: boolean
}

export function addScore(program: Command): void {
  program
    .command('score')
    .summary('score predictions made by anyone, in the official file formats too')
    .description(
      'Scores result files in the official formats of a benchmark, or a run folder of coalm again; never asks a model.',
    )
    .argument('<benchmark>', 'benchmark name, or path of a module that exports one')
    .argument('<path...>', 'result files, folders of them, or run folders')
    .option('-d, --data <folder>', 'data root (default: COALM_DATA, else what "coalm pull" brought)')
    .option('--data-version <version>', 'which version of the data the results were made on')
    .option('--out <folder>', 'write official score files, scores.json and verdicts.jsonl there')
    .option('--partial', 'score what is there, and say what is missing')
    .option('-o, --option <name=value>', 'a further setting of the scorer; may be repeated', nameValue, {})
    .option('--json', 'print the scores as JSON')
    .addHelpText(
      'after',
      '\nExamples:\n  coalm score bfcl result/my-model --data DIR --out scored\n  coalm score starter runs/first\n',
    )
    .action(async (name: string, paths: string[], options: ScoreOptions) => {
      expectShortRun()
      const { runScore } = await import('./score-run.ts')
      await runScore(name, paths, options)
    })
}
