// `coalm train`: a recipe and samples in, an adapter out.
import type { Command } from 'commander'

export type TrainOptions = {
  samples?: string
  weights?: string
  data?: string
  run?: string
  runs: string
  json?: boolean
}

const EXAMPLES = `
Examples:
  coalm train nano --samples samples.jsonl
  coalm train my-recipe.yaml --run first
  coalm train my-recipe.yaml --run first      (again, after a stop: goes on, to the same adapter bit for bit)
  coalm chat --adapter runs/first/adapter.gguf
`

export function addTrain(program: Command): void {
  program
    .command('train')
    .summary('train an adapter, as a recipe says')
    .description(
      'Trains a LoRA adapter on this machine, without Python: one line a step in training.jsonl, the adapter as GGUF (for ' +
        '--adapter) and as a PEFT folder. A stopped or killed run goes on where it stood.',
    )
    .argument('<recipe>', 'a recipe (YAML), or the name of one that the package carries: nano')
    .option(
      '-s, --samples <file>',
      'samples: .jsonl, .json or .parquet (default: the file that the recipe names)',
    )
    .option('-w, --weights <file>', 'a GGUF file to train instead of the one that the recipe names')
    .option('-d, --data <folder>', 'data root to look for weights in (default: COALM_DATA)')
    .option('-r, --run <name>', "name of the run; one that was stopped goes on (default: the recipe's name)")
    .option('--runs <folder>', 'where runs are kept', 'runs')
    .option('--json', 'print the result as JSON')
    .addHelpText('after', EXAMPLES)
    .action(async (recipe: string, options: TrainOptions) => {
      const { runTrain } = await import('./train-run.ts')
      await runTrain(recipe, options)
    })
}
