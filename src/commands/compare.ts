// `coalm compare`: the paired difference of two runs with its interval, and the cases that flipped.
import type { Command } from 'commander'
import type { Comparison } from '../eval/compare.ts'
import { wholeNumber } from './options.ts'
import { print, printJson } from './terminal.ts'

export function addCompare(program: Command): void {
  program
    .command('compare')
    .summary('paired difference of two runs; the cases that flipped')
    .description(
      'Compares two runs case by case: the difference in points of per cent over the cases that both answered, its 95 % ' +
        'interval (clusters such as dialogues resampled together), and which cases flipped.',
    )
    .argument('<first>', 'run folder')
    .argument('<second>', 'run folder')
    .option('--flips <count>', 'how many flipped cases to list of each kind', wholeNumber(), 10)
    .option('--json', 'print everything as JSON')
    .addHelpText('after', '\nExample:\n  coalm compare runs/base runs/trained\n')
    .action(async (first: string, second: string, options: { flips: number; json?: boolean }) => {
      const [{ compare }, { readResults }] = await Promise.all([
        import('../eval/compare.ts'),
        import('../eval/results.ts'),
      ])
      const comparisons = compare(readResults(first).verdicts, readResults(second).verdicts)
      if (comparisons.length === 0)
        throw new Error(`${first} and ${second} share no answered case: expected runs of the same benchmark`)
      if (options.json) return printJson(comparisons)
      await printComparisons(comparisons, options.flips)
    })
}

async function printComparisons(comparisons: Comparison[], flips: number): Promise<void> {
  const [{ renderTable }, { sayComparison }] = await Promise.all([
    import('../report/table.ts'),
    import('../eval/words.ts'),
  ])
  const rows = comparisons.map(item => [
    item.benchmark,
    item.split,
    item.metric,
    item.first.toFixed(1),
    item.second.toFixed(1),
    sayComparison(item),
  ])
  print(
    renderTable(['benchmark', 'split', 'metric', 'first', 'second', 'difference, 95 % interval'], rows, {
      right: [3, 4],
    }),
  )
  for (const item of comparisons.filter(({ metric }) => metric === 'correct')) {
    printFlips(item, true, flips)
    printFlips(item, false, flips)
    if (item.unpaired > 0)
      print(`${item.benchmark} ${item.split}: ${item.unpaired} cases answered by one run only are left out`)
  }
}

function printFlips(comparison: Comparison, after: boolean, most: number): void {
  const flipped = comparison.flips.filter(flip => flip.after === after)
  if (flipped.length === 0) return
  const names = flipped.slice(0, most).map(flip => flip.id)
  const more = flipped.length > most ? `, and ${flipped.length - most} more` : ''
  const change = after ? 'wrong → right' : 'right → wrong'
  print(
    `${comparison.benchmark} ${comparison.split}, ${change} (${flipped.length}): ${names.join(', ')}${more}`,
  )
}
