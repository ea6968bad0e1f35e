// The door coalm/multiwoz: the databases and booking, the official scorers, and the benchmark.
export { multiwoz } from './multiwoz.ts'
export { normalise } from './normalise.ts'
export type { PredictedTurn } from './normalise-data.ts'
export { partialRatio } from './partial-ratio.ts'
export { type DialogueScores, type Predictions, scoreDialogues } from './score.ts'
export { compareStates, type Matcher, type StateComparison } from './states.ts'
export { loadWorld, type World } from './world.ts'
