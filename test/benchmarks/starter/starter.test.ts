// The starter benchmark: gold answers score 100, baselines little, and every class of mistake has its name.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { echo, majority } from '../../../src/benchmarks/starter/baselines.ts'
import { starterCases } from '../../../src/benchmarks/starter/cases.ts'
import { findMistake } from '../../../src/benchmarks/starter/judge-calls.ts'
import { compareStates, stateOf } from '../../../src/benchmarks/starter/judge-state.ts'
import { judgeTask } from '../../../src/benchmarks/starter/judge-task.ts'
import { starter } from '../../../src/benchmarks/starter/starter.ts'
import { talk } from '../../../src/data/starter/services.ts'
import { statesOf, stepsOf } from '../../../src/data/starter/starter.ts'
import type { AssistantTurn, Call } from '../../../src/dialogue/dialogue.ts'
import type { Prompt } from '../../../src/dialogue/prompt.ts'
import { chooseCases } from '../../../src/eval/choose.ts'
import type { Answer, BenchmarkCase, JudgedCase } from '../../../src/eval/benchmark.ts'
import { loadFormat } from '../../../src/formats/all.ts'
import type { Model } from '../../../src/models/model.ts'
import { scripted } from '../../../src/models/scripted.ts'

const cases = await starter.cases({ folder: '' })
const items = starterCases({ folder: '' })
const sampling = { temperature: 0, maxTokens: 9 }

function judged(some: BenchmarkCase[], answers: Answer[]): JudgedCase[] {
  return some.map((one, at) => ({
    id: one.id,
    split: one.split,
    cluster: one.cluster,
    verdict: one.score(answers[at] as Answer),
  }))
}

async function askAll(some: BenchmarkCase[], model: Model, name = 'coalm'): Promise<JudgedCase[]> {
  const format = loadFormat(name)
  const send = (prompt: Prompt) => model.ask(prompt, { sampling })
  const answers: Answer[] = []
  for (const one of some) answers.push(await one.ask({ format, send }))
  return judged(some, answers)
}

/** A model that knows the gold reply to every prompt of the cases. */
function oracle(name: string): Model {
  const format = loadFormat(name)
  const replies = new Map<string, ReturnType<typeof format.say>>()
  for (const { dialogue } of items)
    for (const { asked, said } of [...stepsOf(dialogue), ...statesOf(dialogue)])
      replies.set(JSON.stringify(format.write(asked)), format.say(said))
  return scripted('oracle', prompt => {
    const reply = replies.get(JSON.stringify(prompt))
    assert.ok(reply, 'a prompt that no gold dialogue holds')
    return reply
  })
}

for (const format of ['coalm', 'openai'])
  test(`gold answers score 100 in every split and metric, in the format ${format}`, async () => {
    const scores = starter.totals(await askAll(cases, oracle(format), format))
    assert.ok(scores.length >= 12)
    for (const { split, metric, value, n } of scores)
      assert.deepEqual([split, metric, value], [split, metric, 100], `${n} cases`)
    assert.equal(new Set(scores.map(({ split }) => split)).size, starter.splits.length)
  })

test('seen and unseen services are reported apart, and a dialogue is one cluster', () => {
  for (const one of cases) {
    assert.ok(starter.splits.includes(one.split))
    assert.equal(one.split.endsWith('-unseen'), one.id.startsWith('test-unseen'))
    assert.ok(one.id.startsWith(`${one.cluster}/`))
    assert.ok(one.card().title.length > 5)
  }
  assert.equal(new Set(cases.map(({ id }) => id)).size, cases.length)
})

test('baselines that understand nothing earn little', async () => {
  const some = chooseCases(cases, 12)
  for (const model of [echo(), majority()])
    for (const { split, metric, value } of starter.totals(await askAll(some, model)))
      if (metric === 'calls' || metric === 'success')
        assert.ok((value ?? 0) <= 10, `${model.identity.name}: ${split} ${metric} ${value}`)
})

test('with two examples every prompt shows them, from training and never from the test split', async () => {
  const shown = await starter.cases({ folder: '', options: { shots: '2' } })
  const words = new Set(
    items.flatMap(({ dialogue }) =>
      dialogue.turns.flatMap(turn => (turn.role === 'user' ? [turn.text] : [])),
    ),
  )
  const prompts: Prompt[] = []
  const model = scripted('s', prompt => {
    prompts.push(prompt)
    return 'System: ok'
  })
  await askAll(chooseCases(shown, 2), model)
  for (const { messages } of prompts) {
    assert.deepEqual(
      messages.map(({ role }) => role),
      ['system', 'user', 'assistant', 'user', 'assistant', 'user'],
    )
    for (const { content } of messages.slice(1, 5))
      for (const text of content.split('\n'))
        assert.ok(!text.startsWith('User: ') || !words.has(text.slice('User: '.length)), text)
  }
  await assert.rejects(starter.cases({ folder: '', options: { shots: '3' } }), /expected shots to be 0 or 2/)
})

const GOLD: Call[] = [
  { name: 'book_restaurant', arguments: { name: 'Lotus Garden', day: 'monday', time: '19:00', people: 2 } },
]

function said(calls: Call[], raw = ''): AssistantTurn {
  return { role: 'assistant', raw, ...(calls.length > 0 && { calls }) }
}

function changed(change: Record<string, unknown>, drop?: string): AssistantTurn {
  const given = { ...GOLD[0]?.arguments, ...change } as Call['arguments']
  if (drop) delete given[drop]
  return said([{ name: 'book_restaurant', arguments: given }])
}

const OTHER: Call = { name: 'find_restaurants', arguments: { food: 'thai' } }

const MISTAKES: [string, AssistantTurn, RegExp][] = [
  ['missing function', said([], 'System: Sure.'), /expected book_restaurant; no call was made/],
  ['wrong syntax', said([], "Action: book_restaurant(name='"), /cannot be read/],
  ['wrong syntax', said([], 'I will use book_restaurant('), /cannot be read/],
  ['undefined function', said([{ name: 'reserve', arguments: {} }]), /no function reserve/],
  ['missing function', said([OTHER]), /expected book_restaurant; found find_restaurants/],
  ['missing argument', changed({}, 'day'), /without day/],
  ['hallucinated argument', changed({ table: 4 }), /does not have/],
  ['wrong argument type', changed({ people: '2' }), /people must be of type integer/],
  ['wrong value', changed({ people: 3 }), /expected people to be 2, found 3/],
  ['wrong value', changed({ day: 'tuesday' }), /expected day to be monday/],
  ['unneeded call', said([...GOLD, OTHER]), /besides what was needed/],
]

for (const [errorClass, turn, reason] of MISTAKES)
  test(`${errorClass}: ${String(reason)}`, () => {
    const mistake = findMistake(turn, GOLD)
    assert.equal(mistake?.errorClass, errorClass)
    assert.match(mistake?.reason ?? '', reason)
  })

test('calls are right in any order and in any case of letters', () => {
  assert.equal(findMistake(changed({ name: 'LOTUS garden', day: 'Monday' }), GOLD), null)
  const pair: Call[] = [OTHER, { name: 'find_restaurants', arguments: { food: 'greek' } }]
  assert.equal(findMistake(said([...pair].reverse()), pair), null)
  assert.equal(findMistake(said([OTHER, OTHER]), pair)?.errorClass, 'wrong value')
})

test('hostile calls are judged, never obeyed', () => {
  const names = ['__proto__', 'constructor', 'toString', 'x'.repeat(1_000_000)]
  for (const name of names) {
    assert.equal(findMistake(said([{ name, arguments: {} }]), GOLD)?.errorClass, 'undefined function')
    const given = JSON.parse(JSON.stringify(GOLD[0]?.arguments).replace('{', `{${JSON.stringify(name)}:1,`))
    const mistake = findMistake(said([{ name: 'book_restaurant', arguments: given }]), GOLD)
    assert.equal(mistake?.errorClass, 'hallucinated argument')
    assert.ok((mistake?.reason.length ?? 0) < 200)
  }
})

test('states: every slot right, in any case of letters; what is missing and wrong is named', () => {
  const gold = { hotel: { area: 'north', stars: '4' } }
  assert.deepEqual(compareStates({ Hotel: { area: ' North', stars: '4', parking: '' } }, gold), {
    joint: true,
    f1: 1,
    wrong: [],
  })
  assert.deepEqual(compareStates({ hotel: { area: 'south' } }, gold), {
    joint: false,
    f1: 0,
    wrong: ['missing hotel area=north', 'missing hotel stars=4', 'wrong hotel area=south'],
  })
  assert.equal(compareStates({}, {}).f1, 1)
  assert.deepEqual(stateOf({ role: 'assistant', text: 'It is {"hotel": {"stars": 4}}.' }), {
    hotel: { stars: '4' },
  })
  for (const text of ['none', '{', '}{', '{"hotel": "north"}'])
    assert.equal(stateOf({ role: 'assistant', text }), undefined)
})

test('a task is done when the database is right and what was asked for was said', () => {
  const item = items.find(one => one.kind === 'task' && one.dialogue.goal.records.length > 0)
  const talking = items.find(one => one.kind === 'task' && one.dialogue.goal.says.length > 0)
  assert.ok(item && talking)
  const { turns } = item.dialogue
  assert.ok(judgeTask(item.dialogue, turns).changed)
  assert.ok(!judgeTask(item.dialogue, []).changed)
  assert.ok(!judgeTask(item.dialogue, [...turns, ...turns]).changed, 'booked twice is another end')
  const silent = talking.dialogue.turns.map(turn =>
    turn.role === 'assistant' && turn.text !== undefined ? { ...turn, text: 'Done.' } : turn,
  )
  const outcome = judgeTask(talking.dialogue, silent)
  assert.ok(outcome.changed)
  assert.deepEqual([outcome.said, outcome.unsaid], [0, talking.dialogue.goal.says])
})

test('a value said inside another one is not said', () => {
  const dialogue = { ...items[0]!.dialogue, goal: { records: [], says: ['15'] } }
  const tells = (text: string) => judgeTask(dialogue, [{ role: 'assistant', text }]).said
  for (const text of ['15', 'It is 15.', '(15)', 'costs 15, I think', '15 euros'])
    assert.equal(tells(text), 1, text)
  for (const text of ['2015', '15:30', '1.15', '150', 'a15', '15th']) assert.equal(tells(text), 0, text)
})

test('replies of any kind are scored', async () => {
  const some = chooseCases(cases, 1)
  const replies = [
    '',
    '\u0000',
    'Action: '.repeat(2000),
    '\ud800',
    '{"__proto__": {"a": 1}}',
    'Thought: only',
  ]
  for (const reply of replies) {
    const all = await askAll(
      some,
      scripted('s', () => reply),
    )
    for (const { verdict } of all) assert.equal(typeof verdict.correct, 'boolean')
  }
})

test('groups of unseen services are offered with no training dialogue of theirs', () => {
  assert.ok(Object.values(talk.groups).some(names => names.every(name => talk.unseen.includes(name))))
})
