// `coalm data`: the samples that a model learns from.
import type { Command } from 'commander'
import { addDataBuild } from './data-build.ts'
import { addDataShow } from './data-show.ts'
import { addDataStats } from './data-stats.ts'

export function addData(program: Command): void {
  const data = program
    .command('data')
    .summary('the samples that a model learns from')
    .description('Builds, counts and shows the samples that a model learns from.')
    .addHelpText('after', '\nExample:\n  coalm data build --mix nano --data DIR --out mix\n')
  for (const add of [addDataBuild, addDataStats, addDataShow]) add(data)
}
