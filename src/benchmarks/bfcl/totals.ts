// The official totals of BFCL V3 by both formulas, with the official strings (eval_checker/eval_runner_helper.py).
import { CATEGORY_COUNTS, EXECUTABLE_COUNTS } from './categories.ts'
import { type CostColumns, roundHalfEven } from './cost.ts'

/** `2025-02` has the executable categories in its non-live mean; `2025-08` has not. */
export type Formula = '2025-02' | '2025-08'

/** `accuracy` from 0 to 1, `total` the number of cases. */
export type CategoryScore = { accuracy: number; total: number }

export type PerCategory = Record<string, CategoryScore>

/** What the official tool prints about a model besides its scores; numbers as it prints them, or `N/A`. */
export type ModelColumns = CostColumns & {
  model: string
  link: string
  organization: string
  license: string
}

const UNKNOWN: ModelColumns = {
  model: 'N/A',
  link: 'N/A',
  organization: 'N/A',
  license: 'N/A',
  cost: 'N/A',
  latencyMean: 'N/A',
  latencyDeviation: 'N/A',
  latency95: 'N/A',
}

/** `isShown` is false where a category was left out: the column then says N/A while its zero still counts. */
type Part = { accuracy: number; total: number; isShown: boolean }

/** The columns of one of the four official tables, in their order; `overall` is the number that they are sorted by. */
export type TableRow = { columns: Record<string, string>; overall: number }

/** The columns of `data_overall.csv` for one model; a category left out counts as accuracy 0. */
export function overall(perCategory: PerCategory, options: { formula: Formula }): Record<string, string> {
  return overallRow(perCategory, options.formula, UNKNOWN).columns
}

function partOf(perCategory: PerCategory, category: string): Part {
  if (Object.hasOwn(perCategory, category)) {
    const { accuracy, total } = perCategory[category]!
    return { accuracy, total, isShown: true }
  }
  const counts: Record<string, number> = { ...CATEGORY_COUNTS, ...EXECUTABLE_COUNTS }
  return { accuracy: 0, total: counts[category]!, isShown: false }
}

function mean(parts: Part[], alwaysShown = false): Part {
  return {
    accuracy: sum(parts.map(part => part.accuracy)) / parts.length,
    total: sum(parts.map(part => part.total)),
    isShown: alwaysShown || parts.every(part => part.isShown),
  }
}

function weighted(parts: Part[], alwaysShown = false): Part {
  const total = sum(parts.map(part => part.total))
  return {
    accuracy: sum(parts.map(part => part.accuracy * part.total)) / total,
    total,
    isShown: alwaysShown || parts.every(part => part.isShown),
  }
}

function sum(numbers: number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}

/** All parts and means that the tables show. */
function summarise(perCategory: PerCategory, formula: Formula) {
  const part = (category: string) => partOf(perCategory, category)
  const simple = mean([part('simple'), part('java'), part('javascript')])
  const ast = [simple, part('multiple'), part('parallel'), part('parallel_multiple')]
  const simpleExec = mean([part('exec_simple'), part('rest')])
  const exec = [simpleExec, part('exec_multiple'), part('exec_parallel'), part('exec_parallel_multiple')]
  const liveAst = ['live_simple', 'live_multiple', 'live_parallel', 'live_parallel_multiple'].map(part)
  const multiTurn = ['base', 'miss_func', 'miss_param', 'long_context'].map(name =>
    part(`multi_turn_${name}`),
  )
  const nonLive = mean([...ast, ...(formula === '2025-02' ? exec : []), part('irrelevance')], true)
  const live = weighted([...liveAst, part('live_irrelevance'), part('live_relevance')], true)
  const turns = mean(multiTurn, true)
  return {
    part,
    simple,
    simpleExec,
    astSummary: mean(ast),
    execSummary: mean(exec),
    liveSummary: weighted(liveAst),
    nonLive,
    live,
    turns,
    total: mean([live, nonLive, turns], true),
    irrelevance: mean([part('irrelevance'), part('live_irrelevance')]),
  }
}

/** The official means, from 0 to 1: a category left out counts as accuracy 0. */
export function summaries(perCategory: PerCategory, formula: Formula): Record<SummaryName, number> {
  const { nonLive, live, turns, total } = summarise(perCategory, formula)
  return {
    non_live: nonLive.accuracy,
    live: live.accuracy,
    multi_turn: turns.accuracy,
    all: total.accuracy,
  }
}

export type SummaryName = 'non_live' | 'live' | 'multi_turn' | 'all'

/** One row of `data_overall.csv` without its rank. */
export function overallRow(perCategory: PerCategory, formula: Formula, model: ModelColumns): TableRow {
  const all = summarise(perCategory, formula)
  const show = (category: string) => say(all.part(category))
  const exec =
    formula === '2025-08'
      ? {}
      : {
          'Non-Live Exec Acc': say(all.execSummary),
          'Non-Live Simple Exec': say(all.simpleExec),
          'Non-Live Multiple Exec': show('exec_multiple'),
          'Non-Live Parallel Exec': show('exec_parallel'),
          'Non-Live Parallel Multiple Exec': show('exec_parallel_multiple'),
        }
  const columns = {
    Rank: 'N/A',
    'Overall Acc': say(all.total),
    Model: model.model,
    'Model Link': model.link,
    [formula === '2025-02' ? 'Cost ($ Per 1k Function Calls)' : 'Total Cost ($)']: model.cost,
    'Latency Mean (s)': model.latencyMean,
    'Latency Standard Deviation (s)': model.latencyDeviation,
    'Latency 95th Percentile (s)': model.latency95,
    'Non-Live AST Acc': say(all.astSummary),
    'Non-Live Simple AST': say(all.simple),
    'Non-Live Multiple AST': show('multiple'),
    'Non-Live Parallel AST': show('parallel'),
    'Non-Live Parallel Multiple AST': show('parallel_multiple'),
    ...exec,
    'Live Acc': say(all.live),
    'Live Simple AST': show('live_simple'),
    'Live Multiple AST': show('live_multiple'),
    'Live Parallel AST': show('live_parallel'),
    'Live Parallel Multiple AST': show('live_parallel_multiple'),
    'Multi Turn Acc': say(all.turns),
    'Multi Turn Base': show('multi_turn_base'),
    'Multi Turn Miss Func': show('multi_turn_miss_func'),
    'Multi Turn Miss Param': show('multi_turn_miss_param'),
    'Multi Turn Long Context': show('multi_turn_long_context'),
    'Relevance Detection': show('live_relevance'),
    'Irrelevance Detection': say(all.irrelevance),
    Organization: model.organization,
    License: model.license,
  }
  return { columns, overall: all.total.accuracy }
}

export function nonLiveRow(perCategory: PerCategory, formula: Formula, model: ModelColumns): TableRow {
  const all = summarise(perCategory, formula)
  const show = (category: string) => say(all.part(category))
  const isEarly = formula === '2025-02'
  const columns = {
    Rank: 'N/A',
    Model: model.model,
    'Non_Live Overall Acc': say(all.nonLive),
    'AST Summary': say(all.astSummary),
    ...(isEarly && { 'Exec Summary': say(all.execSummary) }),
    'Simple AST': say(all.simple),
    'Python Simple AST': show('simple'),
    'Java Simple AST': show('java'),
    'JavaScript Simple AST': show('javascript'),
    'Multiple AST': show('multiple'),
    'Parallel AST': show('parallel'),
    'Parallel Multiple AST': show('parallel_multiple'),
    ...(isEarly && {
      'Simple Exec': say(all.simpleExec),
      'Python Simple Exec': show('exec_simple'),
      'REST Simple Exec': show('rest'),
      'Multiple Exec': show('exec_multiple'),
      'Parallel Exec': show('exec_parallel'),
      'Parallel Multiple Exec': show('exec_parallel_multiple'),
    }),
    'Irrelevance Detection': show('irrelevance'),
  }
  return { columns, overall: all.nonLive.accuracy }
}

export function liveRow(perCategory: PerCategory, formula: Formula, model: ModelColumns): TableRow {
  const all = summarise(perCategory, formula)
  const show = (category: string) => say(all.part(category))
  const columns = {
    Rank: 'N/A',
    Model: model.model,
    'Live Overall Acc': say(all.live),
    'AST Summary': say(all.liveSummary),
    'Python Simple AST': show('live_simple'),
    'Python Multiple AST': show('live_multiple'),
    'Python Parallel AST': show('live_parallel'),
    'Python Parallel Multiple AST': show('live_parallel_multiple'),
    'Irrelevance Detection': show('live_irrelevance'),
    'Relevance Detection': show('live_relevance'),
  }
  return { columns, overall: all.live.accuracy }
}

export function multiTurnRow(perCategory: PerCategory, formula: Formula, model: ModelColumns): TableRow {
  const all = summarise(perCategory, formula)
  const show = (category: string) => say(all.part(category))
  const columns = {
    Rank: 'N/A',
    Model: model.model,
    'Multi Turn Overall Acc': say(all.turns),
    Base: show('multi_turn_base'),
    'Miss Func': show('multi_turn_miss_func'),
    'Miss Param': show('multi_turn_miss_param'),
    'Long Context': show('multi_turn_long_context'),
  }
  return { columns, overall: all.turns.accuracy }
}

/** An official table: sorted by the overall number, ranked, without quotes and without a last line end. */
export function writeTable(rows: TableRow[]): string {
  const sorted = rows.toSorted((a, b) => b.overall - a.overall)
  const lines = sorted.map(({ columns }, at) => Object.values({ ...columns, Rank: String(at + 1) }).join(','))
  return [Object.keys(rows[0]?.columns ?? {}).join(','), ...lines].join('\n')
}

function say(part: Part): string {
  return part.isShown ? percent(part.accuracy) : 'N/A'
}

/** Python's `"{:.2f}%".format(accuracy * 100)`. */
export function percent(accuracy: number): string {
  return `${roundHalfEven(accuracy * 100)}%`
}
