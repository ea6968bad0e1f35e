// Scores a predictions file in mwzeval's format as one file: Inform, Success and richness.
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { estimateActiveDomains, type MwzState } from './active-domains.ts'
import { type DialogueOutcome, type Goal, judgeDialogue } from './inform-success.ts'
import {
  type NormalisedTurn,
  normaliseTurn,
  nothingKnown,
  type PredictedTurn,
  within,
} from './normalise-data.ts'
import { measureRichness, type Richness } from './richness.ts'
import { loadVenues, type VenueDatabase } from './venues.ts'

/** Dialogue id, lower case without `.json` → its system turns. */
export type Predictions = { [dialogue: string]: PredictedTurn[] }

export type Rates = { [domain: string]: number }

export type DialogueScores = {
  dialogues: { [id: string]: DialogueOutcome }
  /** From 0 to 100, where references were handed in. */
  bleu?: number
  total: { inform: Rates; success: Rates }
  richness: Richness
  /** Slot names in brackets that the ontology of the responses does not know: they are read as nothing. */
  unknownSlots: string[]
}

/** What the evaluator needs besides the predictions. */
export type EvaluationData = {
  database: VenueDatabase
  goals: { [dialogue: string]: Goal }
  booked: { [dialogue: string]: string[][] }
  /** States for a file that lacks some: mwzeval's own where they are at hand, else those of the 2.4 corpus. */
  standIns(): Promise<ReadonlyMap<string, MwzState[]>>
}

/** Reads databases, goals and booked domains of the benchmark's folder. */
export async function loadEvaluationData({ folder }: { folder: string }): Promise<EvaluationData> {
  const [database, goals, booked] = await Promise.all([
    loadVenues({ folder }),
    readFile(join(folder, 'mwzeval', 'goals.test.json'), 'utf8'),
    readFile(join(folder, 'mwzeval', 'booked_domains.json'), 'utf8'),
  ])
  let standIns: ReturnType<EvaluationData['standIns']> | undefined
  return {
    standIns() {
      standIns ??= import('./gold.ts').then(({ readStandIns }) => readStandIns({ folder }))
      return standIns
    },
    database,
    goals: JSON.parse(goals) as EvaluationData['goals'],
    booked: JSON.parse(booked) as EvaluationData['booked'],
  }
}

/**
 * Inform and Success per dialogue and in all, and the richness columns, equal to mwzeval (`Evaluator.evaluate` with
 * `success` and `richness`). `folder` is the benchmark's folder. One turn without `state` puts gold states under the whole
 * file, one without `active_domains` has them estimated everywhere, as the official code does. Throws an error that names
 * dialogue and turn where the official code raises.
 */
export async function scoreDialogues(
  predictions: Predictions,
  { folder }: { folder: string },
): Promise<DialogueScores> {
  return scoreWith(predictions, await loadEvaluationData({ folder }))
}

/** Dialogue id → one reference a turn, normalised (mwzeval's `data/references/mwz22.json`). */
export type References = { [dialogue: string]: string[] }

/** The same with data that is loaded already, and with BLEU where there are references. */
export async function scoreWith(
  predictions: Predictions,
  data: EvaluationData,
  references?: References,
): Promise<DialogueScores> {
  const known = nothingKnown()
  const normalised = new Map(
    Object.entries(predictions).map(([id, turns]) => [
      id,
      turns.map((turn, at) => normaliseTurn(turn, `${id}, turn ${at}`, known)),
    ]),
  )
  const dialogues = await withStatesAndDomains(normalised, data)
  const outcomes = new Map<string, DialogueOutcome>()
  for (const [id, turns] of dialogues) {
    if (!Object.hasOwn(data.goals, id) || !Object.hasOwn(data.booked, id))
      throw new Error(
        `${id}: expected the id of a test dialogue such as "sng0073", found one without goal and bookings`,
      )
    const [goal, booked] = [data.goals[id]!, data.booked[id]!]
    outcomes.set(
      id,
      within(id, () => judgeDialogue({ goal, booked, turns, database: data.database })),
    )
  }
  const responses = [...dialogues.values()].flatMap(turns => turns.map(turn => turn.response))
  if (responses.length === 0) throw new Error('expected predictions with at least one turn, found none')
  return {
    ...(references && { bleu: await bleuOf(dialogues, references) }),
    dialogues: Object.fromEntries(outcomes),
    total: ratesOf([...outcomes.values()]),
    richness: measureRichness(responses),
    unknownSlots: [...known.unknown].sort(),
  }
}

async function bleuOf(dialogues: Map<string, WholeTurn[]>, references: References): Promise<number> {
  const { corpusBleu } = await import('./bleu.ts')
  const said: string[] = []
  const wanted: string[] = []
  for (const [id, turns] of dialogues)
    for (const [at, turn] of turns.entries()) {
      const reference = references[id]?.[at]
      if (typeof reference !== 'string')
        throw new Error(`${id}, turn ${at}: expected a reference response, found none`)
      said.push(turn.response)
      wanted.push(reference)
    }
  return corpusBleu(said, wanted)
}

type WholeTurn = { response: string; state: MwzState; activeDomains: string[] }

/** The switches that look at the whole file. */
async function withStatesAndDomains(
  dialogues: Map<string, NormalisedTurn[]>,
  data: EvaluationData,
): Promise<Map<string, WholeTurn[]>> {
  const all = [...dialogues.values()].flat()
  const stated = all.every(turn => turn.state !== undefined)
  const gold = stated ? undefined : await data.standIns()
  const estimated = !all.every(turn => turn.activeDomains !== undefined)
  const whole = new Map<string, WholeTurn[]>()
  for (const [id, turns] of dialogues) {
    const states = turns.map((turn, at) =>
      turn.state !== undefined && stated ? turn.state : goldState(gold!, id, at),
    )
    const domains = estimated
      ? within(id, () => estimateActiveDomains(states))
      : turns.map(turn => turn.activeDomains!)
    whole.set(
      id,
      turns.map((turn, at) => ({ response: turn.response, state: states[at]!, activeDomains: domains[at]! })),
    )
  }
  return whole
}

function goldState(gold: ReadonlyMap<string, MwzState[]>, id: string, at: number): MwzState {
  const state = gold.get(id)?.[at]
  if (state) return state
  throw new Error(
    `${id}, turn ${at}: expected a state, found none, and the corpus has no such turn to take one from`,
  )
}

/** Hits per domain, over the dialogues whose goal has it, in per cent with one decimal as Python rounds. */
function ratesOf(outcomes: DialogueOutcome[]): { inform: Rates; success: Rates } {
  const counts = new Map<string, { all: number; inform: number; success: number }>()
  function add(domain: string, inform: boolean, success: boolean | null): void {
    const count = counts.get(domain) ?? { all: 0, inform: 0, success: 0 }
    counts.set(domain, {
      all: count.all + 1,
      inform: count.inform + Number(inform),
      success: count.success + Number(success === true),
    })
  }
  for (const outcome of outcomes) {
    for (const [domain, one] of Object.entries(outcome.domains)) add(domain, one.inform, one.success)
    add('total', outcome.inform, outcome.success)
  }
  const rates = (metric: 'inform' | 'success') =>
    Object.fromEntries(
      [...counts].map(([domain, count]) => [domain, roundTenth((100 * count[metric]) / count.all)]),
    )
  return { inform: rates('inform'), success: rates('success') }
}

/** Python's `round(value, 1)`: correct rounding of the exact value, and halves, which only quarters can be, to even. */
export function roundTenth(value: number): number {
  const quarters = value * 4
  if (!Number.isInteger(quarters)) return Number(value.toFixed(1))
  return quarters % 4 === 1 ? Math.floor(value) + 0.2 : Number(value.toFixed(1))
}
