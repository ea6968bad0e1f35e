// Counting samples: reads files, counts tokens line by line, and prints Table 1 and the spreads.
import { basename } from 'node:path'
import { readSamples } from '../data/released.ts'
import { createStats, type SourceStats } from '../data/stats.ts'
import { type Table1Row, table1, table1Notes } from '../data/table1.ts'
import { tableOneTexts, writeDataPage } from '../report/data-page.ts'
import { renderTable } from '../report/table.ts'
import { lineCounter } from '../tokens/count-lines.ts'
import { loadTokenizer } from '../tokens/llama3.ts'
import { namedDataRoot } from './data-root.ts'
import type { DataStatsOptions } from './data-stats.ts'
import { print, printJson, progressLine, say, saySize } from './terminal.ts'

export async function runDataStats(files: string[], options: DataStatsOptions): Promise<void> {
  const tokenizer = await loadTokenizer('llama3', {
    folder: options.tokenizer ?? namedDataRoot(options.data),
    onPull: licence => say(`coalm: fetching the vocabulary of Llama 3; licence: ${licence}`),
  })
  const stats = createStats({ count: lineCounter(tokenizer), wrap: options.wrap })
  const broken: string[] = []
  const line = progressLine('samples')
  let done = 0
  for (const file of files)
    for await (const sample of readSamples(
      file,
      options.skipBad ? error => void broken.push(error.message) : undefined,
    )) {
      stats.add(sample)
      line.show(++done, done)
    }
  line.clear()
  const sources = stats.result()
  const rows = table1(sources)
  const notes = table1Notes(rows)
  if (options.page !== undefined) {
    const title = `Samples of ${files.map(file => basename(file)).join(', ')}`
    const size = writeDataPage(options.page, { title, rows, notes, sources })
    say(`coalm: the page: ${options.page} (${saySize(size)})`)
  }
  if (options.json) {
    printJson({ format: 'coalm/stats@1', wrap: options.wrap, table1: rows, notes, sources, broken })
    return
  }
  printTable(rows)
  for (const note of notes) print(`· ${note}`)
  printSpreads(sources)
  if (broken.length > 0) say(`coalm: ${broken.length} broken rows left out`)
  for (const problem of broken.slice(0, 20)) say(`  ${problem}`)
}

function printTable(rows: Table1Row[]): void {
  const { head, cells } = tableOneTexts(rows)
  print(renderTable(head, cells, { right: [1, 2, 3, 4, 5, 6] }))
}

function printSpreads(sources: SourceStats[]): void {
  print('')
  print('Tokens a sample')
  const lengths = sources.map(({ source, tokensASample: spread }) => [
    source,
    ...[spread.least, spread.p10, spread.median, spread.p90, spread.p99, spread.most].map(number),
  ])
  print(
    renderTable(['source', 'least', '10 %', 'median', '90 %', '99 %', 'most'], lengths, {
      right: [1, 2, 3, 4, 5, 6],
    }),
  )
  print('')
  print('How many samples have how many')
  const spreads = sources.flatMap(stats =>
    (['calls', 'tools', 'turns', 'slots'] as const)
      .filter(name => stats[name].some(([value]) => value > 0))
      .map(name => [stats.source, name, sayNumbers(stats[name])]),
  )
  print(renderTable(['source', 'of', 'number: samples'], spreads))
  for (const { source, thoughts } of sources)
    if (thoughts)
      print(
        `${source}: different n-grams in ${number(thoughts.thoughts)} thoughts: ` +
          thoughts.distinct.map((ratio, at) => `${at + 1}: ${(100 * ratio).toFixed(1)} %`).join(', '),
      )
}

/** The first ten numbers, and what is beyond them together. */
function sayNumbers(numbers: [number, number][]): string {
  const shown = numbers.slice(0, 10).map(([value, samples]) => `${value}: ${number(samples)}`)
  const rest = numbers.slice(10)
  if (rest.length > 0)
    shown.push(`${rest[0]![0]} and more: ${number(rest.reduce((sum, [, samples]) => sum + samples, 0))}`)
  return shown.join(', ')
}

function number(value: number): string {
  return value.toLocaleString('en-US')
}
