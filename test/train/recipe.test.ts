// Recipes: the packaged ones are right, defaults are filled in, and a wrong setting is named with what was expected and found.
import assert from 'node:assert/strict'
import { readdirSync } from 'node:fs'
import { test } from 'node:test'
import { packagedRecipes, parseRecipe, readRecipe } from '../../src/train/recipe.ts'

const LEAST = `
format: coalm/recipe@1
model: { weights: base.gguf }
maxTokens: 512
lora: { rank: 8, alpha: 16 }
optimizer: { learningRate: 1e-3 }
steps: 10
batch: 4
seed: 1
`

test('every recipe of the package can be read by its name', () => {
  assert.deepEqual(
    readdirSync('recipes').sort(),
    packagedRecipes.map(name => `${name}.yaml`),
  )
  for (const name of packagedRecipes) assert.equal(readRecipe(name).name, name)
})

test('what is left out is filled in', () => {
  const recipe = parseRecipe(LEAST, 'least.yaml')
  assert.equal(recipe.lora.targets.length, 7)
  assert.deepEqual(recipe.schedule, { kind: 'constant', warmup: 0, floor: 0 })
  assert.deepEqual(recipe.optimizer, {
    learningRate: 1e-3,
    betas: [0.9, 0.999],
    eps: 1e-8,
    weightDecay: 0,
    clip: 1,
  })
  assert.equal(recipe.tooLong, 'refuse')
})

const WRONG: [string, string, RegExp][] = [
  ['steps: 10', 'steps: ten', /^least\.yaml: expected steps to be a number, found "ten"$/],
  ['steps: 10', 'steps: 0', /expected steps to be at least 1, found 0/],
  ['steps: 10', 'steps: 1.5', /expected steps to be a whole number, found 1\.5/],
  ['steps: 10', '', /expected steps to be a number, found nothing/],
  ['steps: 10', 'steps: 10\nstep: 10', /expected only known settings in the recipe, found "step"/],
  ['steps: 10', 'steps: 10\nsteps: 11', /expected YAML, found Map keys must be unique/],
  ['rank: 8', 'rank: 8, dropout: 0.1', /expected only known settings in lora, found "dropout"/],
  [
    'alpha: 16',
    'alpha: 16, targets: [q_proj]',
    /expected lora\.targets\.0 to be "attn_q" or .*, found "q_proj"/,
  ],
  ['alpha: 16', 'alpha: 16, targets: []', /expected lora\.targets to be at least 1 entries, found \[\]/],
  ['1e-3', '.nan', /expected optimizer\.learningRate to be a number, found null/],
  ['1e-3', '-1', /expected optimizer\.learningRate to be more than 0, found -1/],
  ['@1', '@2', /expected format to be "coalm\/recipe@1", found "coalm\/recipe@2"/],
  ['seed: 1', 'seed: 1\nbundle: 3', /expected bundle to divide batch \(4\), found 3/],
  ['seed: 1', 'seed: 1\nmaxRows: 100', /expected maxRows to be at least maxTokens \(512\), found 100/],
  [
    'seed: 1',
    'seed: 1\nschedule: { kind: linear, warmup: 10 }',
    /expected schedule\.warmup below steps \(10\), found 10/,
  ],
  [
    'seed: 1',
    'seed: 1\nschedule: { kind: step }',
    /expected schedule\.kind to be "linear" or "cosine" or "constant"/,
  ],
  [
    'seed: 1',
    'seed: 1\nsamples: { sha256: abc }',
    /expected samples\.sha256 to be a SHA-256 .*, found "abc"/,
  ],
  [
    'seed: 1',
    'seed: 1\nvalidation: { every: 5 }',
    /expected either samples or file in validation, found neither/,
  ],
  [
    'seed: 1',
    'seed: 1\nvalidation: { every: 5, samples: 3, file: v.jsonl }',
    /expected either samples or file in validation, found both/,
  ],
  ['seed: 1', 'seed: 1\nengine: oumi', /expected engine to be "embedded", found "oumi"/],
  ['seed: 1', 'seed: 1\n__proto__: { x: 1 }', /expected only known settings/],
  [LEAST, '', /expected the recipe to be a mapping of settings, found null/],
  [LEAST, '[1', /expected YAML, found/],
]

for (const [right, wrong, message] of WRONG)
  test(`refused: ${JSON.stringify(wrong || 'left out')}`, () => {
    assert.throws(() => parseRecipe(LEAST.replace(right, wrong), 'least.yaml'), { message })
  })

test('a recipe that is not there is refused with the names of those that are', () => {
  assert.throws(
    () => readRecipe('none.yaml'),
    /none\.yaml: expected a recipe \(a YAML file, or nano\), found nothing/,
  )
})
