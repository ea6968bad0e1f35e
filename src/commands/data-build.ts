// `coalm data build`: a mix of instruction samples out of the sources, as files that any trainer loads.
import { type Command, InvalidArgumentError, Option } from 'commander'
import { nameValue, positiveNumber, wholeNumber, words } from './options.ts'

export type DataBuildOptions = {
  mix: string[]
  source?: string[]
  from?: string
  data?: string
  out: string
  size?: number
  seed: number
  without: ('tod' | 'la' | 'cra')[]
  keepSize?: boolean
  licence?: 'permissive'
  set: Record<string, string>
  style: 'alpaca' | 'chat'
  parquet?: boolean
  validation: number
  skipBad?: boolean
  partial?: boolean
  json?: boolean
}

const EXAMPLES = `
A mix is "paper" (the counts of the paper's Table 1), "nano" (the quickstart's), or a list of sources with counts:
starter, snips, toolace, hammer, sgd, or a module of your own.

Examples:
  coalm data build --mix paper --data DIR --out coalm-it
  coalm data build --mix snips=1000,sgd=4000 --data DIR --out mix --style chat --validation 0.01
  coalm data build --mix snips=20%,sgd=80% --size 10000 --set sgd.signatures=full --data DIR --out mix
  coalm data build --mix paper --without tod --keep-size --data DIR --out no-tod --partial
  coalm data build --mix starter=500 --source ./mine.js=100 --out mix
`

export function addDataBuild(data: Command): void {
  data
    .command('build')
    .summary('a mix of samples out of the sources, as files that any trainer loads')
    .description(
      'Builds instruction samples and writes samples.jsonl, validation.jsonl and a dataset card. The same inputs and seed ' +
        'give the same bytes on any machine.',
    )
    .option('-m, --mix <names>', 'paper, nano, or source=count (or =all, =25%), separated by commas', words)
    .option(
      '--source <module=count>',
      'a source of your own: a module that exports "source"; may be repeated',
      words,
    )
    .option(
      '--from <file>',
      'take samples from this file (.jsonl, .json, .parquet; the released CoALM-IT too)',
    )
    .option('-d, --data <folder>', 'data root (default: COALM_DATA, else what "coalm pull" brought)')
    .option('--out <folder>', 'where the files go', 'coalm-it')
    .option('--size <samples>', 'the size that shares are of', wholeNumber(1))
    .option('--seed <number>', 'decides order, choice, thoughts and what is held out', wholeNumber(), 42)
    .addOption(
      new Option('--without <tasks>', 'leave out tod, la or cra, separated by commas')
        .argParser(tasks)
        .default([], 'none'),
    )
    .option('--keep-size', 'what is left out is made up for by the other parts')
    .addOption(
      new Option(
        '--licence <kind>',
        'leave out parts with share-alike, non-commercial or unverified terms',
      ).choices(['permissive']),
    )
    .option('--set <source.setting=value>', 'a setting of a source; may be repeated', nameValue, {})
    .addOption(
      new Option('--style <style>', 'columns of the samples').choices(['alpaca', 'chat']).default('alpaca'),
    )
    .option('--parquet', 'write Parquet instead of JSON lines')
    .option('--validation <share>', 'which share of the dialogues is held out', share, 0)
    .option('--skip-bad', 'leave broken rows out, counted and listed, instead of stopping')
    .option('--partial', 'build from the sources that are there, and say which are not')
    .option('--json', 'print the result as JSON')
    .addHelpText('after', EXAMPLES)
    .action(async (options: DataBuildOptions) => {
      const { runDataBuild } = await import('./data-build-run.ts')
      await runDataBuild(options)
    })
}

function tasks(text: string, before: string[] = []): string[] {
  const named = words(text.toLowerCase(), before)
  if (named.some(task => !['tod', 'la', 'cra'].includes(task)))
    throw new InvalidArgumentError('expected tod, la or cra.')
  return named
}

function share(text: string): number {
  const value = positiveNumber(text)
  if (value >= 1) throw new InvalidArgumentError('expected a share below 1, such as 0.01.')
  return value
}
