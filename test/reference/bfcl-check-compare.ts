// Compares ours with verdicts that bfcl_check.py wrote: `node --import tsx test/reference/bfcl-check-compare.ts FILE [bfcl folder]`.
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { type BfclCase, readCases } from '../../src/benchmarks/bfcl/cases.ts'
import { languageOf } from '../../src/benchmarks/bfcl/categories.ts'
import { check } from '../../src/benchmarks/bfcl/check/check.ts'
import { dumpJson } from '../../src/files/python-dump.ts'
import { fromTagged, toTagged } from '../../src/files/tagged.ts'
import { fromJson, type Value } from '../../src/files/values.ts'

export type CheckRow = {
  id?: string
  category: string
  functions?: unknown
  answers?: unknown
  calls: unknown
  valid: boolean
  errorType: string | null
  errors: string | null
}

export function readRows(path: string): CheckRow[] {
  return gunzipSync(readFileSync(path))
    .toString()
    .trim()
    .split('\n')
    .map(line => JSON.parse(line) as CheckRow)
}

/** What differs between ours and the official verdict, or undefined. Messages are compared where there is no crash. */
export function difference(row: CheckRow, known?: Map<string, BfclCase>): string | undefined {
  const item = row.id === undefined ? invented(row) : known!.get(row.id)!
  const ours = check(item, fromTagged(row.calls) as Value[])
  if (ours.valid !== row.valid || ours.errorType !== row.errorType)
    return `official ${row.valid} ${row.errorType}, ours ${ours.valid} ${ours.errorType} ${JSON.stringify(toTagged(ours.errors))}`
  if (row.errors === null) return undefined
  const text = dumpJson(fromJson(toTagged(ours.errors)))
  const hash = createHash('sha256').update(text).digest('hex').slice(0, 12)
  return hash === row.errors ? undefined : `other messages: ${text}`
}

function invented(row: CheckRow): BfclCase {
  const entry = new Map()
  return {
    id: 'own',
    category: row.category,
    language: languageOf(row.category),
    version: '2025-07-17',
    entry,
    turns: [],
    functions: fromTagged(row.functions) as BfclCase['functions'],
    missed: new Map(),
    longContext: null,
    answers: fromTagged(row.answers) as Value[],
  }
}

if (process.argv[1]?.endsWith('bfcl-check-compare.ts')) {
  const [file, folder] = process.argv.slice(2)
  const cases = folder ? await readCases({ folder, version: '2025-07-17' }) : []
  const known = new Map(cases.map(item => [item.id, item]))
  const rows = readRows(file!)
  let different = 0
  for (const [at, row] of rows.entries()) {
    const found = difference(row, known)
    if (found && different++ < 8)
      process.stdout.write(`${at} ${row.category} ${found}\n  ${JSON.stringify(row).slice(0, 900)}\n`)
  }
  process.stdout.write(`${rows.length} compared, ${different} differ\n`)
}
