// onnxruntime-node, which computes the graphs: the user's own or one installed beside the weights, loaded only to train.
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { cacheFolder } from '../../files/pull/cache.ts'
import { installEngine, wantsInstall } from '../../models/local/install.ts'

export type Runtime = typeof import('onnxruntime-node')

const PACKAGE = 'onnxruntime-node'
const VERSION = '1.30.0'

function runtimeFolder(): string {
  return join(cacheFolder(), 'trainer')
}

/** The command that installs what training needs. Its install script only fetches GPU libraries, so it is left out. */
export function runtimeInstallLine(): string {
  return ['npm', ...installWords()].join(' ')
}

function installWords(): string[] {
  return ['install', '--prefix', runtimeFolder(), '--ignore-scripts', `${PACKAGE}@${VERSION}`]
}

/**
 * The path of the package's module: of the project, else of the cache. Where there is none it is installed if the
 * user says so (a question at a terminal, or `COALM_INSTALL=yes`); else the error holds the exact line to type.
 */
export async function findRuntime(): Promise<string> {
  const there = findOwn() ?? findCached()
  if (there) return there
  const line = runtimeInstallLine()
  if (await wantsInstall(`Training here needs ${PACKAGE}, which is not installed. Run "${line}" now?`)) {
    await installEngine(installWords())
    const installed = findCached()
    if (installed) return installed
  }
  throw new Error(
    `training here needs ${PACKAGE}, which is not installed; install it with: ${line} ` +
      '(or set COALM_INSTALL=yes to have it done)',
  )
}

/** Loads the module that `findRuntime` found. */
export async function loadRuntime(path: string): Promise<Runtime> {
  return (await import(pathToFileURL(path).href)) as Runtime
}

function findOwn(): string | undefined {
  try {
    return createRequire(import.meta.url).resolve(PACKAGE)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'MODULE_NOT_FOUND') throw error
    return undefined
  }
}

function findCached(): string | undefined {
  const folder = runtimeFolder()
  if (!existsSync(join(folder, 'node_modules', PACKAGE, 'package.json'))) return undefined
  return createRequire(join(folder, 'package.json')).resolve(PACKAGE)
}
