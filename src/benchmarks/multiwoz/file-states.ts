// Scores the states of a predictions file: over the dialogues that published accuracies are over, and over all.
import type { Score } from '../../eval/benchmark.ts'
import { EXACT, LAB, stateRows } from './file-scores.ts'
import { beliefState, type GoldDialogue, isUsual } from './gold.ts'
import type { Predictions } from './score.ts'
import { addFile, noStates, scoresOfStates } from './state-scores.ts'

const MATCHERS = [
  { matcher: 'exact', name: 'jga', scorer: EXACT },
  { matcher: 'fuzzy', name: 'jga-fuzzy', scorer: LAB },
] as const

/** Joint goal accuracy over the 999 dialogues that the usual preparation keeps, and over all where the others are there too. */
export function scoreFileStates(predictions: Predictions, dialogues: GoldDialogue[]): Score[] {
  const statesOf = (some: GoldDialogue[]) =>
    new Map(some.map(({ id, turns }) => [id, turns.map(beliefState)]))
  const given = dialogues.filter(({ id }) => Object.hasOwn(predictions, id))
  const usual = statesOf(given.filter(isUsual))
  const others = statesOf(given.filter(({ id }) => !usual.has(id)))
  const rows: Score[] = []
  const whole: Score[] = []
  for (const { matcher, name, scorer } of MATCHERS) {
    const sums = noStates()
    addFile(sums, predictions, { gold: usual, matcher })
    rows.push(...stateRows(scoresOfStates(sums), { name, scorer }))
    if (others.size === 0) continue
    addFile(sums, predictions, { gold: others, matcher })
    const [joint] = stateRows(scoresOfStates(sums), { name: `${name}-1000`, scorer })
    whole.push({ ...joint!, metric: `${name}-1000` })
  }
  return [...rows, ...whole]
}
