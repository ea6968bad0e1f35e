// `coalm data`: the samples that a model learns from.
import type { Command } from 'commander'
import { addDataShow } from './data-show.ts'

export function addData(program: Command): void {
  const data = program
    .command('data')
    .summary('the samples that a model learns from')
    .description('Shows the samples that a model learns from.')
    .addHelpText('after', '\nExample:\n  coalm data show samples.jsonl\n')
  for (const add of [addDataShow]) add(data)
}
