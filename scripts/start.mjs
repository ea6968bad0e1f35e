// `npm start`: installs what is missing, builds what is old, and starts the main job. Needs nothing but Node and npm.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(
    `coalm: expected Node 20.19 or newer, found ${process.versions.node}; install a newer Node and try again`,
  )
  process.exit(2)
}

function run(label, command, args) {
  console.error(`coalm: ${label}`)
  const started = Date.now()
  const result = spawnSync(command, args, {
    stdio: ['inherit', 'ignore', 'inherit'],
    shell: process.platform === 'win32',
  })
  if (result.status !== 0) {
    console.error(`coalm: ${label} failed; see the lines above`)
    process.exit(result.status ?? 1)
  }
  console.error(`coalm: ${label}: done in ${((Date.now() - started) / 1000).toFixed(1)} s`)
}

const MARK = 'node_modules/.coalm-installed'
const lock = createHash('sha256').update(readFileSync('package-lock.json')).digest('hex')
const isInstalled = existsSync(MARK) ? readFileSync(MARK, 'utf8') === lock : false
if (!isInstalled) {
  run('installing packages (npm ci)', 'npm', ['ci', '--no-fund', '--no-audit', '--loglevel=error'])
  writeFileSync(MARK, lock)
}

function newest(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .reduce((time, entry) => Math.max(time, statSync(join(entry.parentPath, entry.name)).mtimeMs), 0)
}

const BUILT = 'dist/.built'
if (!existsSync(BUILT) || statSync(BUILT).mtimeMs < newest('src'))
  run('building', process.execPath, ['scripts/build.mjs'])

const words = process.argv.slice(2)
const result = spawnSync(process.execPath, ['dist/cli.js', 'quickstart', ...words], { stdio: 'inherit' })
process.exit(result.status ?? 1)
