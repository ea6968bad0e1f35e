// The rows of a large JSON list or JSON-lines file, found by their places and read one at a time, with flat memory.
import { closeSync, fstatSync, openSync, readSync } from 'node:fs'

/** Rows that can be read in any order. `at` throws an error that names file and row where one is broken. */
export type RowList<Row> = { count: number; at(index: number): Row; close?(): void }

const BLOCK = 1 << 20
const [QUOTE, BACKSLASH, COMMA, LINE_BREAK] = [34, 92, 44, 10]
const [OPEN_LIST, CLOSE_LIST, OPEN_OBJECT, CLOSE_OBJECT] = [91, 93, 123, 125]

/**
 * Opens `path`: a list of values, or one value a line. Throws at once where the file's frame is broken (cut off, no
 * list); a row that is no JSON or no UTF-8 is an error of its own when it is read. Rows are counted from 1 in messages.
 */
export function openJsonRows(path: string): RowList<unknown> {
  const file = openSync(path, 'r')
  try {
    const places = findRows(path, file)
    return {
      count: places.length / 2,
      at: index =>
        readRow({ path, file, row: index + 1, start: places[2 * index]!, end: places[2 * index + 1]! }),
      close: () => closeSync(file),
    }
  } catch (error) {
    closeSync(file)
    throw error
  }
}

/** An error about one row of a file. */
export function rowError(path: string, row: number, problem: string): Error {
  return new Error(`${path}, row ${row}: ${problem}`)
}

function readRow(place: { path: string; file: number; row: number; start: number; end: number }): unknown {
  const { path, file, row, start, end } = place
  const bytes = Buffer.allocUnsafe(end - start)
  readSync(file, bytes, 0, bytes.length, start)
  const text = bytes.toString('utf8')
  if (text.includes('\ufffd') && !isUtf8(bytes))
    throw rowError(path, row, 'expected UTF-8, found bytes of another encoding; save the file as UTF-8')
  try {
    return JSON.parse(text)
  } catch (error) {
    throw rowError(path, row, `expected JSON, ${(error as Error).message}`)
  }
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return true
  } catch {
    return false
  }
}

/** Begin and end of each row, in bytes. */
function findRows(path: string, file: number): number[] {
  const first = firstSign(file)
  if (first === undefined) throw new Error(`${path}: expected rows, found an empty file`)
  if (first.sign === OPEN_LIST) return listRows(path, file, first.at + 1)
  if (first.sign === OPEN_OBJECT) return lineRows(file, first.at)
  throw new Error(
    `${path}: expected a JSON list or JSON lines, found "${String.fromCharCode(first.sign)}" at the beginning`,
  )
}

function firstSign(file: number): { sign: number; at: number } | undefined {
  for (const { bytes, from } of blocks(file, 0))
    for (let at = 0; at < bytes.length; at++) {
      const sign = bytes[at]!
      const isMark = from === 0 && at < 3 && (sign === 0xef || sign === 0xbb || sign === 0xbf)
      if (!isSpace(sign) && !isMark) return { sign, at: from + at }
    }
  return undefined
}

/** The elements of a list: what stands between commas outside strings and brackets. */
function listRows(path: string, file: number, begin: number): number[] {
  const places: number[] = []
  let depth = 0
  let start = begin
  let hasText = false
  let isString = false
  let isEscaped = false
  for (const { bytes, from } of blocks(file, begin)) {
    for (let at = 0; at < bytes.length; at++) {
      const sign = bytes[at]!
      if (isString) {
        if (isEscaped) isEscaped = false
        else if (sign === BACKSLASH) isEscaped = true
        else if (sign === QUOTE) isString = false
        continue
      }
      if (sign === QUOTE) isString = true
      else if (sign === OPEN_OBJECT || sign === OPEN_LIST) depth++
      else if (depth > 0 && (sign === CLOSE_OBJECT || sign === CLOSE_LIST)) depth--
      else if (depth === 0 && (sign === COMMA || sign === CLOSE_LIST)) {
        if (hasText || sign === COMMA) places.push(start, from + at)
        if (sign === CLOSE_LIST) return places
        start = from + at + 1
        hasText = false
        continue
      }
      hasText ||= !isSpace(sign)
    }
  }
  throw new Error(
    `${path}: expected the closing ] of its list, found the end of the file after row ${places.length / 2}; ` +
      'the file is cut off, fetch it again',
  )
}

function lineRows(file: number, begin: number): number[] {
  const places: number[] = []
  let start = begin
  let end = begin
  for (const { bytes, from } of blocks(file, begin)) {
    for (let at = bytes.indexOf(LINE_BREAK); at >= 0; at = bytes.indexOf(LINE_BREAK, at + 1)) {
      if (from + at > start) places.push(start, from + at)
      start = from + at + 1
    }
    end = from + bytes.length
  }
  if (end > start) places.push(start, end)
  return places
}

function* blocks(file: number, begin: number): Generator<{ bytes: Buffer; from: number }> {
  const { size } = fstatSync(file)
  const block = Buffer.allocUnsafe(BLOCK)
  for (let from = begin; from < size; from += BLOCK) {
    const length = readSync(file, block, 0, BLOCK, from)
    yield { bytes: block.subarray(0, length), from }
  }
}

function isSpace(sign: number): boolean {
  return sign === 32 || sign === LINE_BREAK || sign === 13 || sign === 9
}
