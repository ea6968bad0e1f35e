// A file of lines that is written once and read back once from its beginning, with little memory.
import { closeSync, fstatSync, openSync, readSync, rmSync, writeSync } from 'node:fs'

const BLOCK = 1 << 20
const LINE_BREAK = 10

export type LineFile = {
  /** How many lines were added. */
  count: number
  /** `line` holds no line break. */
  add(line: string): void
  /** The lines as bytes, each with its break; what is added later is not read. */
  lines(): Generator<Buffer>
  /** Closes and removes the file. */
  remove(): void
}

export function createLineFile(path: string): LineFile {
  const file = openSync(path, 'w+')
  let waiting: string[] = []
  let size = 0

  function flush(): void {
    const bytes = Buffer.from(waiting.join(''))
    for (let done = 0; done < bytes.length; ) done += writeSync(file, bytes, done)
    waiting = []
    size = 0
  }

  const result: LineFile = {
    count: 0,
    add(line) {
      waiting.push(line, '\n')
      size += line.length
      result.count++
      if (size > BLOCK) flush()
    },
    *lines() {
      flush()
      yield* linesOf(file)
    },
    remove() {
      closeSync(file)
      rmSync(path, { force: true })
    },
  }
  return result
}

function* linesOf(file: number): Generator<Buffer> {
  const { size } = fstatSync(file)
  let rest: Buffer = Buffer.alloc(0)
  for (let from = 0; from < size; ) {
    const block = Buffer.allocUnsafe(BLOCK)
    const read = readSync(file, block, 0, BLOCK, from)
    from += read
    const bytes = rest.length === 0 ? block.subarray(0, read) : Buffer.concat([rest, block.subarray(0, read)])
    let start = 0
    for (let end = bytes.indexOf(LINE_BREAK); end >= 0; end = bytes.indexOf(LINE_BREAK, start)) {
      yield bytes.subarray(start, end + 1)
      start = end + 1
    }
    rest = bytes.subarray(start)
  }
}
