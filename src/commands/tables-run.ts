// Prints the paper's tables with the scores of runs beside them, or checks the printed numbers against each other.
import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { TABLE_1, TABLE_1_TOTAL, type Table1Row } from '../data/table1.ts'
import { readResults } from '../eval/results.ts'
import { rowsBeside } from '../report/paper/beside.ts'
import { findContradictions } from '../report/paper/contradictions.ts'
import { PAPER_TABLES } from '../report/paper/tables.ts'
import { renderTable } from '../report/table.ts'
import { setStatus } from './failure.ts'
import type { TablesOptions } from './tables.ts'
import { print, printJson } from './terminal.ts'

type Shown = { number: number; title: string; columns: string[]; rows: (string | number | null)[][] }

export function runTables(runs: string[], options: TablesOptions): void {
  if (options.check) check(options.json ?? false)
  else show(runs, options)
}

function show(runs: string[], options: TablesOptions): void {
  const tables = [firstTable(options.stats), ...resultTables(runs)]
  if (options.json) {
    printJson({ format: 'coalm/tables@1', tables })
    return
  }
  for (const { number, title, columns, rows } of tables) {
    const shown = rows.map(row => row.map(cell => (cell === null ? '–' : String(cell))))
    print(`Table ${number}. ${title}`)
    print(renderTable(['', ...columns], shown, { right: columns.map((_, at) => at + 1) }))
    print('')
  }
  if (runs.length > 0)
    print('Ours in BFCL are added up by the formula of August 2025, the paper by that of February.')
}

function check(isJson: boolean): void {
  const found = findContradictions()
  if (found.length > 0) setStatus(1)
  if (isJson) {
    printJson({ format: 'coalm/contradictions@1', contradictions: found })
    return
  }
  const rows = found.map(({ place, printed, recomputed, note }) => [place, printed, recomputed, note])
  print(renderTable(['where', 'printed', 'worked out again', 'why'], rows))
  print(`\n${found.length} places of arXiv 2502.08820 (version 3) contradict other numbers of it.`)
}

/** Table 1 is about data; ours come from `data stats`. The labels are the printed ones. */
function firstTable(stats: string | undefined): Shown {
  const ours = stats === undefined ? [] : readStats(stats)
  const beside = (source: string) => {
    const row = ours.find(one => one.source === source)
    return row ? [row.samples, row.tokens, round(row.average)] : [null, null, null]
  }
  const rows = TABLE_1.map(({ label, source, samples, tokens, average }) => [
    label.toLowerCase() === source ? label : `${label} (is ${source})`,
    samples,
    tokens,
    average,
    ...beside(source),
  ])
  const { samples, tokens, average } = TABLE_1_TOTAL
  return {
    number: 1,
    title: 'CoALM-IT',
    columns: ['samples', 'tokens', 'average', 'our samples', 'our tokens', 'our average'],
    rows: [...rows, ['Total', samples, tokens, average, ...beside('total')]],
  }
}

function readStats(path: string): Table1Row[] {
  const { format, table1 } = JSON.parse(readFileSync(path, 'utf8')) as {
    format?: string
    table1?: Table1Row[]
  }
  if (format !== 'coalm/stats@1' || !table1)
    throw new Error(
      `${path}: expected what "coalm data stats --json" prints, found ${JSON.stringify(format)}`,
    )
  return table1
}

function resultTables(runs: string[]): Shown[] {
  const ours = runs.flatMap(run => rowsBeside(`ours: ${basename(run)}`, readResults(run).scores))
  return PAPER_TABLES.map(table => ({
    number: table.number,
    title: table.title,
    columns: [...table.columns],
    rows: [
      ...table.rows.map(row => [...row]),
      ...ours
        .filter(one => one.table === table)
        .map(({ row }) => row.map(cell => (typeof cell === 'number' ? round(cell) : cell))),
    ],
  }))
}

function round(value: number): number {
  return Math.round(value * 100) / 100
}
