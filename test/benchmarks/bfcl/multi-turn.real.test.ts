// Real multi-turn and executable cases: official verdicts on rehearsed answers, and a saved official run to the last output.
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { bfcl } from '../../../src/benchmarks/bfcl/bfcl.ts'
import { type BfclCase, readCases } from '../../../src/benchmarks/bfcl/cases.ts'
import { checkExecutableCase, isReplayed } from '../../../src/benchmarks/bfcl/executable/check-case.ts'
import { checkTurns, makeWorlds } from '../../../src/benchmarks/bfcl/multi-turn/check-turns.ts'
import { executeCalls } from '../../../src/benchmarks/bfcl/multi-turn/execute.ts'
import { stateLog } from '../../../src/benchmarks/bfcl/multi-turn/state-log.ts'
import { readLines } from '../../reference/bfcl-worlds-compare.ts'
import { dataRoot } from '../../real-data.ts'

const folder = join(dataRoot, 'bfcl')
const NAMES = ['base', 'composite', 'long_context', 'miss_func', 'miss_param']

/** The ground truth, kept or spoilt by rule; bfcl_worlds.py does the same. */
function rehearse(item: BfclCase, number: number): string[][][] {
  const turns = (item.answers as string[][]).map(calls => [[...calls]])
  const at = number % turns.length
  const calls = turns[at]![0]!
  const way = number % 5
  if (way === 1) calls.pop()
  if (way === 2) calls.reverse()
  if (way === 3) {
    turns[(at + 1) % turns.length]!.unshift(calls)
    turns[at] = []
  }
  if (way === 4) turns[at]!.push([...calls.slice(0, 1), 'round(2.675, 2)', 'unknown(a=1)'])
  return turns
}

function digestOf(results: string[]): string {
  const text = results.join('\n').replaceAll(/one of \{[^}]*\}/g, '')
  return createHash('sha256').update(text).digest('hex').slice(0, 8)
}

for (const version of ['2025-07-17', '2025-02-10'] as const)
  test(`verdicts and results of rehearsed answers, ${version}`, async () => {
    const path = fileURLToPath(new URL(`./golden/multi-turn-${version}.txt.gz`, import.meta.url))
    const official = readLines(path).map(line => line.split(' ') as [string, string, string])
    const names = version === '2025-02-10' ? NAMES : NAMES.filter(name => name !== 'composite')
    const categories = names.map(name => `multi_turn_${name}`)
    const cases = new Map((await readCases({ folder, version, categories })).map(item => [item.id, item]))
    const different = official.flatMap(([id, verdict, digest], number) => {
      const item = cases.get(id)!
      const outcome = checkTurns(item, rehearse(item, number), { model: `recipe/${number}` })
      const ours = `${outcome.errorType ?? 'valid'} ${digestOf(outcome.results.flat(2))}`
      return ours === `${verdict} ${digest}` ? [] : [`${id}: ${ours}, official ${verdict} ${digest}`]
    })
    assert.equal(official.length, cases.size)
    assert.deepEqual(different, [])
  })

test('the saved run of multi_turn_base gives the official verdicts and messages', async () => {
  const examples = join(dataRoot, 'examples', 'bfcl-v3-results')
  const { rows } = await bfcl.published!.verify({ folder: examples, data: dataRoot })
  const row = rows.find(({ name }) => name.endsWith('multi_turn_base'))
  assert.deepEqual([row?.equal, row?.different], [200, 0])
})

type LogEntry = { role: string; content: unknown; model_response_decoded?: string[] }

test('every tool output and every state of the saved run', async () => {
  const name = 'meta-llama_Llama-3.1-8B-Instruct-FC'
  const path = join(dataRoot, 'examples/bfcl-v3-results/result', name, 'BFCL_v3_multi_turn_base_result.json')
  const cases = await readCases({ folder, version: '2025-07-17', categories: ['multi_turn_base'] })
  let [outputs, states] = [0, 0]
  for (const line of readFileSync(path, 'utf8').trim().split('\n')) {
    const { id, inference_log: log } = JSON.parse(line)
    const { model: world } = makeWorlds(cases.find(item => item.id === id)!)
    for (const entry of log as (LogEntry[] | Record<string, LogEntry[]>)[]) {
      if (Array.isArray(entry)) {
        assert.deepEqual(JSON.parse(JSON.stringify(stateLog(world))), entry, id)
        states += entry.length
        continue
      }
      for (const step of Object.values(entry)) {
        const calls = step.find(({ role }) => role === 'handler_log')?.model_response_decoded ?? []
        const told = step.filter(({ role }) => role === 'tool').map(({ content }) => content)
        assert.deepEqual(executeCalls(world, calls), told, id)
        outputs += told.length
      }
    }
  }
  assert.deepEqual([outputs, states], [1259, 1445])
})

test('the ground truth of the executable categories passes', async () => {
  const categories = ['exec_simple', 'exec_multiple', 'exec_parallel', 'exec_parallel_multiple']
  const cases = await readCases({ folder, version: '2025-02-10', categories })
  assert.equal(cases.length, 240)
  assert.equal(cases.filter(isReplayed).length, 106)
  for (const item of cases) {
    const calls = item.entry.get('ground_truth') as string[]
    assert.deepEqual(checkExecutableCase(item, calls), { valid: true, errorType: null, errors: [] }, item.id)
  }
})
