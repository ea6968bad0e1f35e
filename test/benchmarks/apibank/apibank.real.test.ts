// API-Bank on the published data: counts, prompts, gold through every path, official verdicts on bent calls.
import assert from 'node:assert/strict'
import { join } from 'node:path'
import { test } from 'node:test'
import { apibank } from '../../../src/benchmarks/apibank/apibank.ts'
import { scoreCalls } from '../../../src/benchmarks/apibank/calls.ts'
import { type ApibankCase, type Level, readCases } from '../../../src/benchmarks/apibank/cases.ts'
import { judgeCall, judgePlanCall } from '../../../src/benchmarks/apibank/official.ts'
import { parseCall } from '../../../src/benchmarks/apibank/parse.ts'
import { loadWorld, type World } from '../../../src/benchmarks/apibank/world.ts'
import type { Benchmark } from '../../../src/eval/benchmark.ts'
import { PythonError } from '../../../src/files/python-error.ts'
import { golden } from './golden.ts'

const root = process.env.COALM_DATA
assert.ok(root, 'expected COALM_DATA to name the data root')
const folder = join(root, 'api-bank')

test('every edition and level has its published number of cases', async () => {
  const cases = await apibank.cases({ folder })
  const counts = new Map<string, number>()
  for (const { split } of cases) counts.set(split, (counts.get(split) ?? 0) + 1)
  assert.deepEqual(
    [...counts],
    [
      ['level-1', 399],
      ['level-2', 127],
      ['official-1', 399],
      ['official-2', 135],
      ['official-3', 245],
      ['response-1', 375],
      ['response-2', 103],
      ['response-3', 50],
    ],
  )
})

test('gold labels: 100 by text, and the parameter count above 1 that the official script gives', async () => {
  const rows = []
  for (const level of [1, 2] as const)
    for (const { expected } of await readCases({ folder, edition: 'hammer', level }))
      rows.push({ label: expected, predict: expected })
  const { parameter, correctParameters, goldParameters } = scoreCalls(rows)
  assert.deepEqual([correctParameters, goldParameters], [1164, 1157])
  assert.equal(parameter?.f1, 1164 / 1157)
})

test('gold calls through the official path reach what the official code gives them', async () => {
  const wanted = { 1: 337, 2: 80, 3: 121 }
  for (const level of [1, 2, 3] as const) {
    const world = await loadWorld({ folder, level })
    const items = (await readCases({ folder, edition: 'official', level })).filter(
      ({ gold }) => gold!.name !== 'ToolSearcher',
    )
    const judge = level === 3 ? judgePlanCall : judgeCall
    const correct = items.filter(item => judge(world.fresh(), item.gold!, item.expected).correct)
    assert.equal(correct.length, wanted[level])
  }
})

/** Bends a gold text; the same as BENDS of test/reference/apibank_verdicts.py. */
const BENDS: ((text: string) => string)[] = [
  text => text,
  text => text.replace("='", "='x"),
  text => text.replace(/, \w+='[^']*'\)\]/g, ')]'),
  text => text.replaceAll("'", '"'),
  text => text.toLowerCase(),
  text => text.replaceAll('1', '2'),
  text => text.replaceAll("', ", " ', "),
  text => text.replace('(', "(foo='1', "),
  text => text.replaceAll(' ', '  '),
  text => text.replaceAll("'", ''),
  text => text.slice(0, Math.floor(text.length / 2)),
  text => text.replaceAll('2023-0', '23-'),
]

const LEFT_OUT = ['ToolSearcher', 'Translate', 'Dictionary', 'SearchEngine']

test('7,320 bent gold calls have the verdicts of the official code', async () => {
  const [letters] = golden<Record<string, string>>('verdicts')
  for (const level of [1, 2, 3] as const) {
    const world = await loadWorld({ folder, level })
    const items = await readCases({ folder, edition: 'official', level })
    const executed = items.filter(({ gold }) => !LEFT_OUT.includes(gold!.name))
    const found = executed.flatMap(item =>
      BENDS.map(bend => letterOf(world.fresh(), item, bend(item.expected))),
    )
    assert.equal(found.join(''), letters![level])
  }
})

function letterOf(world: World, { gold, level }: ApibankCase, text: string): string {
  const { call, name, parameters } = parseCall(text)
  if (call === null) return 'N'
  if (level !== 3 && name !== gold!.name) return 'M'
  let executed = false
  try {
    const result = world.call(name!, parameters!)
    executed = true
    return world.judge(result, gold!.result, gold!.name) ? 'T' : 'F'
  } catch (error) {
    if (!(error instanceof PythonError)) throw error
    const [letter = ''] = error.type
    return executed ? letter : letter.toLowerCase()
  }
}

test('the two calls that the paper shows as right in figure 3 are not the call of the data', async () => {
  const shown = [
    { name: 'GetUserToken', arguments: { username: 'user3', password: 'user3pass' } },
    {
      name: 'ModifyReminder',
      arguments: { token: 'p9o8i7u6y5t4r3e2w1q', content: 'Submit report', time: '2023-03-25 14:00:00' },
    },
  ]
  const cases = await apibank.cases({ folder, splits: ['level-1'] })
  const reasons = ['hammer-1-287', 'hammer-1-288'].map(id => {
    const { correct, reason } = cases
      .find(item => item.id === id)!
      .score({ reply: `\`\`\`\n${JSON.stringify(shown)}\n\`\`\`` })
    return [correct, reason]
  })
  assert.deepEqual(reasons, [
    [false, 'ModifyReminder was called besides what was needed'],
    [false, 'expected content to be Submit documents, found Submit report'],
  ])
})

test('the tool searcher finds most tools of level 2, and those of level 3 by their names', async () => {
  assert.deepEqual([await found(2), await found(3)], [31, 114])
})

async function found(level: Level): Promise<number> {
  const world = await loadWorld({ folder, level })
  const items = await readCases({ folder, edition: 'official', level })
  const searches = items.filter(({ gold }) => gold!.name === 'ToolSearcher')
  const judge = level === 3 ? judgePlanCall : judgeCall
  return searches.filter(item => judge(world, item.gold!, item.expected).correct).length
}

test('verify says what it needs where no saved scores lie', async () => {
  const { published } = apibank as Benchmark
  await assert.rejects(
    published!.verify({ folder: join(folder, 'data'), data: root }),
    /expected folders with/,
  )
})
