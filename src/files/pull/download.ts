// Downloads over HTTP that give up a silent server within seconds, go on where they broke off, and check what they got.
import {
  createWriteStream,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { dirname } from 'node:path'
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

/**
 * Brings `url` to `to`. A broken download is kept beside it as `.part` and gone on with next time, if the server still
 * has the same file. Bytes that differ from the pinned hash are refused and removed. Returns the hash.
 */
export async function download(options: DownloadOptions): Promise<string> {
  const part = `${options.to}.part`
  mkdirSync(dirname(options.to), { recursive: true })
  await fetchInto(part, options)
  const size = statSync(part).size
  const hash = await fileSha256(part)
  const problem =
    options.bytes !== undefined && size !== options.bytes
      ? `expected ${options.bytes} bytes, found ${size}`
      : options.sha256 !== undefined && hash !== options.sha256
        ? `expected SHA-256 ${options.sha256.slice(0, 12)}…, found ${hash.slice(0, 12)}…`
        : undefined
  if (problem) {
    rmSync(part, { force: true })
    rmSync(`${part}.tag`, { force: true })
    throw new Error(`${options.url}: ${problem}; the download was refused`)
  }
  rmSync(`${part}.tag`, { force: true })
  renameSync(part, options.to)
  return hash
}

async function fetchInto(part: string, options: DownloadOptions): Promise<void> {
  const { answer, piece } = { ...PATIENCE, ...options.patience }
  const have = existsSync(part) ? statSync(part).size : 0
  const tag = existsSync(`${part}.tag`) ? readFileSync(`${part}.tag`, 'utf8') : undefined
  const goesOn = have > 0 && tag !== undefined
  if (goesOn && have === options.bytes) return

  const watch = new Watchdog(answer, options.signal)
  try {
    const response = await fetch(options.url, {
      signal: watch.signal,
      ...(goesOn && { headers: { range: `bytes=${have}-`, 'if-range': tag } }),
    })
    if (!response.ok || !response.body) throw new Error(`answered ${response.status}`)
    const isRest = response.status === 206
    const version = response.headers.get('etag')
    if (version && !version.startsWith('W/')) writeFileSync(`${part}.tag`, version)
    const length = Number(response.headers.get('content-length') ?? Number.NaN)
    const start = isRest ? have : 0
    const total = options.bytes ?? (Number.isFinite(length) ? start + length : undefined)
    const file = createWriteStream(part, { flags: isRest ? 'a' : 'w' })
    let done = start
    try {
      for await (const bytes of response.body) {
        watch.wait(piece)
        done += bytes.length
        if (!file.write(bytes)) await new Promise<void>(resolve => file.once('drain', () => resolve()))
        options.onProgress?.(done, total)
      }
    } finally {
      await new Promise<void>((resolve, reject) =>
        file.end((error?: Error | null) => (error ? reject(error) : resolve())),
      )
    }
  } catch (error) {
    throw new Error(`${options.url}: ${watch.reason ?? (error as Error).message}`, { cause: error })
  } finally {
    watch.stop()
  }
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
