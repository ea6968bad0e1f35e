// `coalm data show`: samples token by token, as the trainer gives them to the model, with what is learnt marked.
import type { Command } from 'commander'
import { wholeNumber, words } from './options.ts'

export type DataShowOptions = {
  weights?: string
  data?: string
  id?: string[]
  count: number
  json?: boolean
}

const EXAMPLES = `
Examples:
  coalm data show samples.jsonl
  coalm data show samples.jsonl --id starter/7/action/3
  coalm data show samples.jsonl --count 100 --json > tokens.jsonl
`

export function addDataShow(data: Command): void {
  data
    .command('show')
    .summary('samples token by token, with what is learnt marked')
    .description(
      "Shows samples as the trainer gives them to the model: rendered by the model's own chat template, cut into its tokens, " +
        'those that are learnt marked.',
    )
    .argument('<samples>', 'a file of samples: .jsonl, .json or .parquet')
    .option('-w, --weights <file>', "a GGUF file whose tokens to show (default: the embedded model's)")
    .option('-d, --data <folder>', 'data root to look for weights in (default: COALM_DATA)')
    .option('--id <ids>', 'only these samples, separated by commas', words)
    .option('-n, --count <count>', 'at most so many samples', wholeNumber(1), 1)
    .option('--json', 'print one line of JSON a sample')
    .addHelpText('after', EXAMPLES)
    .action(async (samples: string, options: DataShowOptions) => {
      const { runDataShow } = await import('./data-show-run.ts')
      await runDataShow(samples, options)
    })
}
