// The benchmark whole: asked, scored, its splits added up, and predictions of every published kind.
import assert from 'node:assert/strict'
import { join } from 'node:path'
import { test } from 'node:test'
import { apibank } from '../../../src/benchmarks/apibank/apibank.ts'
import type { Benchmark, Score } from '../../../src/eval/benchmark.ts'
import { openai } from '../../../src/formats/openai.ts'
import { CALL, LABEL, LABEL_2, makeDataRoot, write } from './data-folder.ts'

const root = makeDataRoot()
const folder = join(root, 'api-bank')
const published = (apibank as Benchmark).published!

async function scoresOf(reply: (id: string) => string): Promise<Score[]> {
  const cases = await apibank.cases({ folder })
  return apibank.totals(cases.map(item => ({ ...item, verdict: item.score({ reply: reply(item.id) }) })))
}

function value(scores: Score[], split: string, metric: string): number | null | undefined {
  const score = scores.find(one => one.split === split && one.metric === metric)
  return score && (score.value === null ? null : Math.round(score.value * 1e4) / 1e4)
}

test('gold replies reach 100, each edition named', async () => {
  const cases = await apibank.cases({ folder })
  const gold = new Map(cases.map(item => [item.id, String(item.card().expected)]))
  const scores = await scoresOf(id => gold.get(id)!)
  for (const [split, metric] of [
    ['level-1', 'rouge-l'],
    ['level-1', 'bleu-4'],
    ['level-2', 'exact-call'],
    ['level-1', 'parameter-f1'],
    ['official-1', 'executed'],
    ['official-1', 'gold-executed'],
    ['official-3', 'plan'],
    ['response-2', 'rouge-l'],
  ] as const)
    assert.equal(value(scores, split, metric), 100, `${split} ${metric}`)
  assert.ok(scores.every(score => /edition/.test(score.scorer)))
})

test('a reply without a call is wrong everywhere, and rates that have no denominator are left out', async () => {
  const scores = await scoresOf(() => 'I do not know.')
  assert.equal(value(scores, 'level-1', 'exact-call'), 0)
  assert.equal(value(scores, 'level-1', 'name-f1'), null)
  assert.equal(value(scores, 'official-2', 'executed'), 0)
})

test('cases are asked with the published prompt, or in the dialect of a format', async () => {
  const prompts: unknown[] = []
  const respondent = {
    format: openai,
    async send(prompt: unknown) {
      prompts.push(prompt)
      return { text: '', calls: [{ name: 'QueryBalance', arguments: '{"token": "t0ada"}' }], ms: 1 }
    },
  }
  const [plain] = await apibank.cases({ folder, splits: ['level-1'] })
  assert.equal((await plain!.ask(respondent)).reply, '')
  assert.deepEqual(prompts[0], { messages: [{ role: 'user', content: 'Call a tool.' }] })
  for (const split of ['level-1', 'official-1']) {
    const [item] = await apibank.cases({ folder, splits: [split], options: { prompt: 'format' } })
    assert.ok(item!.score(await item!.ask(respondent)).correct, split)
  }
  await assert.rejects(apibank.cases({ folder, options: { prompt: 'x' } }), /published or format/)
})

async function scoreFile(rows: object[], options: { partial?: boolean } = {}) {
  const path = write(
    join(root, `in-${Math.abs(JSON.stringify(rows).length)}.jsonl`),
    rows.map(row => JSON.stringify(row)).join('\n'),
  )
  return published.score({ paths: [path], data: root, partial: options.partial ?? false, options: {} })
}

test('rows of LLaMA-Factory are known by their labels, and scored as they are where they are not', async () => {
  const row = { prompt: 'p', label: LABEL, predict: LABEL }
  const whole = await scoreFile([row, row])
  assert.deepEqual([value(whole.scores, 'level-1', 'rouge-l'), whole.problems], [100, []])
  const other = LABEL.replace('t0ada', 'elsewhere')
  const foreign = await scoreFile([{ label: other, predict: LABEL }])
  assert.equal(value(foreign.scores, 'labelled', 'exact-call'), 0)
  assert.equal(foreign.verdicts[0]!.errorClass, 'wrong value')
  assert.match((await scoreFile([row])).problems[0]!, /expected 2 rows of level-1, found 1/)
})

test('rows of the official evaluators are executed; what is missing counts as wrong unless partial', async () => {
  const calls = await scoreFile([{ file: 'Q-1.jsonl', id: 0, pred: CALL }])
  assert.equal(value(calls.scores, 'official-1', 'executed'), 100)
  const wrong = await scoreFile([{ file: 'Q-1.jsonl', id: 0, pred: CALL.replace('t0ada', 't0bo') }])
  assert.equal(wrong.verdicts[0]!.errorType, 'OUTPUT_MISMATCH')
  const plans = await scoreFile([
    { sample_id: 0, api_id: 0, pred: "[ToolSearcher(keywords='TravelStatus')]" },
    { sample_id: 0, api_id: 1, pred: "[TravelStatus(member_name='Jerry')]" },
    { sample_id: 7, api_id: 1, pred: '' },
  ])
  assert.equal(value(plans.scores, 'official-3', 'executed'), 50)
  assert.equal(value(plans.scores, 'official-3', 'plan'), 0)
  assert.match(plans.problems[0]!, /plan-7#1 is no call of level 3/)
  const responses = await scoreFile([{ output: 'Mary works from home.', pred: 'AI: Mary works from home.' }])
  assert.equal(value(responses.scores, 'response-3', 'rouge-l'), 100)
})

test('our own predictions are scored outside of their run, faults named', async () => {
  const report = await scoreFile([
    { format: 'coalm/predictions@1' },
    { benchmark: 'apibank', split: 'level-2', id: 'hammer-2-0', attempt: 0, reply: LABEL_2 },
    { benchmark: 'apibank', split: 'level-1', id: 'hammer-1-0', attempt: 0, fault: { kind: 'timeout' } },
  ])
  assert.equal(value(report.scores, 'level-2', 'exact-call'), 100)
  assert.match(report.problems[0]!, /hammer-1-0 has no answer/)
})

test('broken files say where', async () => {
  const broken = write(
    join(root, 'broken.jsonl'),
    `${JSON.stringify({ label: LABEL, predict: '' })}\n{"label`,
  )
  await assert.rejects(
    published.score({ paths: [broken], data: root, partial: false, options: {} }),
    /broken\.jsonl, line 2: expected JSON/,
  )
  await assert.rejects(scoreFile([{ a: 1 }]), /expected rows \{label, predict\}/)
  const odd = await scoreFile([{ label: LABEL, predict: LABEL }, { label: LABEL }], { partial: true })
  assert.match(odd.problems[0]!, /row 2: not like the other rows/)
})

test('saved scores are replayed and differences named', async () => {
  const place = join(root, 'saved/model')
  const rows = [LABEL, 'none'].map(predict => JSON.stringify({ label: LABEL, predict })).join('\n')
  write(join(place, 'generated_predictions.jsonl'), rows)
  write(join(place, 'predict_results.json'), JSON.stringify({ 'predict_rouge-l': 50, 'predict_bleu-4': 1 }))
  const {
    rows: [row],
    problems,
  } = await published.verify({ folder: join(root, 'saved'), data: root })
  assert.deepEqual([row!.equal, row!.different, row!.first!.id, problems], [1, 1, 'bleu-4', []])
  await assert.rejects(
    published.verify({ folder, data: root }),
    /expected folders with generated_predictions/,
  )
})

test('a missing file of the data is named', async () => {
  await assert.rejects(apibank.cases({ folder: '/nowhere', splits: ['level-1'] }), /coalm pull apibank/)
})
