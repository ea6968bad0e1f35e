// The kinds of models, and how one is named on the command line.
import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Model } from './model.ts'
import type { Script } from './scripted.ts'

export type OpenOptions = {
  /** Weights that `local` without a path runs. */
  defaultWeights?: () => Promise<string>
  adapter?: string
  concurrency?: number
  timeout?: number
}

export const modelForms = [
  'local',
  'local:FILE.gguf',
  'http(s)://host/v1#name',
  'recorded:RUN',
  'scripted:FILE',
]

/** Opens the model that `spec` names. The caller closes it. */
export async function openModel(spec: string, options: OpenOptions = {}): Promise<Model> {
  if (options.adapter !== undefined && spec !== 'local' && !spec.startsWith('local:'))
    throw new Error(
      `--adapter goes with the local model, found "${spec}"; a server loads its adapters itself`,
    )
  if (/^https?:\/\//.test(spec)) return openEndpoint(spec, options)
  const [kind = '', ...rest] = spec.split(':')
  const path = rest.join(':')
  if (kind === 'local') return openLocalModel(path, options)
  if (kind === 'recorded' && path) {
    const { recorded } = await import('./recorded.ts')
    return recorded(path)
  }
  if (kind === 'scripted' && path) return openScript(path, options)
  throw new Error(`expected a model (${modelForms.join(', ')}), found "${spec}"`)
}

async function openEndpoint(spec: string, options: OpenOptions): Promise<Model> {
  const [url = '', model = ''] = spec.split('#')
  if (!model) throw new Error(`expected the model's name behind #, as in ${url}#my-model, found "${spec}"`)
  const { endpoint } = await import('./endpoint.ts')
  const apiKey = process.env.COALM_API_KEY ?? process.env.OPENAI_API_KEY
  return endpoint({
    url,
    model,
    ...(apiKey !== undefined && { apiKey }),
    ...(options.concurrency !== undefined && { concurrency: options.concurrency }),
    ...(options.timeout !== undefined && { timeout: options.timeout }),
  })
}

async function openLocalModel(path: string, options: OpenOptions): Promise<Model> {
  const weights = path || (await options.defaultWeights?.())
  if (!weights)
    throw new Error('expected weights for the local model, found none; name them as local:FILE.gguf')
  const adapter = options.adapter === undefined ? undefined : adapterFile(options.adapter)
  for (const file of [weights, adapter])
    if (file !== undefined && !existsSync(file))
      throw new Error(`${file}: expected a GGUF file, found nothing there`)
  const { openLocal } = await import('./local/local.ts')
  return openLocal({
    weights,
    ...(adapter !== undefined && { adapter }),
    ...(options.concurrency !== undefined && { contexts: options.concurrency }),
  })
}

/** The folder of a training run stands for the adapter in it. */
function adapterFile(path: string): string {
  const inside = join(path, 'adapter.gguf')
  return existsSync(inside) ? inside : path
}

async function openScript(path: string, options: OpenOptions): Promise<Model> {
  if (!existsSync(path))
    throw new Error(`${path}: expected a module that exports a function "reply", found nothing there`)
  const module = await importScript(path)
  const script = module.reply ?? module.default
  if (typeof script !== 'function')
    throw new Error(`${path}: expected an export "reply" (prompt => text), found none`)
  const { scripted } = await import('./scripted.ts')
  return scripted(path, script, {
    ...(options.concurrency !== undefined && { concurrency: options.concurrency }),
  })
}

async function importScript(path: string): Promise<{ reply?: Script; default?: Script }> {
  try {
    return (await import(pathToFileURL(resolve(path)).href)) as { reply?: Script; default?: Script }
  } catch (error) {
    throw new Error(`${path}: expected a module that can be loaded, found ${String(error)}`, { cause: error })
  }
}
