// Mutated copies of a predictions file, by the recipe of test/reference/multiwoz_files.py.
import type { PredictedTurn } from '../../../src/benchmarks/multiwoz/normalise-data.ts'
import type { Predictions } from '../../../src/benchmarks/multiwoz/score.ts'

type States = { [domain: string]: { [slot: string]: string } }
type Below = (count: number) => number

const SPELLINGS: Record<string, string> = {
  area: 'Area',
  leave: 'leaveAt',
  arrive: 'arriveBy',
  day: 'bookday',
  people: 'book people',
  name: 'NAME',
}
const WORDS = 'dontcare,cambridge,the,17:45,5 pm,cheap,guesthouse,any,,2,kings lynn,none'.split(',')
const SAID = ['[value_name]', '[value_id]', '[value_phone] [value_reference]', '[hotel_address]s']
const ENDINGS = ['', ' ', 's', ' restaurant']

/** Park and Miller's generator. */
function dice(seed: number): Below {
  let x = seed + 1
  function below(count: number): number {
    x = (x * 48271) % 2147483647
    return x % count
  }
  for (let time = 0; time < 3; time++) below(2)
  return below
}

export function mutate(data: Predictions, seed: number): Predictions {
  const below = dice(seed)
  const ids = Object.keys(data).sort()
  const keep = below(3)
  const made: [string, PredictedTurn[]][] = []
  for (const id of ids) {
    if (keep && below(40) === 0) continue
    let turns = structuredClone(data[id]!)
    if (below(12) === 0) turns = turns.slice(0, below(turns.length) + 1)
    for (const turn of turns) change(turn, data, ids, below)
    made.push([id, turns])
  }
  if (below(4) === 0)
    for (const [, turns] of made)
      for (const turn of turns) turn.active_domains = Object.keys(turn.state!).filter(() => below(3))
  return Object.fromEntries(made)
}

function change(turn: PredictedTurn, data: Predictions, ids: string[], below: Below): void {
  const kind = below(14)
  const state = turn.state as States
  const slots = Object.entries(state).flatMap(([domain, own]) =>
    Object.keys(own).map(slot => [domain, slot] as const),
  )
  if (kind === 0) {
    const other = data[ids[below(ids.length)]!]!
    turn.response = other[below(other.length)]!.response
  } else if (kind === 1) turn.response += ` ${SAID[below(4)]}`
  else if (kind === 2) {
    const other = data[ids[below(ids.length)]!]!
    turn.state = { ...state, ...structuredClone(other.at(-1)!.state) }
  } else if (slots.length > 0 && kind < 9) changeSlot(state, slots[below(slots.length)]!, kind, below)
}

function changeSlot(
  state: States,
  [domain, slot]: readonly [string, string],
  kind: number,
  below: Below,
): void {
  const slots = state[domain]!
  const value = slots[slot]!
  const at = below(value.length + 1)
  if ([4, 5, 8].includes(kind) && value.includes(':')) return
  if (kind === 3) delete slots[slot]
  if (kind === 4) slots[slot] = value.slice(0, at) + value.slice(at + 1)
  if (kind === 5) slots[slot] = `${value.slice(0, at)}e${value.slice(at)}`
  if (kind === 6) slots[slot] = WORDS[below(WORDS.length)]!
  if (kind === 7) slots[SPELLINGS[slot] ?? slot.toUpperCase()] = value
  if (kind === 8) slots[slot] = value.toUpperCase() + ENDINGS[below(4)]
}
