// `coalm data stats`: Table 1 of the paper with our numbers beside it, and how the samples spread.
import { type Command, Option } from 'commander'

export type DataStatsOptions = {
  data?: string
  tokenizer?: string
  wrap: 'bare' | 'alpaca'
  page?: string
  skipBad?: boolean
  json?: boolean
}

const EXAMPLES = `
Examples:
  coalm data stats coalm-it/samples.jsonl
  coalm data stats coalm-it.parquet --wrap alpaca
  coalm data stats mix/samples.jsonl --json > stats.json
`

export function addDataStats(data: Command): void {
  data
    .command('stats')
    .summary("Table 1: samples and tokens by source, the paper's beside them")
    .description(
      "Counts samples and their tokens with Llama 3's tokenizer, as the paper does, and shows how lengths, calls, tools, " +
        "turns and slots spread. The tokenizer's vocabulary is fetched once; its licence is said.",
    )
    .argument('<samples...>', 'files of samples: .jsonl, .json or .parquet; the released CoALM-IT too')
    .option('-d, --data <folder>', 'data root to look for the vocabulary in (default: COALM_DATA)')
    .option('--tokenizer <folder>', 'a folder with the tokenizer.json of Llama 3')
    .addOption(
      new Option('--wrap <kind>', "count the three texts, or with Alpaca's words around them")
        .choices(['bare', 'alpaca'])
        .default('bare'),
    )
    .option('--skip-bad', 'leave broken rows out, counted and listed, instead of stopping')
    .option('--page <file>', 'write a page with the table and the spreads')
    .option('--json', 'print all numbers as JSON')
    .addHelpText('after', EXAMPLES)
    .action(async (files: string[], options: DataStatsOptions) => {
      const { runDataStats } = await import('./data-stats-run.ts')
      await runDataStats(files, options)
    })
}
