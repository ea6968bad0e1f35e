// Golden cases made by the official evaluators (test/reference/multiwoz.py): reads them and says which of ours differ.
import { estimateActiveDomains } from '../../../src/benchmarks/multiwoz/active-domains.ts'
import { corpusBleu } from '../../../src/benchmarks/multiwoz/bleu.ts'
import { judgeDialogue } from '../../../src/benchmarks/multiwoz/inform-success.ts'
import { normalise } from '../../../src/benchmarks/multiwoz/normalise.ts'
import { normaliseState } from '../../../src/benchmarks/multiwoz/normalise-data.ts'
import { partialRatio } from '../../../src/benchmarks/multiwoz/partial-ratio.ts'
import { normaliseResponse } from '../../../src/benchmarks/multiwoz/responses.ts'
import { measureRichness } from '../../../src/benchmarks/multiwoz/richness.ts'
import { type EvaluationData, scoreWith } from '../../../src/benchmarks/multiwoz/score.ts'
import { countSlots, ratesOfSlots, type SlotState } from '../../../src/benchmarks/multiwoz/states.ts'
import { queryVenues } from '../../../src/benchmarks/multiwoz/venues.ts'

type Outcome<Value> = { value: Value } | { error: string }
type Edit = [kind: string, ...more: (string | number)[]]
type Recipe =
  | string
  | ['row', string, number, string, Edit[]]
  | ['goal', string, string, string, Edit[]]
  | number
  | boolean
  | null
type Recipes = Record<string, Recipe>

export type Golden = {
  normalise: { slot: string; given: string; evaluator: Outcome<string>; lab: Outcome<string> }[]
  partialRatio: [string, string, number][]
  queries: { domain: string; constraints: Recipes; found: Outcome<string[]> }[]
  responses: [string, string][]
  dialogues: {
    id: string
    turns: { response: string; state: Record<string, Recipes>; active_domains?: string[] }[]
    official: Outcome<{
      match: Record<string, boolean>
      success: Record<string, boolean>
      active: string[][]
      richness: Record<string, number>
    }>
  }[]
  bleu: [string[], string[], number][]
  states: { gold: SlotState; given: SlotState; official: Outcome<Record<string, number>> }[]
}

/** Cases in which we differ, each as one line. */
export function differencesOfTexts(golden: Golden): string[] {
  return [
    ...golden.normalise.flatMap(({ slot, given, evaluator, lab }) => [
      ...compare(['normalise', slot, given], evaluator, () => normalise(slot, given)),
      ...compare(['lab', slot, given], lab, () => normalise(slot, given, { rules: 'lab' })),
    ]),
    ...golden.partialRatio.flatMap(([a, b, value]) =>
      compare(['ratio', a, b], { value }, () => partialRatio(a, b)),
    ),
    ...golden.responses.flatMap(([given, value]) =>
      compare(['response', given], { value }, () => normaliseResponse(given)),
    ),
    ...golden.bleu.flatMap(([given, references, value]) =>
      compare(
        ['bleu', given, references],
        { value },
        () => twelveDigits(corpusBleu(given, references)),
        twelveDigits,
      ),
    ),
    ...golden.states.flatMap(({ gold, given, official }) =>
      compare(['state', gold, given], official, () => stateScores(gold, given), statesOfficial),
    ),
  ]
}

/** Another language's exponential may differ in the last bits. */
function twelveDigits(value: number): number {
  return Number(value.toPrecision(12))
}

function stateScores(gold: SlotState, given: SlotState): unknown {
  const counts = countSlots(gold, given, { matcher: 'fuzzy' })
  const { precision, recall, f1 } = ratesOfSlots(counts)
  return [counts.match, precision, recall, f1]
}

function statesOfficial(value: Record<string, number>): unknown {
  return [value.joint_match === 1, value.slot_precision, value.slot_recall, value.slot_f1]
}

/** The cases that need the databases and goals. */
export async function differencesOfData(golden: Golden, data: EvaluationData): Promise<string[]> {
  const differences: string[] = []
  for (const { domain, constraints, found } of golden.queries) {
    // Whether a missing phone is met depends on the order of a set in the official code.
    if ('error' in found && found.error === 'KeyError') continue
    const filled = fill(constraints, data)
    differences.push(
      ...compare(['query', domain, filled], found, () => queryVenues(data.database, domain, filled)),
    )
  }
  for (const { id, turns, official } of golden.dialogues) {
    const filled = turns.map(turn => ({
      ...turn,
      state: Object.fromEntries(
        Object.entries(turn.state).map(([domain, slots]) => [domain, fill(slots, data)]),
      ),
    }))
    const ours = await settled(async () => judge(id, filled, data))
    differences.push(...compareOutcomes(['dialogue', id, filled], official, ours))
    if ('error' in official || filled.length === 0) continue
    const whole = await scoreWith({ [id]: filled }, data)
    const value = [whole.dialogues[id]!.inform, whole.dialogues[id]!.success]
    const expected = { value: [official.value.match.total, official.value.success.total ?? false] }
    differences.push(...compareOutcomes(['file', id], expected, { value }))
  }
  return differences
}

function judge(
  id: string,
  turns: { response: string; state: object; active_domains?: string[] }[],
  data: EvaluationData,
) {
  const states = turns.map(turn => normaliseState(turn.state))
  const active = turns.every(turn => turn.active_domains !== undefined)
    ? turns.map(turn => turn.active_domains!)
    : estimateActiveDomains(states)
  const responses = turns.map(turn => normaliseResponse(turn.response))
  const outcome = judgeDialogue({
    goal: data.goals[id]!,
    booked: data.booked[id]!,
    turns: states.map((state, at) => ({ state, response: responses[at]!, activeDomains: active[at]! })),
    database: data.database,
  })
  const domains = Object.entries(outcome.domains)
  const inform = domains.map(([domain, one]) => [domain, one.inform])
  const success = outcome.inform ? domains.map(([domain, one]) => [domain, one.success]) : []
  return {
    match: { ...Object.fromEntries(inform), total: outcome.inform },
    success: { ...Object.fromEntries(success), ...(outcome.inform && { total: outcome.success }) },
    active,
    richness: measureRichness(responses),
  }
}

function fill(recipes: Recipes, data: EvaluationData): Record<string, unknown> {
  return Object.fromEntries(Object.entries(recipes).map(([slot, recipe]) => [slot, valueIn(recipe, data)]))
}

function valueIn(recipe: Recipe, data: EvaluationData): unknown {
  if (!Array.isArray(recipe) || (recipe[0] !== 'goal' && recipe[0] !== 'row')) return recipe
  if (recipe[0] === 'goal') {
    const [, dialogue, domain, slot, edits] = recipe
    return edited(data.goals[dialogue]![domain]!.informable[slot] as string, edits)
  }
  const [, domain, index, column, edits] = recipe
  const value = cellOf(data, domain, index, column) ?? ''
  return edited(typeof value === 'number' ? clock(value) : (value as string), edits)
}

function cellOf(data: EvaluationData, domain: string, index: number, column: string): unknown {
  const found = data.database.tables.get(domain)!.columns.get(column)
  return found?.values[found.codes[index]!]
}

function clock(minutes: number): string {
  return [Math.floor(minutes / 60), minutes % 60].map(part => String(part).padStart(2, '0')).join(':')
}

function edited(text: string, edits: Edit[]): string {
  return edits.reduce((text, [kind, first, second]) => {
    const at = typeof first === 'number' ? first % (text.length + 1) : 0
    if (kind === 'cut') return text.slice(0, at) + text.slice(at + 1)
    if (kind === 'insert') return text.slice(0, at) + second + text.slice(at)
    if (kind === 'head') return text.slice(0, at)
    if (kind === 'tail') return text.slice(at)
    if (kind === 'upper') return text.toUpperCase()
    return kind === 'before' ? first + text : text + first
  }, text)
}

function compare<Value>(
  name: unknown[],
  official: Outcome<Value>,
  work: () => unknown,
  view: (value: Value) => unknown = value => value,
): string[] {
  let ours: Outcome<unknown>
  try {
    ours = { value: work() }
  } catch (error) {
    ours = { error: (error as Error).message }
  }
  return compareOutcomes(name, 'error' in official ? official : { value: view(official.value) }, ours)
}

async function settled(work: () => Promise<unknown>): Promise<Outcome<unknown>> {
  try {
    return { value: await work() }
  } catch (error) {
    return { error: (error as Error).message }
  }
}

/** Errors are equal to errors, whatever they say. */
function compareOutcomes(name: unknown[], official: Outcome<unknown>, ours: Outcome<unknown>): string[] {
  if ('error' in official && 'error' in ours) return []
  const [expected, found] = [canonical(official), canonical(ours)]
  return expected === found ? [] : [`${JSON.stringify(name)}: expected ${expected}, found ${found}`]
}

/** Keys in order, and numbers to fourteen digits where a logarithm's last bit may differ. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, item) => {
    if (typeof item === 'number') return Number(item.toPrecision(14)) + 0
    if (typeof item !== 'object' || item === null || Array.isArray(item)) return item
    return Object.fromEntries(Object.entries(item).sort(([a], [b]) => (a < b ? -1 : 1)))
  })
}
