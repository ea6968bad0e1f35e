// The lines of a data file in the official order, each parsed when it is asked for.
import { parsePythonJson } from '../../files/python-json.ts'
import { readText } from '../../files/read-text.ts'
import type { Dict, Value } from '../../files/values.ts'
import { inOfficialOrder } from './categories.ts'

export type DataLine = { id: string; text: string; number: number; file: DataFile }

/** `entry` is that of the line that was looked at last: thousands of parsed lines would fill the memory. */
type DataFile = { path: string; last: DataLine | null; entry: Dict | null }

const ID = /^\{"id": ?"([^"\\]*)"/

/** Throws where the file cannot be read. */
export function readDataLines(path: string): DataLine[] {
  const file: DataFile = { path, last: null, entry: null }
  const lines: DataLine[] = []
  for (const [at, text] of readData(path).split('\n').entries()) {
    if (text.trim() === '') continue
    const line = { id: ID.exec(text)?.[1] ?? '', text, number: at + 1, file }
    if (line.id === '') line.id = String(entryOf(line).get('id'))
    lines.push(line)
  }
  return inOfficialOrder(lines, ({ id }) => id)
}

/** The value of a line. Throws an error with file and line where it is no JSON object. */
export function entryOf(line: DataLine): Dict {
  const { file } = line
  if (file.last === line) return file.entry as Dict
  file.entry = parseLine(line)
  file.last = line
  return file.entry
}

function parseLine({ file, number, text }: DataLine): Dict {
  let value: Value
  try {
    value = parsePythonJson(text)
  } catch (error) {
    throw new Error(`${file.path}:${number}: expected one JSON object a line; ${(error as Error).message}`)
  }
  if (value instanceof Map) return value
  throw new Error(`${file.path}:${number}: expected a JSON object, found another value`)
}

function readData(path: string): string {
  try {
    return readText(path)
  } catch (error) {
    throw new Error(`bfcl: expected the data file ${path}, could not read it; run "coalm pull bfcl"`, {
      cause: error,
    })
  }
}
