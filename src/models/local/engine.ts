// The embedded engine, loaded only when a model is: node-llama-cpp, the user's own or one installed beside the weights.
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { cacheFolder } from '../../files/pull/cache.ts'
import { installEngine, wantsInstall } from './install.ts'

export type Engine = typeof import('node-llama-cpp')

/** A folder of our own in the cache: an install there changes nothing in the user's project. */
function engineFolder(): string {
  return join(cacheFolder(), 'engine')
}

/** The command that installs what the embedded model needs, and nothing for other machines. */
export function engineInstallLine(): string {
  return ['npm', ...installWords()].join(' ')
}

function installWords(): string[] {
  const platform = { darwin: 'mac', win32: 'win' }[process.platform as string] ?? process.platform
  const suffix = platform === 'mac' && process.arch === 'arm64' ? 'arm64-metal' : process.arch
  return [
    'install',
    '--prefix',
    engineFolder(),
    '--ignore-scripts',
    '--omit=optional',
    `node-llama-cpp@${VERSION}`,
    `@node-llama-cpp/${platform}-${suffix}@${VERSION}`,
  ]
}

const VERSION = '3.21.1'

/**
 * The engine of the project, else the one in the cache. Where there is none it is installed if the user says so (a
 * question at a terminal, or `COALM_INSTALL=yes`); else the error holds the exact line to type.
 */
export async function loadEngine(): Promise<Engine> {
  const there = (await importOwn()) ?? (await importCached())
  if (there) return there
  const line = engineInstallLine()
  if (
    await wantsInstall(`The embedded model needs node-llama-cpp, which is not installed. Run "${line}" now?`)
  ) {
    await installEngine(installWords())
    const installed = await importCached()
    if (installed) return installed
  }
  throw new Error(
    `the embedded model needs node-llama-cpp, which is not installed; install it with: ${line} ` +
      '(or set COALM_INSTALL=yes to have it done)',
  )
}

async function importOwn(): Promise<Engine | undefined> {
  try {
    return await import('node-llama-cpp')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_MODULE_NOT_FOUND') throw error
    return undefined
  }
}

async function importCached(): Promise<Engine | undefined> {
  const folder = engineFolder()
  if (!existsSync(join(folder, 'node_modules', 'node-llama-cpp', 'package.json'))) return undefined
  const path = createRequire(join(folder, 'package.json')).resolve('node-llama-cpp')
  return (await import(pathToFileURL(path).href)) as Engine
}
