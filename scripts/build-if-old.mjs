// Builds dist/ when a source is newer than the last build; both `npm start` and the tests begin with it.
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'

const BUILT = 'dist/.built'

function newest(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .reduce((time, entry) => Math.max(time, statSync(join(entry.parentPath, entry.name)).mtimeMs), 0)
}

/** Gives the exit status of the build; 0 where nothing was to do. */
export function buildIfOld(say = () => {}) {
  if (existsSync(BUILT) && statSync(BUILT).mtimeMs > newest('src')) return 0
  const started = Date.now()
  const built = spawnSync(process.execPath, ['scripts/build.mjs'], { stdio: ['ignore', 2, 2] })
  if (built.status === 0) say(`built in ${((Date.now() - started) / 1000).toFixed(1)} s`)
  return built.status ?? 1
}
