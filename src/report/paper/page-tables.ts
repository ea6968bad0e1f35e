// The paper's tables as the page shows them: those in which a run has a score, and by whom and on how many cases.
import type { RangedScore } from '../../eval/judge.ts'
import { groupThousands } from '../../eval/words.ts'
import { rowsBeside } from './beside.ts'
import { PAPER_TABLES, type PaperTable } from './tables.ts'

export type PageTable = {
  number: number
  title: string
  columns: readonly string[]
  /** The printed rows, then ours. */
  rows: readonly (readonly (string | number | null)[])[]
  ours: number
  /** A sentence a run: what stands behind its row. */
  notes: string[]
}

export function pageTables(runs: { label: string; scores: RangedScore[] }[]): PageTable[] {
  const ours = runs.flatMap(({ label, scores }) =>
    rowsBeside(`ours: ${label}`, scores).map(one => ({ ...one, note: sayBehind(label, one.table, scores) })),
  )
  return PAPER_TABLES.flatMap(table => {
    const own = ours.filter(one => one.table === table)
    if (own.length === 0) return []
    const { number, title, columns, rows } = table
    return [
      {
        number,
        title,
        columns,
        rows: [...rows, ...own.map(({ row }) => row)],
        ours: own.length,
        notes: own.map(({ note }) => note),
      },
    ]
  })
}

/** The scorers and numbers of cases of the benchmark's splits; the table over all benchmarks names each. */
function sayBehind(label: string, { benchmark }: PaperTable, scores: RangedScore[]): string {
  const behind = scores.filter(score => score.benchmark === benchmark || !isOfOneBenchmark(benchmark))
  const splits = new Map(behind.map(({ split, n, scorer }) => [`${split} (${groupThousands(n)})`, scorer]))
  const scorers = [...new Set(splits.values())].join('; ')
  return `${label}: cases of ${[...splits.keys()].join(', ')}; judged by ${scorers}.`
}

function isOfOneBenchmark(name: string): boolean {
  return ['multiwoz', 'apibank', 'bfcl'].includes(name)
}
