// A run is asked, stopped, resumed and judged; no answered case is asked twice, and a fault is never an answer.
import assert from 'node:assert/strict'
import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import type { Judgement } from '../../src/eval/judge.ts'
import { readResults } from '../../src/eval/results.ts'
import { readPredictions } from '../../src/eval/run.ts'
import { runSession } from '../../src/eval/session.ts'
import { sayScore } from '../../src/eval/words.ts'
import { plain } from './plain-format.ts'
import { type Model, ModelFault } from '../../src/models/model.ts'
import { adder, arithmetic } from './arithmetic.ts'

const root = mkdtempSync(join(tmpdir(), 'coalm-session-'))
after(() => rmSync(root, { recursive: true, force: true }))
let runs = 0

function newFolder(): string {
  return join(root, `run-${runs++}`)
}

async function session(
  folder: string,
  model: Model,
  options: { stopAfter?: number; temperature?: number } = {},
) {
  const cases = await arithmetic.cases({ folder: '' })
  const stop = new AbortController()
  const steps = runSession({
    folder,
    chosen: [{ benchmark: arithmetic, cases, choice: {} }],
    model,
    format: plain,
    provenance: { command: 'test', versions: {}, machine: {} },
    signal: stop.signal,
    ...(options.temperature !== undefined && { sampling: { temperature: options.temperature } }),
  })
  let judgements: Judgement[] = []
  for (let seen = 1; ; seen++) {
    const step = await steps.next()
    if (step.done) {
      judgements = step.value
      break
    }
    if (seen === options.stopAfter) stop.abort()
  }
  return judgements[0] as Judgement
}

test('a run whole: every case asked once, scores and verdicts written', async () => {
  const folder = newFolder()
  const asked: string[] = []
  const judgement = await session(folder, adder({ asked }))
  assert.equal(asked.length, 20)
  assert.deepEqual(
    judgement.scores.map(score => [score.split, score.value, score.n, score.interval?.map(Math.round)]),
    [
      ['small', 100, 10, [57, 100]],
      ['large', 100, 10, [57, 100]],
    ],
  )
  assert.equal(readResults(folder).verdicts.length, 20)
})

test('stopped and resumed: no answered case is asked again', async () => {
  const folder = newFolder()
  const asked: string[] = []
  await session(folder, adder({ asked, concurrency: 1 }), { stopAfter: 7 })
  const before = [...readPredictions(folder)].length
  assert.ok(before >= 7 && before < 20, `${before} answered before the stop`)
  const judgement = await session(folder, adder({ asked, concurrency: 1 }))
  assert.equal(judgement.unanswered.length, 0)
  assert.ok(asked.length <= 21, `${asked.length} requests for 20 cases and one stop`)
})

test('a torn last line is cut, and its case asked again', async () => {
  const folder = newFolder()
  await session(folder, adder({}))
  const path = join(folder, 'predictions.jsonl')
  const lines = readFileSync(path, 'utf8').trimEnd().split('\n')
  const last = lines.pop() as string
  writeFileSync(path, `${lines.join('\n')}\n${last.slice(0, 30)}`)
  const asked: string[] = []
  const judgement = await session(folder, adder({ asked }))
  assert.equal(asked.length, 1)
  assert.equal(judgement.verdicts.length, 20)
})

test('faults are counted, shown as a range, and asked again', async () => {
  const folder = newFolder()
  const fault = new ModelFault('http', 'the server said 500', { status: 500, requestId: 'r1' })
  const broken = await session(
    folder,
    adder({ trouble: content => (content.startsWith('3 ') ? fault : undefined) }),
  )
  const small = broken.scores[0]
  assert.ok(small)
  assert.equal(sayScore(small), '100.0, 1 of 10 unanswered: 90.0–100.0')
  assert.equal(broken.unanswered[0]?.fault, 'http')
  const asked: string[] = []
  const mended = await session(folder, adder({ asked }))
  assert.deepEqual(asked, ['3 + 6 ='])
  assert.equal(sayScore(mended.scores[0] as (typeof mended.scores)[0]), '100.0')
})

test('a fault that asks the run to stop ends it, and what was answered is kept', async () => {
  const folder = newFolder()
  const rejected = new ModelFault('http', 'the key was rejected', { status: 401, stop: true })
  const model = adder({
    concurrency: 1,
    trouble: content => (content.startsWith('5 ') ? rejected : undefined),
  })
  await assert.rejects(session(folder, model), /the key was rejected/)
  assert.equal([...readPredictions(folder)].length, 5)
  assert.equal(readResults(folder).verdicts.length, 5)
})

test('resuming with other settings is refused, and the difference named', async () => {
  const folder = newFolder()
  await session(folder, adder({}))
  await assert.rejects(session(folder, adder({}), { temperature: 0.7 }), /sampling\.temperature: 0 → 0\.7/)
})

test('two processes cannot write one run; a dead one does not hold it', async () => {
  const folder = newFolder()
  await session(folder, adder({}))
  writeFileSync(join(folder, 'lock'), JSON.stringify({ pid: process.pid, started: null }))
  await assert.rejects(session(folder, adder({})), /is writing this run/)
  writeFileSync(join(folder, 'lock'), JSON.stringify({ pid: 999_999_9, started: '1' }))
  assert.equal((await session(folder, adder({}))).verdicts.length, 20)
})

test('a broken line inside the predictions is an error that names file and line', async () => {
  const folder = newFolder()
  await session(folder, adder({}))
  appendFileSync(join(folder, 'predictions.jsonl'), 'not json\n{"benchmark":"arithmetic"}\n')
  await assert.rejects(session(folder, adder({})), /predictions\.jsonl, line 22: expected one JSON value/)
})
