// Our scores in the columns of the paper's tables: which benchmark, split and metric stands for which column.
import type { RangedScore } from '../../eval/judge.ts'
import { PAPER_TABLES, type PaperTable } from './tables.ts'

type Place = { benchmark: string; split: string; metric: string }

const place = (benchmark: string, split: string, metric: string): Place => ({ benchmark, split, metric })

/** API-Bank's levels in Hammer's edition, on which the paper's numbers are measured. */
const apibank = (metric: string) => [place('apibank', 'level-1', metric), place('apibank', 'level-2', metric)]

/** A column of a table in the order of its columns; `undefined` where no benchmark of ours gives it. */
const COLUMNS: Record<number, (Place | undefined)[]> = {
  2: [place('multiwoz', '*', 'success'), place('multiwoz', '*', 'jga')],
  3: [...apibank('rouge-l'), ...apibank('rouge-1'), ...apibank('rouge-2'), ...apibank('bleu-4')],
  // Ours are added up by the formula of August 2025; the paper's columns without a split of ours stay empty.
  4: ['all', undefined, undefined, 'live', 'multi_turn', 'live_relevance', undefined].map(split =>
    split === undefined ? undefined : place('bfcl', split, 'accuracy'),
  ),
  5: [
    place('multiwoz', '*', 'success'),
    place('multiwoz', '*', 'jga'),
    ...apibank('rouge-l'),
    place('bfcl', 'all', 'accuracy'),
  ],
}

/** A run's row in each table in which it has a score; the first split that has the metric stands for `*`. */
export function rowsBeside(
  label: string,
  scores: RangedScore[],
): { table: PaperTable; row: [string, ...(number | null)[]] }[] {
  return PAPER_TABLES.flatMap(table => {
    const values = COLUMNS[table.number]!.map(column => valueAt(scores, column))
    return values.some(value => value !== null) ? [{ table, row: [label, ...values] }] : []
  })
}

function valueAt(scores: RangedScore[], column: Place | undefined): number | null {
  const found = scores.find(
    score =>
      score.benchmark === column?.benchmark &&
      score.metric === column.metric &&
      (column.split === '*' || score.split === column.split),
  )
  return found?.value ?? null
}
