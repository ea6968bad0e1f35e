// The cases: each test dialogue, to be held in the gold context, tracked only, or held with a simulated user.
import type { Answer, CasesRequest, Respondent, Verdict } from '../../eval/benchmark.ts'
import type { Prompt } from '../../dialogue/prompt.ts'
import { openModel } from '../../models/all.ts'
import type { Reply } from '../../models/model.ts'
import { type Dictionary, makeDictionary } from './delexicalise.ts'
import { beliefState, type GoldDialogue, type GoldState, isUsual, readGold } from './gold.ts'
import { askInGoldContext, type PlayedTurn } from './gold-context.ts'
import { scorePlayed } from './judge-played.ts'
import { scoreSimulated } from './judge-simulated.ts'
import { type Protocol, PROTOCOLS } from './protocols.ts'
import { type EvaluationData, loadEvaluationData } from './score.ts'
import { askWithUser } from './simulate.ts'
import { askStates, scoreTracked, type TrackedTurn } from './state-only.ts'
import { loadWorld, type World } from './world.ts'

/** What all cases of a run share. */
export type Shared = {
  world: World
  dictionary: Dictionary
  data: EvaluationData
  example: boolean
  /** Who plays the simulated user, and by which of `SETTINGS`. */
  user: 'scripted' | 'same' | ((prompt: Prompt) => Promise<Reply>)
  setting: string
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
  /** How the protocol asks and judges. */
  play: Play
}

type Play = {
  ask(item: MultiwozCase, respondent: Respondent): Promise<Answer>
  score(item: MultiwozCase, answer: Answer): Verdict
}

const PLAYS: Record<Protocol, Play> = {
  gold: {
    ask: askInGoldContext,
    score: (item, { turns }) => scorePlayed(item, turns as unknown as PlayedTurn[]),
  },
  state: {
    ask: askStates,
    score: (item, { turns }) => scoreTracked(item, turns as unknown as TrackedTurn[]),
  },
  simulated: {
    ask: askWithUser,
    score: (item, { turns }) => scoreSimulated(item, turns as unknown as PlayedTurn[]),
  },
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
  const shared: Shared = {
    world,
    data,
    dictionary: makeDictionary(world),
    example: readChoice(options, 'example', ['no', 'yes']) === 'yes',
    user: await readUser(options),
    setting: readChoice(options, 'setting', ['lab', 'autotod']),
  }
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
      play: PLAYS[protocol],
    })),
  )
}

/** The first choice where none is made. */
function readChoice(options: Record<string, string>, name: string, choices: string[]): string {
  const choice = options[name] ?? choices[0]!
  if (!choices.includes(choice))
    throw new Error(`multiwoz: expected ${name} to be ${choices.join(' or ')}, found "${choice}"`)
  return choice
}

/** A local model can play the user only as the one that is asked: two sets of weights do not fit beside each other. */
async function readUser({ user = 'scripted' }: Record<string, string>): Promise<Shared['user']> {
  if (user === 'scripted' || user === 'same') return user
  if (user === 'local' || user.startsWith('local:'))
    throw new Error(
      'multiwoz: expected user to be scripted, same, an endpoint or scripted:FILE, found a local model',
    )
  const model = await openModel(user)
  return prompt => model.ask(prompt, { sampling: { temperature: 0, maxTokens: 128, cut: 'answer' } })
}

function readSeed({ seed = '0' }: Record<string, string>): number {
  if (!/^\d{1,9}$/.test(seed))
    throw new Error(`multiwoz: expected seed to be a whole number, found "${seed}"`)
  return Number(seed)
}
