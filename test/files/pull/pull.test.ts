// Pulling: the data folder first, then the cache, then each origin in turn; what cannot be had is said, never thrown.
import assert from 'node:assert/strict'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { after, afterEach, type TestContext, test } from 'node:test'
import { zipSync } from 'fflate'
import { sha256 } from '../../../src/files/hash.ts'
import type { Origin, PullItem } from '../../../src/files/pull/item.ts'
import { pullItems } from '../../../src/files/pull/items.ts'
import { pull } from '../../../src/files/pull/pull.ts'
import { webOrigin } from './origin.ts'

const root = mkdtempSync(join(tmpdir(), 'coalm-pull-'))
after(() => rmSync(root, { recursive: true, force: true }))
const { PATH } = process.env
afterEach(() => {
  process.env.PATH = PATH
})
let folders = 0

const FILES: Record<string, Buffer> = {
  'cases.json': Buffer.from('{"a": 1}\n'),
  'more/answers.json': Buffer.from('{"b": 2}\n'),
}

function item(origins: Origin[], pins = FILES): PullItem {
  return {
    name: 'sums',
    title: 'Sums',
    licence: 'CC0-1.0',
    folder: 'sums/v1',
    files: Object.entries(pins).map(([path, bytes]) => ({
      path,
      bytes: bytes.length,
      sha256: sha256(bytes),
    })),
    switchesOff: 'sums',
    origins,
  }
}

function newFolder(name: string): string {
  const folder = join(root, `${folders++}-${name}`)
  mkdirSync(folder)
  return folder
}

function fill(base: string, files = FILES): string {
  const folder = join(base, 'sums/v1')
  mkdirSync(join(folder, 'more'), { recursive: true })
  for (const [path, bytes] of Object.entries(files)) writeFileSync(join(folder, path), bytes)
  return folder
}

async function web(context: TestContext, files = FILES) {
  const server = await webOrigin(files)
  context.after(() => server.close())
  const origin: Origin = { kind: 'https', name: 'Web', url: path => server.url(path) }
  return { server, origin }
}

/** A python3 whose pip brings the wheel made of `members`, and writes down what it was asked for. */
function putPython(members: Record<string, Buffer> | string): () => string[] {
  const folder = newFolder('python')
  const asked = join(folder, 'asked.json')
  const wheel = join(folder, 'kept.whl')
  if (typeof members !== 'string') writeFileSync(wheel, zipSync(members))
  const script = `#!${process.execPath}
const { copyFileSync, writeFileSync, existsSync } = require('node:fs')
const words = process.argv.slice(2)
writeFileSync(${JSON.stringify(asked)}, JSON.stringify(words))
if (!existsSync(${JSON.stringify(wheel)})) {
  console.error('WARNING: retrying')
  console.error(${JSON.stringify(typeof members === 'string' ? members : '')})
  process.exit(1)
}
copyFileSync(${JSON.stringify(wheel)}, words[words.indexOf('-d') + 1] + '/sums-1.0-py3-none-any.whl')
`
  writeFileSync(join(folder, 'python3'), script)
  chmodSync(join(folder, 'python3'), 0o755)
  process.env.PATH = `${folder}${delimiter}${PATH}`
  return () => JSON.parse(readFileSync(asked, 'utf8')) as string[]
}

const PYTHON: Origin = {
  kind: 'python',
  package: 'sums',
  version: '1.0',
  member: path => `sums/data/${path}`,
}

function wheelOf(files: Record<string, Buffer>): Record<string, Buffer> {
  return Object.fromEntries(Object.entries(files).map(([path, bytes]) => [`sums/data/${path}`, bytes]))
}

test('the data folder first, then the cache, then an origin; the second time nothing is fetched', async context => {
  const { server, origin } = await web(context)
  const [dataRoot, cache] = [newFolder('data'), newFolder('cache')]
  const brought = await pull(item([origin]), { dataRoot, cache })
  assert.deepEqual([brought.origin, brought.bytes, brought.failures], ['Web', 18, []])
  assert.equal(brought.folder, join(cache, 'sums/v1'))
  assert.equal(readFileSync(join(cache, 'sums/v1/more/answers.json'), 'utf8'), '{"b": 2}\n')
  assert.equal((await pull(item([origin]), { dataRoot, cache })).origin, 'cache')
  fill(dataRoot)
  const named = await pull(item([origin]), { dataRoot, cache })
  assert.deepEqual([named.origin, named.folder], ['data folder', join(dataRoot, 'sums/v1')])
  assert.equal(server.visits.length, 2)
})

test('a file in the cache that was altered or cut is fetched again', async context => {
  const { server, origin } = await web(context)
  const cache = newFolder('cache')
  await pull(item([origin]), { cache })
  for (const broken of ['{"a": 9}\n', '{"a"']) {
    writeFileSync(join(cache, 'sums/v1/cases.json'), broken)
    assert.equal((await pull(item([origin]), { cache })).origin, 'Web')
    assert.equal(readFileSync(join(cache, 'sums/v1/cases.json'), 'utf8'), '{"a": 1}\n')
  }
  assert.equal(server.visits.length, 6)
})

test('a data folder with altered files is not used, not changed, and said', async context => {
  const { origin } = await web(context)
  const [dataRoot, cache] = [newFolder('data'), newFolder('cache')]
  const folder = fill(dataRoot, { ...FILES, 'cases.json': Buffer.from('{"a": 9}\n') })
  const brought = await pull(item([origin]), { dataRoot, cache })
  assert.equal(brought.origin, 'Web')
  assert.match(brought.failures.join(), /data folder: .* does not hold the pinned files whole/)
  assert.equal(readFileSync(join(folder, 'cases.json'), 'utf8'), '{"a": 9}\n')
  assert.deepEqual(readdirSync(folder).sort(), ['cases.json', 'more'])
})

test('an origin that gives other bytes is refused, and the next one asked', async context => {
  const altered = await web(context, { ...FILES, 'more/answers.json': Buffer.from('{"b": 3}\n') })
  const good = await web(context)
  const cache = newFolder('cache')
  const brought = await pull(item([altered.origin, { ...good.origin, name: 'Other' } as Origin]), { cache })
  assert.equal(brought.origin, 'Other')
  assert.match(brought.failures.join(), /^Web: .*answers\.json: expected SHA-256 .* refused$/)
  assert.equal(readFileSync(join(cache, 'sums/v1/more/answers.json'), 'utf8'), '{"b": 2}\n')
})

test('a wheel is brought by pip and opened', async () => {
  const asked = putPython({ ...wheelOf(FILES), 'sums/__init__.py': Buffer.from('') })
  const cache = newFolder('cache')
  const brought = await pull(item([PYTHON]), { cache })
  assert.deepEqual([brought.origin, brought.failures], ['Python package sums 1.0', []])
  assert.equal(readFileSync(join(cache, 'sums/v1/cases.json'), 'utf8'), '{"a": 1}\n')
  const words = asked()
  assert.deepEqual(words.slice(0, 4), ['-m', 'pip', 'download', '--no-deps'])
  assert.equal(words.at(-1), 'sums==1.0')
})

test('wheels without the files, with other bytes, or none at all: said, and nothing is kept', async () => {
  const cache = newFolder('cache')
  const said = async () => {
    const result = await pull(item([PYTHON]), { cache })
    assert.equal(result.folder, null)
    return result.failures.join()
  }
  putPython({ 'sums/other.txt': Buffer.from('x') })
  assert.match(await said(), /expected the file sums\/data\/cases\.json in it, found none/)
  putPython(wheelOf({ ...FILES, 'cases.json': Buffer.from('{"a": 9}\n') }))
  assert.match(await said(), /cases\.json has another SHA-256 than the pinned one; refused/)
  putPython('ERROR: No matching distribution found for sums==1.0')
  assert.match(await said(), /pip download failed \(ERROR: No matching distribution found/)
  process.env.PATH = newFolder('empty')
  assert.match(await said(), /no Python with pip on this machine/)
  assert.ok(!existsSync(join(cache, 'sums/v1/cases.json')))
})

test('a full disk ends the pull with its own error, and no other origin is asked', async context => {
  const { server, origin } = await web(context)
  const cache = newFolder('cache')
  mkdirSync(join(cache, 'sums/v1'), { recursive: true })
  // /dev/full is a device that is always full.
  symlinkSync('/dev/full', join(cache, 'sums/v1/cases.json.part'))
  await assert.rejects(
    pull(item([origin, origin]), { cache }),
    (error: NodeJS.ErrnoException) => error.code === 'ENOSPC',
  )
  assert.equal(server.visits.length, 1)
})

test('a stop is no fault of the origin', async context => {
  const { server, origin } = await web(context)
  const stop = new AbortController()
  server.trouble = () => {
    stop.abort()
    return true
  }
  await assert.rejects(pull(item([origin, origin]), { cache: newFolder('cache'), signal: stop.signal }))
  assert.equal(server.visits.length, 1)
})

/** Large sources of which only some bytes were seen: the other hashes are recorded at first use. */
const UNSEEN = ['sgd', 'toolace']

test('every file that can be pulled is pinned by size and hash, but for large sources not seen whole', () => {
  for (const { name, files } of pullItems.filter(item => !UNSEEN.includes(item.name)))
    for (const { path, bytes, sha256: hash } of files)
      assert.ok((bytes ?? 0) > 0 && /^[0-9a-f]{64}$/.test(hash ?? ''), `${name}: ${path}`)
})
