// Rows of a file that is either JSON lines or one JSON list, each with its place.
import { readFileSync } from 'node:fs'

/** `line` counts from 1. Throws where a line is no JSON object, naming file and line; blank lines are passed over. */
export function* readRecords(file: string): Generator<{ row: object; line: number }> {
  const text = readFileSync(file, 'utf8').replace(/^\ufeff/, '')
  if (text.trimStart().startsWith('[')) yield* readList(file, text)
  else yield* readLines(file, text)
}

function* readList(file: string, text: string): Generator<{ row: object; line: number }> {
  const rows = parse(file, 1, text) as unknown[]
  for (const [at, row] of rows.entries()) yield { row: requireObject(file, at + 1, row), line: at + 1 }
}

function* readLines(file: string, text: string): Generator<{ row: object; line: number }> {
  let line = 0
  for (let start = 0; start < text.length; ) {
    const found = text.indexOf('\n', start)
    const end = found < 0 ? text.length : found
    line++
    const content = text.slice(start, end)
    if (content.trim() !== '') yield { row: requireObject(file, line, parse(file, line, content)), line }
    start = end + 1
  }
}

function parse(file: string, line: number, text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new Error(`${file}, line ${line}: expected JSON, found ${JSON.stringify(text.slice(0, 60))}`, {
      cause: error,
    })
  }
}

function requireObject(file: string, line: number, row: unknown): object {
  if (typeof row === 'object' && row !== null && !Array.isArray(row)) return row
  throw new Error(`${file}, row ${line}: expected an object, found ${JSON.stringify(row)?.slice(0, 60)}`)
}
