// Compares ours with what bfcl_decode.py wrote: `node --import tsx test/reference/bfcl-decode-compare.ts FILE`.
import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { loadDialect } from '../../src/benchmarks/bfcl/decode/dialects.ts'
import { loadGrammars } from '../../src/benchmarks/bfcl/decode/grammars.ts'
import { PythonError } from '../../src/files/python-error.ts'
import { parsePythonJson } from '../../src/files/python-json.ts'
import { repr } from '../../src/files/python-repr.ts'
import { toTagged } from '../../src/files/tagged.ts'
import type { Dict, Value } from '../../src/files/values.ts'

export type DecodeRow = {
  kind: string
  reply: Value
  calls?: string
  error?: [type: string, message: string]
  texts?: string[] | null
}

export function readRows(path: string): DecodeRow[] {
  const bytes = readFileSync(path)
  return (path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString().trim().split('\n').map(rowOf)
}

function rowOf(line: string): DecodeRow {
  const row = parsePythonJson(line) as Dict
  return Object.fromEntries(row as Map<string, unknown>) as DecodeRow
}

/** Two halves of a pair that Python keeps apart are one character here; as JSON they are the same. */
function joined(printed: string): string {
  return printed.replace(/\\u(d[89ab]..)\\u(d[c-f]..)/g, (_, high, low) =>
    String.fromCharCode(Number.parseInt(high, 16), Number.parseInt(low, 16)),
  )
}

function outcome<Result>(read: () => Result): { value: Result } | { error: PythonError } {
  try {
    return { value: read() }
  } catch (error) {
    if (error instanceof PythonError) return { error }
    throw error
  }
}

/** What differs, or undefined. `messages`: the texts of errors have to be the same too. */
export function difference(row: DecodeRow, options: { messages: boolean }): string | undefined {
  const isLanguage = row.kind === 'python' || row.kind === 'java' || row.kind === 'javascript'
  const dialect = loadDialect(isLanguage ? 'prompting' : row.kind)
  const language = isLanguage ? (row.kind as 'python' | 'java' | 'javascript') : 'python'
  const ours = outcome(() => repr(dialect.decodeAst(row.reply, language)))
  if ('value' in ours) {
    if (row.calls === undefined || joined(ours.value) !== joined(row.calls))
      return `official ${row.calls ?? row.error}, ours ${ours.value}`
  } else if (row.error === undefined) return `official ${row.calls}, ours refuses: ${ours.error.message}`
  else if (options.messages && ours.error.message !== row.error[1])
    return `official says ${row.error.join(': ')}, ours ${ours.error.type}: ${ours.error.message}`
  if (row.texts === undefined) return undefined
  const texts = outcome(() => dialect.decodeExecute(row.reply))
  const written = 'value' in texts ? (texts.value as string[]).map(joined) : null
  return JSON.stringify(written) === JSON.stringify(row.texts?.map(joined) ?? null)
    ? undefined
    : `official texts ${JSON.stringify(row.texts)}, ours ${JSON.stringify(written)}`
}

if (process.argv[1]?.endsWith('bfcl-decode-compare.ts')) {
  const [file, word] = process.argv.slice(2)
  await loadGrammars()
  const rows = readRows(file!)
  let different = 0
  for (const row of rows) {
    const found = difference(row, { messages: word === 'messages' })
    if (found && different++ < 12)
      process.stdout.write(`${JSON.stringify(toTagged(row.reply))}\n  ${found.slice(0, 400)}\n`)
  }
  const decoded = rows.filter(row => row.calls !== undefined).length
  process.stdout.write(`${rows.length} compared (${decoded} decoded), ${different} differ\n`)
}
