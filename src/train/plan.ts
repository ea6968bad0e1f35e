// What a training run will do, settled before it starts: the base model, its samples as tokens, and what may not change.
import { isAbsolute, join } from 'node:path'
import type { Sample } from '../data/source.ts'
import { fileSha256 } from '../files/hash.ts'
import { smollm2 } from '../files/pull/items.ts'
import { type Gguf, readGguf } from '../weights/gguf.ts'
import { type LlamaShape, llamaShape } from '../weights/llama.ts'
import { prepareWeights } from '../weights/prepare.ts'
import { type Lessons, splitLessons } from './lessons.ts'
import { checkRecipe, type NamedRecipe, type Recipe, readRecipe } from './recipe.ts'
import { checkSample, checkSamplesFile, readLessons, samplesHash } from './samples.ts'

/** What must stay the same between the parts of one run. Places of files may change, their contents not. */
export type TrainSettings = {
  recipe: Omit<Recipe, 'model' | 'samples'>
  model: { name: string; sha256: string }
  samples: { count: number; sha256: string }
  held?: { count: number; sha256: string }
}

export type TrainPlan = Lessons & {
  recipe: Recipe
  base: Gguf
  shape: LlamaShape
  /** What PEFT shall call the base. */
  baseName: string
  settings: TrainSettings
}

export type PlanRequest = {
  /** A recipe, the path of one, or the name of one that the package carries. */
  recipe: Recipe | string
  /** Samples or the path of samples.jsonl; default: the file that the recipe names. */
  samples?: readonly Sample[] | string
  /** A GGUF file to train instead of the one that the recipe names. */
  weights?: string
  /** Where weights that are named, not given by a path, are looked for first. */
  dataRoot?: string
}

/** Throws one sentence where recipe, model or samples cannot be trained with. */
export async function planTraining(request: PlanRequest): Promise<TrainPlan> {
  const named = namedRecipe(request.recipe)
  const { recipe } = named
  const samples = await samplesOf(request, named)
  const held = await heldOf(named)
  const base = await readGguf(await weightsPath(request, named))
  const shape = llamaShape(base)
  checkContext(recipe, shape, base.path)
  const model = { name: String(base.metadata.get('general.name') ?? ''), sha256: await fileSha256(base.path) }
  if (recipe.model.sha256 !== undefined && recipe.model.sha256 !== model.sha256)
    throw new Error(
      `${base.path}: expected weights with SHA-256 ${recipe.model.sha256.slice(0, 12)}… that the recipe names, found ${model.sha256.slice(0, 12)}…`,
    )
  return {
    recipe,
    base,
    shape,
    baseName: recipe.model.name ?? base.path,
    ...splitLessons({ samples, held, base, recipe }),
    settings: {
      recipe: withoutPlaces(recipe),
      model,
      samples: { count: samples.length, sha256: samplesHash(samples) },
      ...(held && { held: { count: held.length, sha256: samplesHash(held) } }),
    },
  }
}

function namedRecipe(recipe: Recipe | string): NamedRecipe {
  if (typeof recipe === 'string') return readRecipe(recipe)
  return { recipe: checkRecipe(recipe), folder: '.', name: 'recipe' }
}

function withoutPlaces({ model: _model, samples: _samples, ...rest }: Recipe): TrainSettings['recipe'] {
  const { validation } = rest
  if (!validation) return rest
  const { file: _file, ...kept } = validation
  return { ...rest, validation: kept }
}

/** Samples that the recipe holds out by naming their file. */
async function heldOf({ recipe, folder }: NamedRecipe): Promise<Sample[] | undefined> {
  const file = recipe.validation?.file
  return file === undefined ? undefined : readLessons(fromFolder(folder, file))
}

async function samplesOf(request: PlanRequest, { recipe, folder, name }: NamedRecipe): Promise<Sample[]> {
  if (request.samples !== undefined && typeof request.samples !== 'string')
    return request.samples.map((sample, at) => checkSample(sample, `sample ${at + 1}`))
  const path = request.samples ?? (recipe.samples.file && fromFolder(folder, recipe.samples.file))
  if (path === undefined)
    throw new Error(
      `${name}: expected samples to train on, found none in the recipe (samples.file) nor given (--samples)`,
    )
  const samples = await readLessons(path)
  await checkSamplesFile(path, recipe.samples.sha256)
  return samples
}

function fromFolder(folder: string, path: string): string {
  return isAbsolute(path) ? path : join(folder, path)
}

async function weightsPath(request: PlanRequest, { recipe, folder }: NamedRecipe): Promise<string> {
  if (request.weights !== undefined) return request.weights
  const { weights } = recipe.model
  if (weights !== smollm2.name) return fromFolder(folder, weights)
  const prepared = await prepareWeights({
    ...(request.dataRoot !== undefined && { dataRoot: request.dataRoot }),
  })
  return prepared.weights
}

function checkContext({ maxTokens }: Recipe, { contextLength }: LlamaShape, path: string): void {
  if (maxTokens > contextLength)
    throw new Error(
      `${path}: expected maxTokens within the model's context of ${contextLength}, found ${maxTokens}`,
    )
}
