// State scoring of 7,372 turns: the corpus's own states with some values changed, under both matchers.
// node perf/multiwoz/states.mjs DATA
import { join } from 'node:path'
import { beliefState, readGold } from '../../dist/benchmarks/multiwoz/gold.js'
import { scoreStates } from '../../dist/benchmarks/multiwoz/state-scores.js'

const [data] = process.argv.slice(2)
if (!data) throw new Error('expected DATA, as the first lines of this file say')
const dialogues = await readGold({ folder: join(data, 'multiwoz') })
const gold = new Map(dialogues.map(({ id, turns }) => [id, turns.map(beliefState)]))

/** Every third value is misspelled. */
let count = 0
function changed(state) {
  const domains = Object.entries(state).map(([domain, slots]) => [
    domain,
    Object.fromEntries(
      Object.entries(slots).map(([slot, value]) => [
        slot,
        count++ % 3 === 0 && !value.includes(':') ? `${value.slice(1)}e` : value,
      ]),
    ),
  ])
  return Object.fromEntries(domains)
}
const predictions = Object.fromEntries(
  [...gold].map(([id, states]) => [id, states.map(state => ({ response: '', state: changed(state) }))]),
)
for (const matcher of ['exact', 'fuzzy']) {
  const before = process.cpuUsage()
  const { turns, jointAccuracy } = scoreStates(predictions, gold, { matcher })
  const { user, system } = process.cpuUsage(before)
  console.log(
    `${matcher}: ${turns} turns, joint ${jointAccuracy.toFixed(2)} %, ${Math.round((user + system) / 1000)} ms of processor`,
  )
}
