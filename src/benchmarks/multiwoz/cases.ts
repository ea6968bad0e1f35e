// The cases: each test dialogue, to be held in the gold context, tracked only, or held with a simulated user.
import type { CasesRequest } from '../../eval/benchmark.ts'
import { type Dictionary, makeDictionary } from './delexicalise.ts'
import { beliefState, type GoldDialogue, type GoldState, isUsual, readGold } from './gold.ts'
import { type EvaluationData, loadEvaluationData } from './score.ts'
import { loadWorld, type World } from './world.ts'

/** `gold`: the true history before each turn. `state`: nothing but the state. `simulated`: a user who follows the goal. */
export const PROTOCOLS = ['gold', 'state', 'simulated'] as const
export type Protocol = (typeof PROTOCOLS)[number]

export const CASE_OPTIONS = {
  example: 'yes: prompts begin with a worked dialogue (default: no)',
  seed: 'what booking references are drawn from (default: 0)',
}

/** What all cases of a run share. */
export type Shared = {
  world: World
  dictionary: Dictionary
  data: EvaluationData
  example: boolean
}

export type MultiwozCase = {
  id: string
  protocol: Protocol
  dialogue: GoldDialogue
  /** One state a turn. */
  gold: GoldState[]
  /** Whether the dialogue is among the 999 that published joint goal accuracies are over. */
  usual: boolean
  seed: number
  shared: Shared
}

/** Gold context where no protocol is named. In the order of the corpus. */
export async function multiwozCases({
  folder,
  splits = ['gold'],
  options = {},
}: CasesRequest): Promise<MultiwozCase[]> {
  const [world, data, dialogues] = await Promise.all([
    loadWorld({ folder }),
    loadEvaluationData({ folder }),
    readGold({ folder }),
  ])
  const shared = { world, data, dictionary: makeDictionary(world), example: readExample(options) }
  const seed = readSeed(options)
  return PROTOCOLS.filter(protocol => splits.includes(protocol)).flatMap(protocol =>
    dialogues.map((dialogue, at) => ({
      id: dialogue.id,
      protocol,
      dialogue,
      gold: dialogue.turns.map(beliefState),
      usual: isUsual(dialogue),
      seed: seed + at,
      shared,
    })),
  )
}

function readExample({ example = 'no' }: Record<string, string>): boolean {
  if (example !== 'no' && example !== 'yes')
    throw new Error(`multiwoz: expected example to be yes or no, found "${example}"`)
  return example === 'yes'
}

function readSeed({ seed = '0' }: Record<string, string>): number {
  if (!/^\d{1,9}$/.test(seed))
    throw new Error(`multiwoz: expected seed to be a whole number, found "${seed}"`)
  return Number(seed)
}
