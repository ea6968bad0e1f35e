// A recipe: everything that decides a training run, in one YAML file that is checked before anything starts.
import { existsSync, readFileSync } from 'node:fs'
import { basename, dirname, extname, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseDocument } from 'yaml'
import { z } from 'zod'
import { LINEAR_KINDS } from '../weights/llama.ts'
import { SCHEDULES } from './schedule.ts'

export const RECIPE_FORMAT = 'coalm/recipe@1'

const sha256 = z.string().regex(/^[0-9a-f]{64}$/, 'a SHA-256 of 64 hexadecimal digits')
const count = z.int().min(1)
const share = z.number().min(0).max(1)

const schema = z.strictObject({
  format: z.literal(RECIPE_FORMAT),
  /** Engines of other programs may follow; `embedded` trains in a child process of this one. */
  engine: z.literal('embedded').default('embedded'),
  /** `weights`: a GGUF file, or the name of weights that `coalm pull` brings. `name`: what PEFT shall call the base. */
  model: z.strictObject({
    weights: z.string().min(1),
    sha256: sha256.optional(),
    name: z.string().min(1).optional(),
  }),
  /** `file`: samples.jsonl; left out where the command names it. `sha256`: of that file's bytes. */
  samples: z
    .strictObject({ file: z.string().min(1).optional(), sha256: sha256.optional() })
    .default(() => ({})),
  /** Tokens of the longest sample; `tooLong` says what longer ones do. */
  maxTokens: count,
  tooLong: z.enum(['refuse', 'leave out']).default('refuse'),
  lora: z.strictObject({
    rank: count,
    alpha: z.number().positive(),
    targets: z
      .array(z.enum(LINEAR_KINDS))
      .min(1)
      .default(() => [...LINEAR_KINDS]),
  }),
  optimizer: z.strictObject({
    learningRate: z.number().positive(),
    betas: z.tuple([share, share]).default([0.9, 0.999]),
    eps: z.number().positive().default(1e-8),
    weightDecay: z.number().min(0).default(0),
    clip: z.number().positive().default(1),
  }),
  /** `warmup` counts steps; `floor` is the share of the learning rate that is left at the end. */
  schedule: z
    .strictObject({ kind: z.enum(SCHEDULES), warmup: z.int().min(0).default(0), floor: share.default(0) })
    .default(() => ({ kind: 'constant' as const, warmup: 0, floor: 0 })),
  steps: count,
  /** Samples a step, in bundles of `bundle` that share their instruction (default: the whole batch); see batches.ts. */
  batch: count,
  bundle: count.optional(),
  seed: z.int().min(0),
  threads: count.default(2),
  lowMemory: z.boolean().default(false),
  /** Rows computed at once: bounds memory. Default: the engine decides. */
  maxRows: count.optional(),
  /**
   * What is judged every `every` steps and at the end: so many `samples` held out, whole dialogues together, or those of
   * `file`, as `coalm data build --validation` holds them out.
   */
  validation: z
    .strictObject({ samples: count.optional(), file: z.string().min(1).optional(), every: count })
    .optional(),
})

/** A checked recipe, every default filled in. Learning rates are per step, `maxTokens` and `maxRows` in tokens. */
export type Recipe = z.output<typeof schema>

/** A recipe with the folder that its relative paths start from, and its name. */
export type NamedRecipe = { recipe: Recipe; folder: string; name: string }

/** Recipes that the package carries. */
export const packagedRecipes = ['nano'] as const

/** Reads the recipe `named` by its path, or by the name of one that the package carries. */
export function readRecipe(named: string): NamedRecipe {
  const path = packagedRecipes.includes(named as (typeof packagedRecipes)[number])
    ? fileURLToPath(new URL(`../../recipes/${named}.yaml`, import.meta.url))
    : named
  if (!existsSync(path))
    throw new Error(
      `${path}: expected a recipe (a YAML file, or ${packagedRecipes.join(', ')}), found nothing there`,
    )
  return {
    recipe: parseRecipe(readFileSync(path, 'utf8'), path),
    folder: dirname(resolve(path)),
    name: basename(path, extname(path)),
  }
}

/** Throws one sentence: the setting, what was expected and what was found. */
export function parseRecipe(text: string, path: string): Recipe {
  const document = parseDocument(text)
  const [error] = document.errors
  if (error) throw new Error(`${path}: expected YAML, found ${error.message.split('\n')[0]}`)
  return checkRecipe(document.toJS({ maxAliasCount: 100 }), path)
}

/** Checks a recipe given as a value; `path` names it in errors. */
export function checkRecipe(value: unknown, path = 'recipe'): Recipe {
  const result = schema.safeParse(value, { reportInput: true })
  if (!result.success) throw new Error(`${path}: ${sayIssue(result.error.issues[0]!)}`)
  const recipe = result.data
  const { batch, bundle = batch, schedule, steps, maxTokens, maxRows, validation } = recipe
  if (batch % bundle !== 0)
    throw new Error(`${path}: expected bundle to divide batch (${batch}), found ${bundle}`)
  if (validation && (validation.samples === undefined) === (validation.file === undefined))
    throw new Error(
      `${path}: expected either samples or file in validation, found ${validation.file ? 'both' : 'neither'}`,
    )
  if (schedule.warmup >= steps)
    throw new Error(
      `${path}: expected schedule.warmup below steps (${steps}), found ${schedule.warmup}; warm up for less, or train longer`,
    )
  if (maxRows !== undefined && maxRows < maxTokens)
    throw new Error(
      `${path}: expected maxRows to be at least maxTokens (${maxTokens}), found ${maxRows}; a sample is computed in one piece`,
    )
  return recipe
}

function sayIssue(issue: z.core.$ZodIssue): string {
  const at = issue.path.map(String).join('.') || 'the recipe'
  if (issue.code === 'unrecognized_keys')
    return `expected only known settings in ${at}, found "${issue.keys.join('", "')}"`
  return `expected ${at} to be ${sayExpected(issue)}, found ${sayFound(issue.input)}`
}

const TYPES: Record<string, string> = {
  int: 'a whole number',
  number: 'a number',
  string: 'a text',
  boolean: 'true or false',
  array: 'a list',
  object: 'a mapping of settings',
}

function sayExpected(issue: z.core.$ZodIssue): string {
  if (issue.code === 'invalid_type') return TYPES[issue.expected] ?? issue.expected
  if (issue.code === 'invalid_value') return issue.values.map(value => JSON.stringify(value)).join(' or ')
  if (issue.code === 'invalid_format') return issue.message
  const things =
    { array: ' entries', string: ' characters' }[
      issue.code.startsWith('too') ? String((issue as { origin?: string }).origin) : ''
    ] ?? ''
  if (issue.code === 'too_small')
    return `${issue.inclusive ? 'at least' : 'more than'} ${issue.minimum}${things}`
  if (issue.code === 'too_big')
    return `${issue.inclusive ? 'at most' : 'less than'} ${issue.maximum}${things}`
  return issue.message
}

function sayFound(value: unknown): string {
  if (value === undefined) return 'nothing'
  const text = JSON.stringify(value) ?? String(value)
  return text.length > 60 ? `${text.slice(0, 60)}…` : text
}
