// The list of sources, each loaded when it is named, and private ones by the path of their module.
import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Source } from './source.ts'

export const sources = {
  starter: async () => (await import('./starter/starter.ts')).starter,
  snips: async () => (await import('./snips/snips.ts')).snips,
  toolace: async () => (await import('./toolace/toolace.ts')).toolace,
  hammer: async () => (await import('./hammer/hammer.ts')).hammer,
  sgd: async () => (await import('./sgd/sgd.ts')).sgd,
} satisfies Record<string, () => Promise<Source>>

export type SourceName = keyof typeof sources

export const sourceNames = Object.keys(sources) as SourceName[]

/** A source by name, or a private one by the path of a module that exports `source`. */
export async function loadSource(name: string): Promise<Source> {
  if (Object.hasOwn(sources, name)) return sources[name as SourceName]()
  if (/\.[cm]?[jt]s$/.test(name) && existsSync(name)) return loadPrivate(name)
  throw new Error(
    `expected a source (${sourceNames.join(', ')}) or the path of a module that exports one, found "${name}"`,
  )
}

async function loadPrivate(path: string): Promise<Source> {
  const module = (await import(pathToFileURL(resolve(path)).href)) as { source?: Source; default?: Source }
  const source = module.source ?? module.default
  if (typeof source?.open !== 'function')
    throw new Error(`${path}: expected an export "source" made by defineSource, found none`)
  return source
}
