// The embedded model asked starter cases, killed with -9 in the middle and started again: no answered case is asked twice.
import assert from 'node:assert/strict'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { readJsonLines } from '../../src/files/jsonl.ts'
import { coalm, start } from './coalm.ts'
import { dataRoot } from '../real-data.ts'

const cwd = mkdtempSync(join(tmpdir(), 'coalm-kill-'))
after(() => rmSync(cwd, { recursive: true, force: true }))
const env = { COALM_DATA: dataRoot }
const words = (run: string) => ['eval', 'starter', '--run', run, '-s', 'calls-seen,state-unseen', '-n', '5']
const CASES = 10

type Row = { id: string; reply?: string; fault?: unknown }

function rows(run: string): Row[] {
  const path = join(cwd, 'runs', run, 'predictions.jsonl')
  return existsSync(path) ? ([...readJsonLines(path)].slice(1) as Row[]) : []
}

/** The answers by case; a reply that was cut off is no answer and may be asked again. */
function answers(run: string): [string, string][] {
  return rows(run).flatMap(({ id, reply }): [string, string][] => (reply === undefined ? [] : [[id, reply]]))
}

test('killed in the middle, it goes on, and says what an unbroken run says', async () => {
  const { child, ended } = start(words('broken'), { cwd, env })
  const late = performance.now() + 120_000
  while (answers('broken').length < 2) {
    assert.ok(performance.now() < late && child.exitCode === null, 'two answers within two minutes')
    await new Promise(resolve => setTimeout(resolve, 20))
  }
  child.kill('SIGKILL')
  await ended
  const before = rows('broken')
  assert.ok(before.length < CASES)

  for (const run of ['broken', 'whole']) {
    const { status, stderr } = await coalm(words(run), { cwd, env })
    assert.ok(status === 0 || status === 1, stderr)
  }
  assert.deepEqual(rows('broken').slice(0, before.length), before, 'what was answered is kept as it was')
  assert.equal(new Map(answers('broken')).size, answers('broken').length, 'no answered case is asked twice')
  assert.equal(new Set(rows('broken').map(({ id }) => id)).size, CASES)
  assert.deepEqual(new Map(answers('broken').sort()), new Map(answers('whole').sort()))
  const [broken, whole] = ['broken', 'whole'].map(run =>
    readFileSync(join(cwd, 'runs', run, 'scores.json'), 'utf8'),
  )
  assert.equal(broken, whole)
})
