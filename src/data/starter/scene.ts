// A dialogue in the making: who said what, what was really executed, and what the user has asked for so far.
import type { AssistantTurn, Call, Json, State, Turn } from '../../dialogue/dialogue.ts'
import type { PythonRandom } from '../../files/python-random.ts'
import { type Part, type Parted, talk } from './services.ts'
import type { World } from './world.ts'

export type Fields = Record<string, string | number>

/** Where a dialogue is being written; the functions below are its only writers. */
export type Scene = {
  random: PythonRandom
  part: Part
  world: World
  turns: Turn[]
  state: State
  /** The state after each user turn. */
  states: State[]
  /** Values that the user asked for and never said. */
  says: string[]
  /** What happens in it, for statistics and tests. */
  moves: string[]
}

/** Thrown where a dialogue cannot go on, as when every train that the user could take is sold out. */
export class DeadEnd extends Error {}

export function newScene(random: PythonRandom, part: Part, world: World): Scene {
  return { random, part, world, turns: [], state: {}, states: [], says: [], moves: [] }
}

/** One sentence of the scene's part. */
export function pick<T>(scene: Scene, sentences: Parted<T>): T {
  return scene.random.choice(sentences[scene.part])
}

export function happens(scene: Scene, probability: number): boolean {
  return scene.random.random() < probability
}

/** The user speaks; `informs` is what that adds to the state of a service. */
export function userSays(scene: Scene, text: string, informs?: { service: string; slots: Fields }): void {
  if (informs && Object.keys(informs.slots).length > 0) {
    const slots = Object.entries(informs.slots).map(([slot, value]) => [slot, String(value)])
    scene.state = {
      ...scene.state,
      [informs.service]: { ...scene.state[informs.service], ...Object.fromEntries(slots) },
    }
  }
  scene.turns.push({ role: 'user', text: capital(text) })
  scene.states.push(structuredClone(scene.state))
}

/** The assistant thinks and calls; the results come from the world. */
export function assistantCalls(scene: Scene, thought: string, calls: Call[]): Json[] {
  scene.turns.push({ role: 'assistant', thought, calls })
  return calls.map(call => {
    const result = scene.world.call(call)
    scene.turns.push({ role: 'tool', name: call.name, result })
    return result
  })
}

export function assistantSays(scene: Scene, thought: string, text: string): void {
  const turn: AssistantTurn = { role: 'assistant', thought, text: capital(text) }
  scene.turns.push(turn)
}

export function thinking(scene: Scene, kind: string, fields: Fields): string {
  return fill(scene.random.choice(talk.thought[kind]!), fields)
}

/** Puts values in the place of `{field}`. */
export function fill(sentence: string, fields: Fields): string {
  return sentence.replace(/\{(\w+)\}/g, (_, name: string) => {
    if (!Object.hasOwn(fields, name)) throw new Error(`starter: no value for {${name}} in "${sentence}"`)
    return String(fields[name])
  })
}

/** Puts a phrase in the place of `[slot]` where there is one, and closes the gap where there is none. */
export function compose(sentence: string, phrases: Record<string, string>): string {
  const text = sentence.replace(/ ?\[(\w+)\]/g, (_, slot: string) => {
    const phrase = Object.hasOwn(phrases, slot) ? phrases[slot] : undefined
    return phrase === undefined ? '' : ` ${phrase}`
  })
  return text.replace(/ ([,.?!])/g, '$1').trim()
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
