// The door coalm/train: a recipe and samples in, an adapter out.
export * from './embedded/contract.ts'
export { openEngine } from './embedded/engine.ts'
export type { Lessons, TooLong } from './lessons.ts'
export { planTraining, type PlanRequest, type TrainPlan, type TrainSettings } from './plan.ts'
export { checkRecipe, parseRecipe, readRecipe, type NamedRecipe, type Recipe } from './recipe.ts'
export { readTrainSteps, type TrainStep } from './run-folder.ts'
export { readLessons } from './samples.ts'
export { train, type TrainRequest, type TrainResult } from './train.ts'
