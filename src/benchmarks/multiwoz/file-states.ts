// Scores the states of a predictions file: over the dialogues that published accuracies are over, and over all.
import type { Score } from '../../eval/benchmark.ts'
import { EXACT, LAB, stateRows } from './file-scores.ts'
import { beliefState, type GoldDialogue, type GoldState, isUsual } from './gold.ts'
import type { Predictions } from './score.ts'
import { scoreStates } from './state-scores.ts'

/** Joint goal accuracy over the 999 dialogues that the usual preparation keeps, and over all. */
export function scoreFileStates(predictions: Predictions, dialogues: GoldDialogue[]): Score[] {
  const all = new Map(dialogues.map(({ id, turns }) => [id, turns.map(beliefState)]))
  const dropped = dialogues.filter(dialogue => !isUsual(dialogue)).map(({ id }) => id)
  const usual = new Map([...all].filter(([id]) => !dropped.includes(id)))
  const score = (gold: ReadonlyMap<string, GoldState[]>, matcher: 'exact' | 'fuzzy') =>
    scoreStates(predictions, gold, { matcher })
  const rows = [
    ...stateRows(score(usual, 'exact'), { name: 'jga', scorer: EXACT }),
    ...stateRows(score(usual, 'fuzzy'), { name: 'jga-fuzzy', scorer: LAB }),
  ]
  if (!dropped.some(id => Object.hasOwn(predictions, id))) return rows
  const whole = [
    ...stateRows(score(all, 'exact'), { name: 'jga', scorer: EXACT }).slice(0, 1),
    ...stateRows(score(all, 'fuzzy'), { name: 'jga-fuzzy', scorer: LAB }).slice(0, 1),
  ]
  return [...rows, ...whole.map(row => ({ ...row, metric: `${row.metric}-1000` }))]
}
