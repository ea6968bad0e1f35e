// Judges the calls of a multi-turn case against the ground truth, turn by turn (multi_turn_eval/multi_turn_checker.py).
import type { Dict, Value } from '../../../files/values.ts'
import type { BfclCase } from '../cases.ts'
import { guarded, invalid, type Outcome, VALID } from '../check/outcome.ts'
import { equals } from '../python/compare.ts'
import type { Edition, Shared } from '../worlds/api.ts'
import { makeWorld, type World } from '../worlds/world.ts'
import { executeCalls } from './execute.ts'
import { type States, statesOf } from './state.ts'

/** Texts of calls: `turns[turn][step][call]`. */
export type Turns = readonly (readonly (readonly string[])[])[]

export type TurnsOptions = {
  /** Names the instances of the simulated APIs, which texts of a reply can show. */
  model?: string
  /** Which official code is followed; by default the one of the data's time. */
  edition?: Edition
  /** The day that a traveller's age is counted to. */
  today?: Date
  /** Ends with the turn that decides, as the official code does; `details` then show the states of that turn. */
  stopsAtFailure?: boolean
}

export type TurnsOutcome = Outcome & {
  /** `results[turn][step][call]` */
  results: string[][][]
  /** The public attributes of each API after the last turn; none where it stops before. */
  states: States
  /** Results of the ground truth, up to the turn that decides. */
  gold: string[][]
  /** The turn that decides a failed case, else `null`. */
  failedTurn: number | null
  /** What the score file says under `details` and beside it. */
  details: Dict
}

/**
 * All turns are executed, also those behind the one that decides, unless told otherwise. `errorType` is the official string, or
 * `checker_crash:<exception>` where the official run would stop.
 * Throws for a case that is not multi-turn or has no ground truth.
 */
export function checkTurns(item: BfclCase, turns: Turns, options: TurnsOptions = {}): TurnsOutcome {
  const gold = groundTruth(item)
  if (turns.length !== gold.length) return forceTerminated(item, turns, gold.length, options)
  const match = new Match(item, turns, options)
  const outcome = guarded(() => match.play(gold))
  return match.finish(outcome)
}

function groundTruth(item: BfclCase): string[][] {
  if (!item.answers || !item.entry.has('initial_config'))
    throw new Error(`bfcl: expected a multi-turn case with its ground truth, found ${item.id}`)
  return item.answers as string[][]
}

/** A result with more or fewer turns than the ground truth was cut off while it was asked for. */
function forceTerminated(item: BfclCase, turns: Turns, wanted: number, options: TurnsOptions): TurnsOutcome {
  const match = new Match(item, turns, options)
  const message = `Model was force-terminated during inference phase. The length of the model result turns (${turns.length}) does not match the length of the ground truth turns (${wanted}).`
  return match.finish(invalid('multi_turn:force_terminated', message))
}

/** The two worlds of a case: the model's and the one that the ground truth is executed in. */
export function makeWorlds(item: BfclCase, options: TurnsOptions = {}): { model: World; gold: World } {
  const { entry, id } = item
  const name = (options.model ?? 'uiuc-convai/CoALM-8B').replace(/[-./]/g, '_')
  const shared: Shared = { tags: [], mentions: [] }
  const scenario = {
    edition: options.edition ?? (item.version === '2025-02-10' ? '2025-02' : '2025-08'),
    longContext: item.longContext,
    shared,
    today: options.today ?? new Date(),
  } as const
  const classes = entry.get('involved_classes') as string[]
  const config = entry.get('initial_config') as Dict
  const world = (prefix: string) => makeWorld({ classes, config, scenario, prefix })
  let gold: World | undefined
  return {
    model: world(`${name}_eval_${id}`),
    get gold() {
      gold ??= world(`${name}_ground_truth_eval_${id}`)
      return gold
    },
  }
}

/** Whether the two worlds of a case can reach into each other: by default lists, or by cards and bookings. */
function isShared(item: BfclCase): boolean {
  const classes = item.entry.get('involved_classes') as string[]
  return classes.includes('TwitterAPI') || (item.longContext !== null && classes.includes('TravelAPI'))
}

/** A running comparison of model and ground truth. */
class Match {
  private readonly worlds: { model: World; gold: World }
  private readonly results: string[][][] = []
  private readonly gold: string[][] = []
  private details: Dict = new Map()
  private failedTurn: number | null = null
  private readonly turns: Turns
  private readonly stopsAtFailure: boolean
  /** While the model says nothing but the ground truth, its world tells what the other would come to. */
  private isTogether: boolean
  private goldTurns = 0

  constructor(item: BfclCase, turns: Turns, options: TurnsOptions) {
    this.worlds = makeWorlds(item, options)
    this.turns = turns
    this.stopsAtFailure = options.stopsAtFailure ?? false
    this.isTogether = !isShared(item)
  }

  play(gold: string[][]): Outcome {
    for (const turn of gold.keys()) {
      this.failedTurn = turn
      const outcome = this.playTurn(turn, gold)
      if (!outcome.valid) return outcome
    }
    this.failedTurn = null
    return VALID
  }

  /** Runs the turns that are left, and gathers what came out. */
  finish(outcome: Outcome): TurnsOutcome {
    const { results, gold, failedTurn, details, worlds } = this
    if (!this.stopsAtFailure)
      for (const steps of this.turns.slice(results.length)) results.push(this.executeSteps(steps))
    const states = this.stopsAtFailure ? {} : statesOf(worlds.model)
    return { ...outcome, results, states, gold, failedTurn, details }
  }

  private executeSteps(steps: readonly (readonly string[])[]): string[][] {
    return steps.map(calls => executeCalls(this.worlds.model, calls))
  }

  private playTurn(turn: number, gold: string[][]): Outcome {
    const steps = this.turns[turn]!
    const goldCalls = gold[turn]!
    this.results.push(this.executeSteps(steps))
    this.isTogether &&= isSame(steps.flat(), goldCalls)
    if (this.isTogether) {
      this.gold.push(this.results[turn]!.flat())
      return VALID
    }
    this.gold[turn] = this.executeGold(gold, turn)
    if (goldCalls.length === 0) return VALID
    if (isEmpty(steps)) return this.emptyTurn(turn)
    const states = this.compareStates()
    return states.valid ? this.compareResponses(turn) : states
  }

  /** The results of a turn, after those turns that were not executed yet. */
  private executeGold(gold: string[][], turn: number): string[] {
    let results: string[] = []
    for (; this.goldTurns <= turn; this.goldTurns++)
      results = executeCalls(this.worlds.gold, gold[this.goldTurns]!)
    return results
  }

  private emptyTurn(turn: number): Outcome {
    this.details = new Map([['details', new Map([['execution_result', this.executions()]])]])
    return invalid('multi_turn:empty_turn_model_response', `Model response list is empty for turn ${turn}`)
  }

  private executions(): Value[] {
    return this.gold.map(
      (gold, turn) =>
        new Map<Value, Value>([
          ['model', this.results[turn]!],
          ['ground_truth', gold],
        ]),
    )
  }

  private compareStates(): Outcome {
    for (const [name, gold] of this.worlds.gold.instances) {
      const model = this.worlds.model.instances.get(name)!
      if (!gold.isTouched && !model.isTouched) continue
      gold.isTouched = false
      model.isTouched = false
      const [wanted, found] = [gold.attributes(), model.attributes()]
      const differing = Object.keys(wanted).filter(key => !equals(found[key]!, wanted[key]!))
      if (differing.length === 0) continue
      this.details = stateDetails({ differing, wanted, found, executions: this.executions() })
      return invalid(
        'multi_turn:instance_state_mismatch',
        `Model instance for ${name} does not match the state with ground truth instance.`,
      )
    }
    return VALID
  }

  /** The turn's gold results have to be among all results of the model so far, each as often. */
  private compareResponses(turn: number): Outcome {
    const given = this.results.flat(2)
    const wanted = this.gold[turn]!
    const left = [...given]
    const missing = wanted.filter(result => {
      const at = left.indexOf(result)
      if (at >= 0) left.splice(at, 1)
      return at < 0
    })
    if (missing.length === 0) return VALID
    this.details = new Map([
      [
        'details',
        new Map<Value, Value>([
          ['missing_items', missing],
          ['model_response (including all previous turns)', given],
          ['ground_truth_response (only the current turn)', wanted],
        ]),
      ],
    ])
    return invalid(
      'multi_turn:execution_response_mismatch',
      `Model response execution results so far does not contain all the ground truth response execution results for turn ${turn}.`,
    )
  }
}

/** The same texts, in none of which the name of an instance can come to stand. */
function isSame(calls: readonly string[], gold: readonly string[]): boolean {
  return (
    calls.length === gold.length &&
    calls.every((call, at) => call === gold[at] && call.indexOf('(') === call.lastIndexOf('('))
  )
}

/** No steps, or a single step without calls. */
function isEmpty(steps: readonly (readonly string[])[]): boolean {
  return steps.length === 0 || (steps.length === 1 && steps[0]!.length === 0)
}

function stateDetails(options: {
  differing: string[]
  wanted: Record<string, Value>
  found: Record<string, Value>
  executions: Value[]
}): Dict {
  const { differing, wanted, found, executions } = options
  const differences: Dict = new Map(
    differing.map(key => [
      key,
      new Map<Value, Value>([
        ['model', found[key]!],
        ['ground_truth', wanted[key]!],
      ]),
    ]),
  )
  const details = new Map<Value, Value>([
    ['differences', differences],
    ['model_instance_state', new Map(Object.entries(found))],
    ['ground_truth_instance_state', new Map(Object.entries(wanted))],
  ])
  return new Map<Value, Value>([
    ['details', details],
    ['execution_result', executions],
  ])
}
