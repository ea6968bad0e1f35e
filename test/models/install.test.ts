// The missing engine: the line that installs it, and when it is run.
import assert from 'node:assert/strict'
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { PassThrough } from 'node:stream'
import { after, afterEach, test } from 'node:test'
import { engineInstallLine } from '../../src/models/local/engine.ts'
import { installEngine, wantsInstall } from '../../src/models/local/install.ts'

const folder = mkdtempSync(join(tmpdir(), 'coalm-install-'))
after(() => rmSync(folder, { recursive: true, force: true }))
const { PATH } = process.env
afterEach(() => {
  process.env.PATH = PATH
  delete process.env.COALM_INSTALL
  delete process.env.COALM_CACHE
})

/** A terminal at which somebody types `typed`. */
function terminal(typed: string, isTerminal = true) {
  const input = Object.assign(new PassThrough(), { isTTY: isTerminal })
  const output = Object.assign(new PassThrough(), { isTTY: isTerminal })
  input.write(typed)
  return { input: input as unknown as NodeJS.ReadStream, output: output as unknown as NodeJS.WriteStream }
}

test('the line installs into the cache, only what this machine needs', () => {
  process.env.COALM_CACHE = join(folder, 'cache')
  const line = engineInstallLine()
  assert.ok(line.startsWith(`npm install --prefix ${join(folder, 'cache', 'engine')} --ignore-scripts`), line)
  assert.match(line, /--omit=optional node-llama-cpp@3\.21\.1 @node-llama-cpp\/\S+@3\.21\.1$/)
})

test('it is run after a yes, at a terminal or in COALM_INSTALL, and never otherwise', async () => {
  assert.equal(await wantsInstall('?', terminal('yes\n')), true)
  assert.equal(await wantsInstall('?', terminal('Y\n')), true)
  assert.equal(await wantsInstall('?', terminal('\n')), false)
  assert.equal(await wantsInstall('?', terminal('no\n')), false)
  assert.equal(await wantsInstall('?', terminal('yes\n', false)), false)
  process.env.COALM_INSTALL = 'yes'
  assert.equal(await wantsInstall('?', terminal('no\n')), true)
  process.env.COALM_INSTALL = 'no'
  assert.equal(await wantsInstall('?', terminal('yes\n')), false)
})

/** Puts a program named npm before all others. */
function putNpm(script: string): void {
  const path = join(folder, 'npm')
  writeFileSync(path, `#!/usr/bin/env node\n${script}`)
  chmodSync(path, 0o755)
  process.env.PATH = `${folder}${delimiter}${PATH}`
}

test("the user's own npm is run, and its last line said where it fails", async () => {
  const seen = join(folder, 'seen.json')
  putNpm(`require('node:fs').writeFileSync(${JSON.stringify(seen)}, JSON.stringify(process.argv.slice(2)))`)
  await installEngine(['install', 'x'])
  assert.deepEqual(JSON.parse(readFileSync(seen, 'utf8')).slice(0, 2), ['install', 'x'])
  putNpm("console.error('npm error a'); console.error('npm error no network'); process.exit(1)")
  await assert.rejects(
    installEngine(['install', 'x']),
    /could not install the embedded engine \(npm error no network\); try: npm install x$/,
  )
})
