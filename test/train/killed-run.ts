// A run of the toy engine that waits after its eleventh step, to be killed there: weights and folder are its arguments.
import { train } from '../../src/train/train.ts'
import { lessonRecipe, lessons } from './lessons.ts'
import { openToyEngine } from './toy-engine.ts'

const [weights = '', out = ''] = process.argv.slice(2)
for await (const { step } of train({
  recipe: lessonRecipe(weights),
  samples: lessons(),
  out,
  openEngine: openToyEngine,
})) {
  if (step < 11) continue
  process.stdout.write('eleven\n')
  await new Promise(resolve => setTimeout(resolve, 60_000))
}
