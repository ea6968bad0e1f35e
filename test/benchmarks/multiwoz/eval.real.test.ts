// Dialogues that are asked: gold context, state only, and a simulated user, with agents that need no model.
import assert from 'node:assert/strict'
import { join } from 'node:path'
import { test } from 'node:test'
import { beliefState, readGold } from '../../../src/benchmarks/multiwoz/gold.ts'
import { multiwoz } from '../../../src/benchmarks/multiwoz/multiwoz.ts'
import type { Prompt } from '../../../src/dialogue/prompt.ts'
import type { BenchmarkCase, JudgedCase } from '../../../src/eval/benchmark.ts'
import { loadFormat } from '../../../src/formats/all.ts'
import { ModelFault } from '../../../src/models/model.ts'
import { oracle } from './oracle.ts'

const folder = join(process.env.COALM_DATA as string, 'multiwoz')
const format = loadFormat('coalm')
const respondent = (reply: (prompt: Prompt) => string) => ({
  format,
  send: async (prompt: Prompt) => ({ text: reply(prompt), ms: 0 }),
})

const read = new Map<string, Promise<BenchmarkCase[]>>()

/** Read once: the corpus is large. */
function cases(protocol: string): Promise<BenchmarkCase[]> {
  const known = read.get(protocol) ?? multiwoz.cases({ folder, splits: [protocol] })
  read.set(protocol, known)
  return known
}

async function judged(item: BenchmarkCase, reply: (prompt: Prompt) => string): Promise<JudgedCase> {
  const answer = await item.ask(respondent(reply))
  const kept = JSON.parse(JSON.stringify(answer))
  return { id: item.id, split: item.split, cluster: item.cluster, verdict: item.score(kept) }
}

function scoreOf(cases: JudgedCase[], metric: string): number | null | undefined {
  return multiwoz.totals(cases).find(row => row.metric === metric)?.value
}

test('the corpus gives 1,000 dialogues to every protocol, 999 of them with 7,368 turns the usual ones', async () => {
  const all = await multiwoz.cases({ folder })
  assert.equal(all.length, 1000)
  assert.ok(all.every(item => item.split === 'gold'))
  const gold = await readGold({ folder })
  assert.equal(gold.flatMap(dialogue => dialogue.turns).length, 7372)
})

test('state only: gold states told turn by turn are all right, silence is all wrong', async () => {
  const some = (await cases('state')).slice(0, 30)
  const gold = new Map((await readGold({ folder })).map(({ id, turns }) => [id, turns.map(beliefState)]))
  const told: JudgedCase[] = []
  for (const item of some) {
    let at = 0
    told.push(await judged(item, () => `State: ${JSON.stringify(gold.get(item.id)![at++])}`))
  }
  assert.equal(scoreOf(told, 'jga')?.toFixed(6), '100.000000')
  assert.equal(scoreOf(told, 'jga-fuzzy')?.toFixed(6), '100.000000')
  assert.ok(told.every(one => one.verdict.correct))
  const silent = await judged(some[0]!, () => 'I do not know.')
  assert.equal(silent.verdict.errorClass, 'wrong syntax')
})

test('gold context: an agent that never speaks, one that loops and one that runs on lose only their turns', async () => {
  const [item] = await cases('gold')
  const loop = "Action: query_hotels(area='north', stars='around 5:30 pm', name='any')"
  for (const reply of [
    '',
    loop,
    `System: ${'x'.repeat(100_000)}`,
    "Action: book_taxi(leaveAt='around 5:30 pm')",
  ]) {
    const { verdict } = await judged(item!, () => reply)
    assert.equal(verdict.correct, false)
    assert.ok(Number.isFinite(verdict.metrics.jga))
  }
})

test('gold context: an agent that calls until its context is full loses that turn, and keeps its state', async () => {
  const [item] = await cases('gold')
  let step = 0
  const { verdict } = await judged(item!, () => {
    if (step++ % 2 === 1) throw new ModelFault('context', 'the prompt is too long')
    return "Action: query_hotels(area='north', name='any')"
  })
  assert.deepEqual((verdict.given as { turns: { state: unknown }[] }).turns[0]!.state, {
    hotel: { area: 'north' },
  })
  const first = () => {
    throw new ModelFault('context', 'the history is too long')
  }
  await assert.rejects(judged(item!, first), ModelFault)
})

test('gold context: each turn is asked after the true history', async () => {
  const item = (await cases('gold'))[5]!
  const prompts: Prompt[] = []
  await item.ask(
    respondent(prompt => {
      prompts.push(prompt)
      return 'System: hello'
    }),
  )
  const gold = (await readGold({ folder }))[5]!
  assert.equal(prompts.length, gold.turns.length)
  const last = prompts.at(-1)!.messages.at(-1)!.content
  assert.ok(gold.turns.slice(0, -1).every(turn => last.includes(turn.system)))
  assert.ok(!last.includes('hello'))
})

test('simulated user: an agent that does what it is told reaches nearly every goal, the same each time', async () => {
  const some = (await cases('simulated')).slice(0, 60)
  const runs = [await Promise.all(some.map(item => judged(item, oracle)))]
  runs.push(await Promise.all(some.map(item => judged(item, oracle))))
  assert.deepEqual(runs[0], runs[1])
  assert.ok(scoreOf(runs[0]!, 'autotod-inform')! > 90)
  assert.ok(scoreOf(runs[0]!, 'autotod-book')! > 90)
  assert.ok(scoreOf(runs[0]!, 'success')! > 90)
})

test('simulated user: the settings bound the dialogue, and the same model can play both', async () => {
  const options = { user: 'same', setting: 'autotod' }
  const [item] = await multiwoz.cases({ folder, splits: ['simulated'], options })
  let asked = 0
  const answer = await item!.ask(
    respondent(prompt => {
      asked++
      return prompt.messages[0]!.content.includes('You are a visitor') ? 'One more thing?' : 'System: Fine.'
    }),
  )
  assert.equal((answer.turns as unknown[]).length, 15)
  assert.equal(asked, 15 + 14)
  const over = await item!.ask(
    respondent(prompt =>
      prompt.messages[0]!.content.includes('You are a visitor') ? 'Thanks. Dialogue ends.' : 'System: Fine.',
    ),
  )
  assert.equal((over.turns as unknown[]).length, 1)
  let turn = 0
  const full = await item!.ask(
    respondent(prompt => {
      if (prompt.messages[0]!.content.includes('You are a visitor')) return 'One more thing?'
      if (turn++ === 3) throw new ModelFault('context', 'the history is too long')
      return 'System: Fine.'
    }),
  )
  assert.equal((full.turns as unknown[]).length, 3)
})
