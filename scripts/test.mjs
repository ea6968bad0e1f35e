// Runs the tests under test/ with Node's test runner: `unit` leaves out *.real.test.ts, `real` runs only those.
import { spawnSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { buildIfOld } from './build-if-old.mjs'

const [kind = 'unit', ...rest] = process.argv.slice(2)
const filters = rest.filter(word => !word.startsWith('-'))
const flags = rest.filter(word => word.startsWith('-'))

if (kind === 'real' && !process.env.COALM_DATA) {
  console.error(
    'test:real: expected COALM_DATA to name a data root; set it, for example COALM_DATA=../shared/data',
  )
  process.exit(2)
}

const files = readdirSync('test', { recursive: true })
  .map(file => join('test', String(file)))
  .filter(file => file.endsWith('.test.ts') && file.endsWith('.real.test.ts') === (kind === 'real'))
  .filter(file => filters.length === 0 || filters.some(word => file.includes(word)))
  .sort()

if (files.length === 0) {
  console.error(`test: no ${kind} test matches ${filters.join(' ')}`)
  process.exit(2)
}
// Examples and the command line are tried as a user has them: built.
if (buildIfOld() !== 0) process.exit(1)
const result = spawnSync(process.execPath, ['--import', 'tsx', ...flags, '--test', ...files], {
  stdio: 'inherit',
})
process.exit(result.status ?? 1)
