// Compares what bfcl_worlds.py wrote with this project's worlds, verdicts and executable functions, row by row.
// node --import tsx test/reference/bfcl-worlds-compare.ts methods|cases|executable FILE.jsonl.gz --bfcl DATA/bfcl [--edition 2025-02]
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'
import { gunzipSync } from 'node:zlib'
import { type BfclCase, readCases } from '../../src/benchmarks/bfcl/cases.ts'
import { checkExecutable } from '../../src/benchmarks/bfcl/executable/check-executable.ts'
import { checkTurns } from '../../src/benchmarks/bfcl/multi-turn/check-turns.ts'
import { executeCalls } from '../../src/benchmarks/bfcl/multi-turn/execute.ts'
import { statesOf } from '../../src/benchmarks/bfcl/multi-turn/state.ts'
import type { Edition } from '../../src/benchmarks/bfcl/worlds/api.ts'
import { type LongContext, makeLongContext } from '../../src/benchmarks/bfcl/worlds/long-context.ts'
import { makeWorld } from '../../src/benchmarks/bfcl/worlds/world.ts'
import { parsePythonJson } from '../../src/files/python-json.ts'
import { repr } from '../../src/files/python-repr.ts'
import { type Dict, PySet, type Value } from '../../src/files/values.ts'

/** Ages are counted to the day on which the golden rows were written. */
const TODAY = new Date('2026-11-25T12:00:00Z')

export type Difference = { what: string; ours: string; official: string }

export function readLines(path: string): string[] {
  return gunzipSync(readFileSync(path)).toString('utf8').trim().split('\n')
}

/** Both texts from a little before the place where they part. */
function part(what: string, ours: string, official: string): Difference[] {
  if (ours === official) return []
  let at = 0
  while (at < ours.length && ours[at] === official[at]) at++
  const from = Math.max(0, at - 60)
  return [{ what, ours: ours.slice(from, at + 140), official: official.slice(from, at + 140) }]
}

/** JSON with keys in order, so that two states can be compared as texts. */
function stateText(value: unknown): string {
  return JSON.stringify(value, (_, item) =>
    item !== null && typeof item === 'object' && !Array.isArray(item)
      ? Object.fromEntries(Object.entries(item).sort(([a], [b]) => (a < b ? -1 : 1)))
      : item,
  )
}

/** A set's order in a text changes from run to run of Python. */
export function steady(text: string): string {
  return text.replace(/one of \{[^}]*\}/g, 'one of {…}').replace(/(Invalid fields for update: ).*/, '$1…')
}

/** A row of calls on one API: every result and the end state. */
export function compareMethods(
  line: string,
  { edition, longContext }: { edition: Edition; longContext: LongContext | null },
): Difference[] {
  const row = JSON.parse(line)
  const config = (parsePythonJson(line) as Dict).get('config') as Dict
  if (config.has('generated_ids')) config.set('generated_ids', new PySet([]))
  const shared = { tags: [], mentions: [] }
  const world = makeWorld({
    classes: [row.class],
    config: new Map<Value, Value>([[row.class, config]]),
    scenario: { edition, longContext: row.long ? longContext : null, shared, today: TODAY },
    prefix: row.prefix,
  })
  const results = executeCalls(world, row.calls)
  const calls = results.flatMap((result, at) =>
    part(`${row.class}: ${row.calls.slice(0, at + 1).join('; ')}`, steady(result), steady(row.results[at])),
  )
  const state = stateText(statesOf(world)[row.class])
  return [...calls, ...part(`${row.class}: state after ${row.calls.join('; ')}`, state, stateText(row.state))]
}

/** A row of executable calls with the values expected of them. */
export function compareExecutable(line: string): Difference[] {
  const row = parsePythonJson(line) as Dict
  const plain = JSON.parse(line.replaceAll(/\b(?:NaN|-?Infinity)\b/g, '0'))
  const { category, decoded, types, valid, errorType } = plain
  const outcome = checkExecutable({ category, decoded, types, expected: row.get('expected') as Value[] })
  const ours = JSON.stringify([outcome.valid, outcome.errorType, errorsText(outcome.errors)])
  const official = JSON.stringify([valid, errorType, errorsText(row.get('errors') as Value[])])
  return part(`${category}: ${decoded.join('; ')}`, ours, official)
}

/** What JSON cannot hold stands in the row as its repr; how a crash is worded is this project's own. */
function errorsText(errors: Value[]): string {
  return repr(errors)
    .replace(/The official \w+ stops the whole run here/, 'crash')
    .replace(/"(\([^"]*j\))"|'(\([^']*j\))'/g, '$1$2')
}

/** A row of a real case with turns of calls: verdict, every result, end states. */
export function compareCase(line: string, number: number, cases: Map<string, BfclCase>): Difference[] {
  const row = JSON.parse(line)
  const outcome = checkTurns(cases.get(row.id)!, row.turns, { model: `fuzz/${number}`, today: TODAY })
  const type = outcome.errorType?.replace('checker_crash', 'crash') ?? 'valid'
  const found = part(`${row.id} ${number}: verdict`, type, row.valid ? 'valid' : row.errorType)
  for (const [t, turn] of (row.results as string[][][]).entries())
    for (const [s, step] of turn.entries())
      for (const [c, result] of step.entries()) {
        const ours = outcome.results[t]?.[s]?.[c] ?? '(none)'
        const what = `${row.id} ${number}: ${row.turns[t][s][c]}`
        found.push(...part(what, steady(ours), steady(result.replaceAll('_alone', ''))))
      }
  // Without a step the official code makes no instance.
  if (Object.keys(row.states).length === 0) return found
  const official = stateText(row.states).replaceAll('_alone', '')
  return [...found, ...part(`${row.id} ${number}: states`, stateText(outcome.states), official)]
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { bfcl: { type: 'string' }, edition: { type: 'string' }, show: { type: 'string' } },
  })
  const [mode, file] = positionals as [string, string]
  const folder = values.bfcl!
  const edition = values.edition === '2025-02' ? '2025-02' : '2025-08'
  const version = edition === '2025-02' ? '2025-02-10' : '2025-07-17'
  const longContext = makeLongContext(
    parsePythonJson(readFileSync(join(folder, 'long_context.json'), 'utf8')),
  )
  const names = [
    'base',
    'miss_func',
    'miss_param',
    'long_context',
    ...(edition === '2025-02' ? ['composite'] : []),
  ]
  const categories = mode === 'cases' ? names.map(name => `multi_turn_${name}`) : []
  const cases = new Map((await readCases({ folder, version, categories })).map(item => [item.id, item]))
  const lines = readLines(file)
  const found = lines.flatMap((line, number) => {
    if (mode === 'methods') return compareMethods(line, { edition, longContext })
    return mode === 'executable' ? compareExecutable(line) : compareCase(line, number, cases)
  })
  for (const difference of found.slice(0, Number(values.show ?? 20))) console.log(difference)
  console.log(`${lines.length} rows, ${found.length} differences`)
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await main()
