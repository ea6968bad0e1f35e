// Compares the simulated APIs with what bfcl_worlds.py wrote: node --import tsx test/reference/bfcl-worlds-compare.ts methods|cases|executable FILE.jsonl.gz --bfcl DATA/bfcl [--edition 2025-02]
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { gunzipSync } from 'node:zlib'
import { readCases } from '../../src/benchmarks/bfcl/cases.ts'
import { checkTurns } from '../../src/benchmarks/bfcl/multi-turn/check-turns.ts'
import { checkExecutable } from '../../src/benchmarks/bfcl/executable/check-executable.ts'
import { executeCalls } from '../../src/benchmarks/bfcl/multi-turn/execute.ts'
import { statesOf } from '../../src/benchmarks/bfcl/multi-turn/state.ts'
import { makeLongContext } from '../../src/benchmarks/bfcl/worlds/long-context.ts'
import { makeWorld } from '../../src/benchmarks/bfcl/worlds/world.ts'
import { repr } from '../../src/files/python-repr.ts'
import { parsePythonJson } from '../../src/files/python-json.ts'
import { type Dict, PySet, type Value } from '../../src/files/values.ts'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { bfcl: { type: 'string' }, edition: { type: 'string' }, show: { type: 'string' } },
})
const [mode, file] = positionals as [string, string]
const folder = values.bfcl!
const edition = values.edition === '2025-02' ? '2025-02' : '2025-08'
const longContext = makeLongContext(parsePythonJson(readFileSync(join(folder, 'long_context.json'), 'utf8')))
const lines = gunzipSync(readFileSync(file)).toString('utf8').trim().split('\n')
let [different, compared] = [0, 0]
const most = Number(values.show ?? 20)

function report(what: unknown): void {
  if (++different <= most) console.log(JSON.stringify(what, null, 1).slice(0, 1500))
}

/** Both texts from a little before the place where they part. */
function parting(ours: string, official: string): { ours: string; official: string } {
  let at = 0
  while (at < ours.length && ours[at] === official[at]) at++
  const from = Math.max(0, at - 60)
  return { ours: ours.slice(from, at + 140), official: official.slice(from, at + 140) }
}

function sameState(a: unknown, b: unknown): boolean {
  return JSON.stringify(sortKeys(a)) === JSON.stringify(sortKeys(b))
}

function sortKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortKeys)
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, item]) => [key, sortKeys(item)]),
  )
}

/** A set's order in a text changes from run to run. */
function steady(text: string): string {
  return text.replace(/one of \{[^}]*\}/, 'one of {…}').replace(/(Invalid fields for update: ).*/, '$1…')
}

function compareMethods(line: string): void {
  const row = JSON.parse(line)
  const config = (parsePythonJson(line) as Dict).get('config') as Dict
  if (config.has('generated_ids')) config.set('generated_ids', new PySet([]))
  const scenario = {
    edition: edition as '2025-02' | '2025-08',
    longContext: row.long ? longContext : null,
    shared: { tags: [], mentions: [] },
    today: new Date(),
  }
  const world = makeWorld({
    classes: [row.class],
    config: new Map<Value, Value>([[row.class, config]]),
    scenario,
    prefix: row.prefix,
  })
  const results = executeCalls(world, row.calls)
  results.forEach((result, at) => {
    compared++
    if (steady(result) !== steady(row.results[at]))
      report({
        class: row.class,
        call: row.calls[at],
        before: row.calls.slice(0, at),
        ...parting(result, row.results[at]),
      })
  })
  const state = JSON.parse(JSON.stringify(statesOf(world)[row.class]))
  if (!sameState(state, row.state))
    report({
      class: row.class,
      calls: row.calls,
      ...parting(JSON.stringify(sortKeys(state)), JSON.stringify(sortKeys(row.state))),
    })
}

function compareExecutable(line: string): void {
  const row = parsePythonJson(line) as Dict
  const { category, decoded, types, valid, errorType } = JSON.parse(
    line.replaceAll(/\b(?:NaN|-?Infinity)\b/g, '0'),
  )
  const outcome = checkExecutable({ category, decoded, types, expected: row.get('expected') as Value[] })
  compared++
  const ours = JSON.stringify([outcome.valid, outcome.errorType, dumpErrors(outcome.errors)])
  const official = JSON.stringify([valid, errorType, dumpErrors(row.get('errors') as Value[])])
  if (ours !== official)
    report({ decoded, types, expected: repr(row.get('expected')!), ...parting(ours, official) })
}

/** What JSON cannot hold stands as its repr. */
function dumpErrors(errors: Value[]): string {
  return repr(errors).replace(/"(\([^"]*j\))"|'(\([^']*j\))'/g, '$1$2')
}

if (mode === 'executable') for (const line of lines) compareExecutable(line)
else if (mode === 'methods') for (const line of lines) compareMethods(line)
else await compareCases()
console.log(`${lines.length} rows, ${compared} results compared, ${different} differences`)

async function compareCases(): Promise<void> {
  const version = edition === '2025-02' ? '2025-02-10' : '2025-07-17'
  const categories = [
    'base',
    'miss_func',
    'miss_param',
    'long_context',
    ...(edition === '2025-02' ? ['composite'] : []),
  ]
  const cases = await readCases({ folder, version, categories: categories.map(name => `multi_turn_${name}`) })
  const byId = new Map(cases.map(item => [item.id, item]))
  lines.forEach((line, number) => {
    const row = JSON.parse(line)
    const item = byId.get(row.id)!
    const outcome = checkTurns(item, row.turns, {
      model: `fuzz/${number}`,
      edition: edition as '2025-02' | '2025-08',
    })
    compared++
    const type = outcome.errorType?.replace('checker_crash', 'crash') ?? null
    if (outcome.valid !== row.valid || type !== row.errorType)
      report({
        id: row.id,
        number,
        ours: [outcome.valid, outcome.errorType, outcome.errors],
        official: [row.valid, row.errorType, row.message],
      })
    for (const [t, turn] of (row.results as string[][][]).entries())
      for (const [s, step] of turn.entries())
        for (const [c, result] of step.entries()) {
          compared++
          const ours = outcome.results[t]?.[s]?.[c] ?? '(none)'
          if (steady(ours) !== steady(result.replaceAll('_alone', '')))
            report({ id: row.id, number, at: [t, s, c], call: row.turns[t][s][c], ...parting(ours, result) })
        }
    const states = JSON.parse(JSON.stringify(outcome.states).replaceAll('_alone', ''))
    const isTouched = Object.keys(row.states).length > 0
    if (isTouched && !sameState(states, JSON.parse(JSON.stringify(row.states).replaceAll('_alone', ''))))
      report({
        id: row.id,
        number,
        ...parting(JSON.stringify(sortKeys(states)), JSON.stringify(sortKeys(row.states))),
      })
  })
}
