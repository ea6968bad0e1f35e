// Calls executed and judged over invented databases: equal to the official manager and classes, step by step.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Json } from '../../../src/dialogue/dialogue.ts'
import { calculate } from '../../../src/benchmarks/apibank/apis/calculate.ts'
import type { CallResult } from '../../../src/benchmarks/apibank/cases.ts'
import { parseCall } from '../../../src/benchmarks/apibank/parse.ts'
import { loadWorld, type World } from '../../../src/benchmarks/apibank/world.ts'
import { PythonError } from '../../../src/files/python-error.ts'
import { golden } from './golden.ts'

type Step = {
  text: string
  gold?: { name: string; result: CallResult }
  bend?: [keys: string[], value: Json]
}
type Case = { level: 1 | 3; steps: Step[] }
type Answer = {
  call: string | null
  name?: string
  parameters?: Record<string, string>
  result?: CallResult
  error?: [string, string]
  verdict?: boolean | [string, string]
}

const folder = new URL('./world', import.meta.url).pathname

test('every golden step is parsed, executed and judged as the official code does it', async () => {
  const worlds = { 1: await loadWorld({ folder, level: 1 }), 3: await loadWorld({ folder, level: 3 }) }
  for (const [{ level, steps }, answers] of golden<[Case, Answer[]]>('world')) {
    const world = worlds[level].fresh()
    for (const [at, step] of steps.entries())
      assert.deepEqual(answerOf(world, step), withoutRandom(answers[at]!), step.text)
  }
})

function answerOf(world: World, step: Step): Answer {
  const { call, name, parameters } = parseCall(step.text)
  if (call === null) return { call }
  const answer: Answer = { call, name: name!, parameters: plain(parameters!) }
  try {
    answer.result = plain(world.call(name!, parameters!))
  } catch (error) {
    return { ...answer, error: raised(error) }
  }
  const gold = step.bend ? { name: name!, result: bent(answer.result, ...step.bend) } : step.gold
  if (gold) answer.verdict = verdictOf(() => world.judge(answer.result!, gold.result, gold.name))
  return withoutRandom(answer)
}

function verdictOf(judge: () => boolean): boolean | [string, string] {
  try {
    return judge()
  } catch (error) {
    return raised(error)
  }
}

function raised(error: unknown): [string, string] {
  if (error instanceof PythonError) return [error.type, error.message]
  throw error
}

function bent(result: CallResult, keys: string[], value: Json): CallResult {
  const copy = structuredClone(result) as unknown as Record<string, Json>
  const place = keys.slice(0, -1).reduce((at, key) => at[key] as Record<string, Json>, copy)
  if (keys.length > 0) place[keys.at(-1)!] = value
  return copy as unknown as CallResult
}

/** Tokens and numbers that the official code draws at random. */
function withoutRandom(answer: Answer): Answer {
  const isRandom = answer.name === 'RegisterUser' || answer.name === 'AppointmentRegistration'
  if (!isRandom || !answer.result || answer.result.output === null) return answer
  return { ...answer, result: { ...answer.result, output: 'drawn' } }
}

function plain<Value>(value: Value): Value {
  return JSON.parse(JSON.stringify(value)) as Value
}

test('two worlds share no database', async () => {
  const world = await loadWorld({ folder, level: 1 })
  const [first, second] = [world.fresh(), world.fresh()]
  assert.equal(first.call('DeleteAccount', { token: 't0ada' }).exception, null)
  assert.equal(first.call('QueryBalance', { token: 't0ada' }).exception, 'The token is incorrect.')
  assert.equal(second.call('QueryBalance', { token: 't0ada' }).output, 12.5)
})

test('what a result holds can be changed without changing the world', async () => {
  const world = await loadWorld({ folder, level: 1 })
  const { output } = world.call('QueryScene', { name: 'night' })
  ;(output as Json[]).push('x')
  assert.equal((world.call('QueryScene', { name: 'night' }).output as Json[]).length, 1)
})

test('names like __proto__ are only names', async () => {
  const world = await loadWorld({ folder, level: 1 })
  const given = { username: '__proto__', password: 'constructor' }
  assert.equal(world.call('GetUserToken', given).exception, 'The username does not exist.')
  world.call('RegisterUser', { ...given, email: 'x' })
  assert.equal(world.call('GetUserToken', given).exception, null)
  assert.throws(() => world.call('__proto__', {}), /invalid tool name/)
})

test('a formula on which the official calculator never ends is refused', () => {
  assert.throws(() => calculate('-1+2'), /never ends/)
  assert.equal(calculate('(5+6)*3'), 33)
})

test('the parser keeps the quirks of its two patterns', () => {
  const parameters = (text: string) => parseCall(text).parameters
  assert.deepEqual(parameters("[A(who='['Dora', 'Eli']', n='1')]"), { who: '[', n: '1' })
  assert.deepEqual(parameters('[A(day=2031-02-03, on=True)]'), { day: '2031', on: 'True' })
  assert.deepEqual(parameters('[A(a=[1, 2], b=[3])]'), { a: '[1, 2], b=[3]' })
  assert.deepEqual(parameters("[A(a='x', a='y')]"), { a: 'y' })
  assert.deepEqual(parameters("[A(a='', b='y')]"), { a: "', b=" })
  assert.equal(parseCall("[A(a='x',\nb='y')]").call, null)
  assert.equal(parseCall("say [A(a='x')] and [B()] now").call, "[A(a='x')] and [B()]")
  assert.equal(parseCall('no call').call, null)
})

test('hostile texts are parsed in linear time', () => {
  const started = performance.now()
  for (const text of [
    '[a('.repeat(300_000),
    `[A(${'x'.repeat(1_000_000)})]`,
    `[A(${"a='".repeat(300_000)})]`,
  ])
    parseCall(text)
  assert.ok(performance.now() - started < 3000)
})
