// Downloads: a silent server is given up, a broken one gone on with, other bytes than the pinned ones refused.
import assert from 'node:assert/strict'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, type TestContext, test } from 'node:test'
import { download } from '../../../src/files/pull/download.ts'
import { sha256 } from '../../../src/files/hash.ts'
import { webOrigin } from './origin.ts'

const folder = mkdtempSync(join(tmpdir(), 'coalm-download-'))
after(() => rmSync(folder, { recursive: true, force: true }))
const bytes = Buffer.from(Array.from({ length: 300_000 }, (_, i) => (i * 7919) % 251))
const pinned = { bytes: bytes.length, sha256: sha256(bytes) }
const patience = { answer: 800, piece: 800 }
let files = 0

async function setUp(context: TestContext) {
  const origin = await webOrigin({ 'a.bin': bytes })
  context.after(() => origin.close())
  const to = join(folder, `${files++}`, 'a.bin')
  return { origin, to, options: { url: origin.url('a.bin'), to, patience, ...pinned } }
}

test('a file whole, with progress, and nothing left beside it', async context => {
  const { options, to } = await setUp(context)
  const seen: number[] = []
  assert.equal(await download({ ...options, onProgress: done => seen.push(done) }), pinned.sha256)
  assert.deepEqual(readFileSync(to), bytes)
  assert.equal(seen.at(-1), bytes.length)
  assert.ok(!existsSync(`${to}.part`) && !existsSync(`${to}.part.tag`))
})

test('a server that never answers, and one that stops in the middle, are given up', async context => {
  const { origin, options, to } = await setUp(context)
  origin.trouble = () => true
  const started = performance.now()
  await assert.rejects(download(options), /a\.bin: nothing came for 0\.8 s/)
  origin.trouble = (_request, response) => {
    response.writeHead(200, { 'content-length': bytes.length }).write(bytes.subarray(0, 1000))
    return true
  }
  await assert.rejects(download(options), /nothing came for 0\.8 s/)
  assert.ok(performance.now() - started < 2000)
  assert.ok(!existsSync(to))
})

/** Breaks the connection after so many bytes of each of the first visits. */
function breakAfter(origin: Awaited<ReturnType<typeof webOrigin>>, count: number, times: number): void {
  let left = times
  origin.trouble = (request, response) => {
    if (left-- <= 0) return false
    const start = Number(/^bytes=(\d+)-/.exec(request.headers.range ?? '')?.[1] ?? 0)
    response.writeHead(start > 0 ? 206 : 200, {
      etag: '"v1"',
      'content-length': bytes.length - start,
      ...(start > 0 && { 'content-range': `bytes ${start}-${bytes.length - 1}/${bytes.length}` }),
    })
    response.write(bytes.subarray(start, start + count))
    setTimeout(() => response.destroy(), 20)
    return true
  }
}

test('a download that breaks is gone on with where it broke', async context => {
  const { origin, options, to } = await setUp(context)
  breakAfter(origin, 100_000, 2)
  await download(options)
  assert.deepEqual(readFileSync(to), bytes)
  assert.deepEqual(
    origin.visits.map(({ range }) => range),
    [undefined, 'bytes=100000-', 'bytes=200000-'],
  )
})

test('one that stays broken is kept, and gone on with by the next command', async context => {
  const { origin, options, to } = await setUp(context)
  breakAfter(origin, 10_000, 3)
  await assert.rejects(download(options), /a\.bin: /)
  assert.equal(statSync(`${to}.part`).size, 30_000)
  await download(options)
  assert.deepEqual(readFileSync(to), bytes)
  assert.equal(origin.visits.at(-1)?.range, 'bytes=30000-')
})

test('a part of another version is not gone on with', async context => {
  const { origin, options, to } = await setUp(context)
  breakAfter(origin, 10_000, 3)
  await assert.rejects(download(options))
  writeFileSync(`${to}.part.tag`, '"v0"')
  await download(options)
  assert.deepEqual(readFileSync(to), bytes)
})

test('a part whose bytes were altered is refused, and the whole fetched again at once', async context => {
  const { origin, options, to } = await setUp(context)
  breakAfter(origin, 10_000, 3)
  await assert.rejects(download(options))
  writeFileSync(`${to}.part`, Buffer.alloc(30_000))
  await download(options)
  assert.deepEqual(readFileSync(to), bytes)
  assert.deepEqual(
    origin.visits.slice(-2).map(({ range }) => range),
    ['bytes=30000-', undefined],
  )
})

test('a part longer than the file is thrown away', async context => {
  const { options, to } = await setUp(context)
  const { bytes: _bytes, ...unsized } = options
  await download(unsized)
  rmSync(to)
  writeFileSync(`${to}.part`, Buffer.alloc(bytes.length + 5))
  writeFileSync(`${to}.part.tag`, '"v1"')
  await assert.rejects(download(unsized), /answered 416/)
  await download(unsized)
  assert.deepEqual(readFileSync(to), bytes)
})

test('altered and truncated files are refused and never used', async context => {
  const { options, to } = await setUp(context)
  await assert.rejects(
    download({ ...options, sha256: sha256('other') }),
    /expected SHA-256 .*…, found .*…; the download was refused/,
  )
  await assert.rejects(download({ ...options, bytes: 400_000 }), /expected 400000 bytes, found 300000/)
  assert.ok(!existsSync(to) && !existsSync(`${to}.part`))
})

test('an answer that is not 200 is said', async context => {
  const { origin, options } = await setUp(context)
  await assert.rejects(download({ ...options, url: origin.url('b.bin') }), /b\.bin: answered 404/)
})

test('a stop ends it, and the part stays', async context => {
  const { origin, options, to } = await setUp(context)
  origin.trouble = (_request, response) => {
    response.writeHead(200, { etag: '"v1"', 'content-length': bytes.length }).write(bytes.subarray(0, 5000))
    return true
  }
  const stop = new AbortController()
  await assert.rejects(download({ ...options, signal: stop.signal, onProgress: () => stop.abort() }))
  assert.equal(statSync(`${to}.part`).size, 5000)
})

test('a disk that takes no more bytes ends it with its own error', async context => {
  const { options } = await setUp(context)
  // /dev/full is a device that is always full.
  const to = join(folder, 'full', 'a.bin')
  mkdirSync(join(folder, 'full'))
  symlinkSync('/dev/full', `${to}.part`)
  await assert.rejects(
    download({ ...options, to }),
    (error: NodeJS.ErrnoException) => error.code === 'ENOSPC' && error.path === `${to}.part`,
  )
})
