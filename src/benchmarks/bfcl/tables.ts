// The four official tables of a score folder: the models scored now, and what older score files there say.
import { join } from 'node:path'
import { existsSync, readFileSync } from 'node:fs'
import { writeFileAtomic } from '../../files/atomic.ts'
import { categoryOfFile } from './categories.ts'
import { costColumns, noUsage, type Usage } from './cost.ts'
import { entriesOf } from './find-results.ts'
import { factsOf, unknownModel } from './models.ts'
import {
  type Formula,
  liveRow,
  type ModelColumns,
  multiTurnRow,
  nonLiveRow,
  overallRow,
  type PerCategory,
  writeTable,
} from './totals.ts'

/** What is known of a model by its folder's name. */
export type Standing = { usage: Usage; perCategory: PerCategory }

const TABLES = {
  'data_non_live.csv': nonLiveRow,
  'data_live.csv': liveRow,
  'data_multi_turn.csv': multiTurnRow,
  'data_overall.csv': overallRow,
}

/** Writes the tables into `folder`, which holds the score files of every model; gives the paths written. */
export function writeTables(folder: string, scored: Map<string, Standing>, formula: Formula): string[] {
  const standings = withOlder(folder, scored)
  return Object.entries(TABLES).map(([name, row]) => {
    const rows = [...standings].map(([model, { perCategory, usage }]) =>
      row(perCategory, formula, columnsOf(model, usage, formula)),
    )
    const path = join(folder, name)
    writeFileAtomic(path, writeTable(rows), { flush: false })
    return path
  })
}

/** The February table has the cost of a thousand calls by prices of its own, which are not known here. */
function columnsOf(model: string, usage: Usage, formula: Formula): ModelColumns {
  const facts = factsOf(model) ?? unknownModel(model)
  const { shown, link, organization, license } = facts
  const columns = { model: shown, link, organization, license, ...costColumns(usage, facts) }
  return formula === '2025-08' ? columns : { ...columns, cost: 'N/A' }
}

/** Score files that were there before fill in the categories and models that were not scored now. */
function withOlder(folder: string, scored: Map<string, Standing>): Map<string, Standing> {
  const standings = new Map(
    [...scored].map(([model, { usage, perCategory }]): [string, Standing] => [
      model,
      { usage, perCategory: { ...perCategory } },
    ]),
  )
  if (!existsSync(folder)) return standings
  for (const directory of entriesOf(folder)) {
    if (!directory.isDirectory()) continue
    const standing = standings.get(directory.name) ?? { usage: noUsage(), perCategory: {} }
    for (const file of entriesOf(join(folder, directory.name))) {
      const category = file.name.endsWith('.json') ? categoryOfFile(file.name) : undefined
      if (category === undefined || Object.hasOwn(standing.perCategory, category)) continue
      standing.perCategory[category] = headOf(join(folder, directory.name, file.name))
      standings.set(directory.name, standing)
    }
  }
  return standings
}

/** The first line of a score file. */
function headOf(path: string): { accuracy: number; total: number } {
  const [line = ''] = readFileSync(path, 'utf8').split('\n', 1)
  try {
    const { accuracy, total_count: total } = JSON.parse(line) as Record<string, unknown>
    if (typeof accuracy === 'number' && typeof total === 'number') return { accuracy, total }
  } catch {}
  throw new Error(
    `${path}:1: expected {"accuracy": …, "correct_count": …, "total_count": …}, found ${line.slice(0, 80)}; remove the file`,
  )
}
