// Compares ours with what bfcl_decode.py wrote: `node --import tsx test/reference/bfcl-decode-compare.ts FILE`.
import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { loadGrammars } from '../../src/benchmarks/bfcl/decode/grammars.ts'
import { decodePrompting, executePrompting } from '../../src/benchmarks/bfcl/decode/prompting.ts'
import { PythonError } from '../../src/files/python-error.ts'
import { repr } from '../../src/files/python-repr.ts'

export type DecodeRow = {
  kind: string
  reply: string
  calls?: string
  error?: [type: string, message: string]
  texts?: string[] | null
}

export function readRows(path: string): DecodeRow[] {
  const bytes = readFileSync(path)
  return (path.endsWith('.gz') ? gunzipSync(bytes) : bytes)
    .toString()
    .trim()
    .split('\n')
    .map(line => JSON.parse(line) as DecodeRow)
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
  const language = row.kind as 'python' | 'java' | 'javascript'
  const ours = outcome(() => repr(decodePrompting(row.reply, language)))
  if ('value' in ours) {
    if (ours.value !== row.calls) return `official ${row.calls ?? row.error}, ours ${ours.value}`
  } else if (row.error === undefined) return `official ${row.calls}, ours refuses: ${ours.error.message}`
  else if (options.messages && ours.error.message !== row.error[1])
    return `official says ${row.error.join(': ')}, ours ${ours.error.type}: ${ours.error.message}`
  if (row.texts === undefined) return undefined
  const texts = outcome(() => executePrompting(row.reply))
  const written = 'value' in texts ? texts.value : null
  return JSON.stringify(written) === JSON.stringify(row.texts)
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
      process.stdout.write(`${JSON.stringify(row.reply)}\n  ${found.slice(0, 400)}\n`)
  }
  const decoded = rows.filter(row => row.calls !== undefined).length
  process.stdout.write(`${rows.length} compared (${decoded} decoded), ${different} differ\n`)
}
