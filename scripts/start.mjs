// `npm start`: installs what is missing, builds what is old, and starts the main job. Needs nothing but Node and npm.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { buildIfOld } from './build-if-old.mjs'

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

const say = text => console.error(`coalm: ${text}`)
const status = buildIfOld(say)
if (status !== 0) {
  say('the build failed; see the lines above')
  process.exit(status)
}

const words = process.argv.slice(2)
const result = spawnSync(process.execPath, ['dist/cli.js', 'quickstart', ...words], { stdio: 'inherit' })
process.exit(result.status ?? 1)
