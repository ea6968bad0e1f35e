// Adds up the verdicts of asked dialogues: Inform and Success as mwzeval rounds them, states over all turns.
import type { JudgedCase, Score } from '../../eval/benchmark.ts'
import { PROTOCOLS } from './protocols.ts'
import { combined } from './autotod-counts.ts'
import { AUTOTOD, EXACT, LAB, MWZEVAL, stateRows } from './file-scores.ts'
import type { KeptCounts, KeptStates } from './judge-played.ts'
import type { KeptCountsOfDomains } from './judge-simulated.ts'
import { roundTenth } from './score.ts'
import { noStates, type StateCounts, scoresOfStates } from './state-scores.ts'

/** One row a metric; domains stand in the metric's name, since splits are protocols. */
export function totals(cases: JudgedCase[]): Score[] {
  return PROTOCOLS.flatMap(split => {
    const own = cases.filter(one => one.split === split)
    return [...rates(split, own), ...pooled(split, own), ...states(split, own)]
  })
}

/** Shares of dialogues, over those whose goal has the domain. */
function rates(split: string, cases: JudgedCase[]): Score[] {
  const counts = new Map<string, { hits: number; n: number }>()
  for (const { verdict } of cases)
    for (const [metric, value] of Object.entries(verdict.metrics)) {
      if (metric.startsWith('jga')) continue
      const count = counts.get(metric) ?? { hits: 0, n: 0 }
      counts.set(metric, { hits: count.hits + value, n: count.n + 1 })
    }
  return [...counts].map(([metric, { hits, n }]) => ({
    split,
    metric,
    value: metric.startsWith('autotod') ? (100 * hits) / n : roundTenth((100 * hits) / n),
    n,
    scorer: metric.startsWith('autotod') ? AUTOTOD : MWZEVAL,
  }))
}

/** AutoTOD's counts with each domain of each dialogue as one (metric.py, the "domain" columns). */
function pooled(split: string, cases: JudgedCase[]): Score[] {
  const domains = cases.flatMap(({ verdict }) => {
    const given = verdict.given as unknown as Partial<KeptCountsOfDomains> | undefined
    return Object.values(given?.autotod ?? {})
  })
  if (domains.length === 0) return []
  const row = (metric: string, values: number[]): Score[] => {
    const sum = values.reduce((all, value) => all + value, 0)
    const value = (100 * sum) / values.length
    return values.length === 0
      ? []
      : [{ split, metric: `autotod-domains-${metric}`, value, n: values.length, scorer: AUTOTOD }]
  }
  const counts = (['inform', 'success', 'book'] as const).flatMap(metric =>
    row(
      metric,
      domains.flatMap(one => (one[metric] === null ? [] : [Number(one[metric])])),
    ),
  )
  return [...counts, ...row('combined', domains.map(combined))]
}

/** Over the turns of the usual dialogues; over all turns too where a dialogue is left out of the usual ones. */
function states(split: string, cases: JudgedCase[]): Score[] {
  const kept = cases.flatMap(one => keptOf(one) ?? [])
  if (kept.length === 0) return []
  // A dialogue that nobody answered weighs as much as the others do.
  const weight = kept.reduce((sum, one) => sum + one.exact.turns, 0) / kept.length
  const assumed = cases.filter(one => keptOf(one) === undefined && 'jga' in one.verdict.metrics)
  return (['exact', 'fuzzy'] as const).flatMap(matcher => {
    const name = matcher === 'exact' ? 'jga' : 'jga-fuzzy'
    const add = (rows: KeptStates[]) => {
      const sums = rows.reduce((sum, one) => addCounts(sum, one[matcher]), noStates())
      for (const { verdict } of assumed) {
        sums.turns += weight
        sums.joint += weight * verdict.metrics[name]!
        sums.right += weight * verdict.metrics[name]!
      }
      return stateRows(scoresOfStates(sums), { name, scorer: matcher === 'exact' ? EXACT : LAB })
    }
    const usual = kept.filter(one => one.usual)
    const rows = add(usual).map(row => ({
      ...row,
      metric: row.split === 'total' ? row.metric : `${row.metric}-${row.split}`,
      split,
    }))
    if (usual.length === kept.length) return rows
    const [whole] = add(kept)
    return [...rows, { ...whole!, split, metric: `${name}-1000` }]
  })
}

function keptOf({ verdict }: JudgedCase): KeptStates | undefined {
  const given = verdict.given as unknown as Partial<KeptStates> | undefined
  return given?.exact && given.fuzzy ? (given as KeptStates) : undefined
}

function addCounts(sums: StateCounts, counts: KeptCounts): StateCounts {
  for (const name of ['turns', 'joint', 'hits', 'wrong', 'missed', 'differing', 'right'] as const)
    sums[name] += counts[name]
  for (const [domain, { turns, joint }] of Object.entries(counts.domains)) {
    const own = sums.domains.get(domain) ?? { turns: 0, joint: 0 }
    sums.domains.set(domain, { turns: own.turns + turns, joint: own.joint + joint })
  }
  return sums
}
