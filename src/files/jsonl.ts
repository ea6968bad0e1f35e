// JSON lines that survive a kill: whole lines are appended at once, and a torn last line is cut on the next start.
import {
  closeSync,
  existsSync,
  fstatSync,
  ftruncateSync,
  openSync,
  readFileSync,
  readSync,
  truncateSync,
  writeSync,
} from 'node:fs'

/** A file of JSON lines open for appending. */
export type JsonLinesWriter = {
  /** Writes one line. On failure (a full disk) the file is cut back to its last whole line, and the error is thrown. */
  append(row: unknown): void
  close(): void
}

/**
 * Opens `path` for appending. A torn last line left by a killed process is cut first; a new file begins with
 * `header` as its first line.
 */
export function openJsonLines(path: string, header?: unknown): JsonLinesWriter {
  repairTornTail(path)
  const file = openSync(path, 'a')
  let size = fstatSync(file).size

  function append(row: unknown): void {
    const line = Buffer.from(`${JSON.stringify(row)}\n`)
    try {
      for (let written = 0; written < line.length; ) written += writeSync(file, line, written)
      size += line.length
    } catch (error) {
      ftruncateSync(file, size)
      throw error
    }
  }

  if (size === 0 && header !== undefined) append(header)
  return { append, close: () => closeSync(file) }
}

/** Cuts what follows the last line break: a line is whole only once its break is written. Returns the bytes cut. */
export function repairTornTail(path: string): number {
  if (!existsSync(path)) return 0
  const file = openSync(path, 'r')
  try {
    const { size } = fstatSync(file)
    const end = lastLineBreak(file, size)
    if (end < size) truncateSync(path, end)
    return size - end
  } finally {
    closeSync(file)
  }
}

function lastLineBreak(file: number, size: number): number {
  const block = Buffer.alloc(65536)
  for (let end = size; end > 0; ) {
    const start = Math.max(0, end - block.length)
    readSync(file, block, 0, end - start, start)
    const at = block.subarray(0, end - start).lastIndexOf(10)
    if (at >= 0) return start + at + 1
    end = start
  }
  return 0
}

/**
 * Reads every whole line. A torn last line is left out; a broken line elsewhere is an error that names file and line.
 */
export function* readJsonLines(path: string): Generator<unknown> {
  const bytes = readFileSync(path)
  let line = 0
  for (let start = 0; start < bytes.length; ) {
    const end = bytes.indexOf(10, start)
    if (end < 0) return
    line++
    const text = bytes.toString('utf8', start, end)
    if (text.trim() !== '') yield parseLine(path, line, text)
    start = end + 1
  }
}

function parseLine(path: string, line: number, text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new Error(
      `${path}, line ${line}: expected one JSON value, found ${JSON.stringify(text.slice(0, 60))}; mend or remove that line`,
      {
        cause: error,
      },
    )
  }
}
