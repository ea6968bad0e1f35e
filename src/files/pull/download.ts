// Downloads over HTTP that give up a silent server within seconds, go on where they broke off, and check what they got.
import { existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { type FileHandle, open, rename } from 'node:fs/promises'
import { dirname } from 'node:path'
import { makeFolder } from '../folder.ts'
import { fileSha256 } from '../hash.ts'

export type DownloadOptions = {
  url: string
  to: string
  bytes?: number
  sha256?: string
  /** Milliseconds until the first byte of an answer, and between two pieces. */
  patience?: { answer: number; piece: number }
  signal?: AbortSignal
  /** Bytes so far, of all where that is known. */
  onProgress?: (done: number, total: number | undefined) => void
}

const PATIENCE = { answer: 5000, piece: 15_000 }

/** How often a broken or refused download is begun again or gone on with, as long as each try brings something new. */
const TRIES = 3

/**
 * Brings `url` to `to`. A broken download is kept beside it as `.part` and gone on with, now and next time, if the server
 * still has the same file. Bytes that differ from the pinned hash are refused and removed, and the whole is fetched once
 * more where part of it came from an earlier try. Returns the hash. A full disk or a read-only folder keeps its own error.
 */
export async function download(options: DownloadOptions): Promise<string> {
  const part = `${options.to}.part`
  makeFolder(dirname(options.to))
  for (let tried = 1; ; tried++) {
    const before = sizeOf(part)
    try {
      await fetchInto(part, options)
      const hash = await check(part, options)
      rmSync(`${part}.tag`, { force: true })
      await rename(part, options.to)
      return hash
    } catch (error) {
      const mayHelp =
        error instanceof Refused ? before > 0 : sizeOf(part) > before && existsSync(`${part}.tag`)
      if (tried >= TRIES || !mayHelp || options.signal?.aborted || isOfDisk(error)) throw error
    }
  }
}

class Refused extends Error {}

async function check(part: string, { url, bytes, sha256 }: DownloadOptions): Promise<string> {
  const size = sizeOf(part)
  const hash = await fileSha256(part)
  const problem =
    bytes !== undefined && size !== bytes
      ? `expected ${bytes} bytes, found ${size}`
      : sha256 !== undefined && hash !== sha256
        ? `expected SHA-256 ${sha256.slice(0, 12)}…, found ${hash.slice(0, 12)}…`
        : undefined
  if (problem === undefined) return hash
  discard(part)
  throw new Refused(`${url}: ${problem}; the download was refused`)
}

function discard(part: string): void {
  rmSync(part, { force: true })
  rmSync(`${part}.tag`, { force: true })
}

function sizeOf(path: string): number {
  return existsSync(path) ? statSync(path).size : 0
}

/** An error of this machine's disk, which no other server would mend. */
export function isOfDisk(error: unknown): boolean {
  const code = (error as NodeJS.ErrnoException | undefined)?.code ?? ''
  return ['ENOSPC', 'EDQUOT', 'EROFS', 'EACCES', 'EPERM', 'EIO'].includes(code)
}

async function fetchInto(part: string, options: DownloadOptions): Promise<void> {
  const { answer, piece } = { ...PATIENCE, ...options.patience }
  const have = sizeOf(part)
  const tag = existsSync(`${part}.tag`) ? readFileSync(`${part}.tag`, 'utf8') : undefined
  const goesOn = have > 0 && tag !== undefined
  if (goesOn && have === options.bytes) return

  const watch = new Watchdog(answer, options.signal)
  try {
    const response = await fetch(options.url, {
      signal: watch.signal,
      ...(goesOn && { headers: { range: `bytes=${have}-`, 'if-range': tag } }),
    })
    if (!response.ok || !response.body) {
      await response.body?.cancel()
      // 416: the part is longer than the file; what was kept is of no use.
      if (response.status === 416) discard(part)
      throw new Error(`answered ${response.status}`)
    }
    const start = response.status === 206 ? have : 0
    if (start > 0) expectStart(response, start)
    else keepTag(part, response)
    const length = Number(response.headers.get('content-length') ?? Number.NaN)
    const total = options.bytes ?? (Number.isFinite(length) ? start + length : undefined)
    const file = await open(part, start > 0 ? 'a' : 'w')
    try {
      let done = start
      for await (const bytes of response.body) {
        watch.wait(piece)
        await writeAll(file, bytes)
        done += bytes.length
        options.onProgress?.(done, total)
      }
    } finally {
      await file.close()
    }
  } catch (error) {
    if (isOfDisk(error)) throw Object.assign(error as Error, { path: part })
    throw new Error(`${options.url}: ${watch.reason ?? sayNetwork(error as Error)}`, { cause: error })
  } finally {
    watch.stop()
  }
}

/** Only a strong tag says that two answers hold the same bytes. */
function keepTag(part: string, response: Response): void {
  const version = response.headers.get('etag')
  if (version && !version.startsWith('W/')) writeFileSync(`${part}.tag`, version)
  else rmSync(`${part}.tag`, { force: true })
}

function expectStart(response: Response, start: number): void {
  const range = response.headers.get('content-range') ?? ''
  if (!range.startsWith(`bytes ${start}-`))
    throw new Error(`was asked for the bytes from ${start} on, and gave "${range}"`)
}

function sayNetwork(error: Error): string {
  return (error.cause as Error | undefined)?.message || error.message
}

async function writeAll(file: FileHandle, bytes: Uint8Array): Promise<void> {
  for (let done = 0; done < bytes.length; )
    done += (await file.write(bytes, done, bytes.length - done)).bytesWritten
}

/** Aborts when nothing has come for too long. */
class Watchdog {
  reason: string | undefined
  private readonly controller = new AbortController()
  private timer: NodeJS.Timeout | undefined
  readonly signal: AbortSignal

  constructor(milliseconds: number, outer: AbortSignal | undefined) {
    this.signal = outer ? AbortSignal.any([outer, this.controller.signal]) : this.controller.signal
    this.wait(milliseconds)
  }

  wait(milliseconds: number): void {
    clearTimeout(this.timer)
    this.timer = setTimeout(() => {
      this.reason = `nothing came for ${milliseconds / 1000} s`
      this.controller.abort()
    }, milliseconds)
  }

  stop(): void {
    clearTimeout(this.timer)
  }
}
