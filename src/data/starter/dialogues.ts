// Makes the starter dialogues: seeded, executed for real, split into train, validation and test.
import type { State, Turn } from '../../dialogue/dialogue.ts'
import { pythonRandom } from '../../files/python-random.ts'
import { type Outcome, playIntent } from './episode.ts'
import { assistantSays, DeadEnd, happens, newScene, pick, type Scene, thinking, userSays } from './scene.ts'
import { type Intent, type Part, type Service, service, talk } from './services.ts'
import { createWorld, type WorldRecord } from './world.ts'

export type StarterSplit = 'train' | 'validation' | 'test'

export type StarterDialogue = {
  id: string
  split: StarterSplit
  /** Whether its services occur in training. */
  services: 'seen' | 'unseen'
  /** Which services are offered together. */
  group: string
  /** The seed of the world that executed the calls. */
  worldSeed: number
  turns: Turn[]
  /** What the user has asked for, after each user turn. */
  states: State[]
  /** The database's end state, and what must have been said by then. */
  goal: { records: WorldRecord[]; says: string[] }
  /** What happens in it: clarify, correct, alternative, refused, detail, pair, foreign, thanks. */
  moves: string[]
}

/** How many dialogues of each kind are made unless told otherwise. */
export const COUNTS = { train: 320, validation: 40, seen: 64, unseen: 48 }

/** All splits: the same seed gives the same bytes. No dialogue of one split has the user's words of another. */
export function makeDialogues(options: { seed: number; counts?: Partial<typeof COUNTS> }): StarterDialogue[] {
  const counts = { ...COUNTS, ...options.counts }
  const seen = Object.keys(talk.groups).filter(group => !isUnseen(group))
  const unseen = Object.keys(talk.groups).filter(isUnseen)
  const taken = new Set<string>()
  const series = [
    { split: 'train', groups: seen, count: counts.train },
    { split: 'validation', groups: seen, count: counts.validation },
    { split: 'test', groups: seen, count: counts.seen },
    { split: 'test', groups: unseen, count: counts.unseen },
  ] as const
  return series.flatMap(({ split, groups, count }, at) =>
    Array.from({ length: count }, (_, index) =>
      fresh(taken, attempt =>
        makeDialogue({
          split,
          group: groups[index % groups.length]!,
          number: index,
          series: at,
          attempt,
          seed: options.seed,
        }),
      ),
    ),
  )
}

/** Makes again, with another draw, until the dialogue comes to its end and the user's words are new. */
function fresh(taken: Set<string>, make: (attempt: number) => StarterDialogue): StarterDialogue {
  for (let attempt = 0; attempt < 1000; attempt++) {
    const dialogue = playable(() => make(attempt))
    if (!dialogue) continue
    const words = JSON.stringify(dialogue.turns.filter(turn => turn.role === 'user'))
    if (taken.has(words)) continue
    taken.add(words)
    return dialogue
  }
  throw new Error('starter: no new dialogue in 1000 draws; ask for fewer dialogues')
}

function playable(make: () => StarterDialogue): StarterDialogue | undefined {
  try {
    return make()
  } catch (error) {
    if (error instanceof DeadEnd) return undefined
    throw error
  }
}

function makeDialogue(options: {
  split: StarterSplit
  group: string
  number: number
  series: number
  attempt: number
  seed: number
}): StarterDialogue {
  const { split, group, number, series, attempt, seed } = options
  const draw = ((BigInt(seed) * 8n + BigInt(series)) * 100_000n + BigInt(number)) * 1000n + BigInt(attempt)
  const random = pythonRandom(draw)
  const part: Part = split === 'test' ? 'test' : 'train'
  const worldSeed = random.randrange(1_000_000)
  const world = createWorld({ seed: worldSeed })
  const scene = newScene(random, part, world)
  playDialogue(scene, talk.groups[group]!.map(service))
  const kind = isUnseen(group) ? 'unseen' : 'seen'
  const name = split === 'test' ? `test-${kind}` : split
  return {
    id: `${name}-${String(number).padStart(4, '0')}`,
    split,
    services: kind,
    group,
    worldSeed,
    turns: scene.turns,
    states: scene.states,
    goal: { records: world.records(), says: unsaid(scene) },
    moves: scene.moves,
  }
}

function playDialogue(scene: Scene, offered: Service[]): void {
  const { random } = scene
  const [many] = random.choices([1, 2, 3], { weights: [55, 37, 8] })
  const chosen = random.sample(offered, Math.min(many!, offered.length))
  if (chosen.length > 1) scene.moves.push('multi-domain')
  const foreignAt = happens(scene, 0.15) ? random.randrange(chosen.length) + 1 : -1
  for (const [at, one] of chosen.entries()) {
    playEpisode(scene, one, pick(scene, at === 0 ? talk.opener : talk.next))
    if (at + 1 === foreignAt) playForeign(scene)
  }
  if (happens(scene, 0.4)) playThanks(scene)
}

/** One service: a first intent, and sometimes the one that continues it. */
function playEpisode(scene: Scene, one: Service, lead: string): void {
  const starts = one.intents.filter(intent => !intent.after || (intent.direct && canStart(intent)))
  const intent = scene.random.choice(starts)
  const outcome: Outcome = playIntent(scene, { service: one, intent, lead })
  const next = one.intents.filter(other => other.after === intent.tool)
  if (next.length > 0 && happens(scene, 0.55))
    playIntent(scene, { service: one, intent: scene.random.choice(next), before: outcome, lead: '' })
}

/** An event that the user cancels has to be on the day it is cancelled: only after a look at the calendar. */
function canStart(intent: Intent): boolean {
  return intent.tool !== 'cancel_event'
}

function playForeign(scene: Scene): void {
  scene.moves.push('foreign')
  userSays(scene, pick(scene, talk.foreign))
  assistantSays(scene, thinking(scene, 'refuse', {}), pick(scene, talk.refuse))
}

function playThanks(scene: Scene): void {
  scene.moves.push('thanks')
  userSays(scene, pick(scene, talk.thanks))
  assistantSays(scene, thinking(scene, 'bye', {}), pick(scene, talk.bye))
}

/** Values to be told, without those that the user's own words contain. */
function unsaid(scene: Scene): string[] {
  const heard = scene.turns
    .flatMap(turn => (turn.role === 'user' ? [turn.text.toLowerCase()] : []))
    .join('\n')
  return [...new Set(scene.says)].filter(value => !heard.includes(value.toLowerCase()))
}

function isUnseen(group: string): boolean {
  return talk.groups[group]!.some(name => talk.unseen.includes(name))
}
