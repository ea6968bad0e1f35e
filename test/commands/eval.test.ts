// `coalm eval` from end to end: asked once, killed and resumed, stopped, compared, shown, scored again.
import assert from 'node:assert/strict'
import { appendFileSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { readJsonLines } from '../../src/files/jsonl.ts'
import { type StubServer, stubServer } from '../models/stub-server.ts'
import { coalm, newFolder, start } from './coalm.ts'

const CASES = 40
const IN_FLIGHT = 4
const { folder: cwd, remove } = newFolder(CASES)
after(remove)

let server: StubServer
let pause = 15
before(async () => {
  server = await stubServer(async ({ body }) => {
    await new Promise(resolve => setTimeout(resolve, pause))
    return String(Number.parseInt(body.messages[0]?.content ?? '', 10) + 1)
  })
})
after(() => server.close())

function words(run: string): string[] {
  return ['eval', 'sums.mjs', '-m', `${server.url}#m`, '-c', String(IN_FLIGHT), '--run', run]
}

function rows(run: string): { id?: string }[] {
  const path = join(cwd, 'runs', run, 'predictions.jsonl')
  return existsSync(path) ? ([...readJsonLines(path)].slice(1) as { id?: string }[]) : []
}

async function untilAnswered(run: string, count: number): Promise<void> {
  const late = performance.now() + 10_000
  while (rows(run).length < count) {
    assert.ok(performance.now() < late, `${rows(run).length} answers, waited for ${count}`)
    await new Promise(resolve => setTimeout(resolve, 5))
  }
}

const script = (name: string) => ['eval', 'sums.mjs', '-m', `scripted:${name}.mjs`, '--run', name]

test('a run whole: a table, the files, and nothing asked twice by the same command', async () => {
  const first = await coalm(script('adder'), { cwd })
  assert.equal(first.status, 0, first.stderr)
  assert.match(first.stdout, /sums +even +accuracy +20 +100\.0 \[/)
  assert.match(first.stderr, /kept in runs\/adder; "coalm report runs\/adder" makes the page/)
  assert.deepEqual(readdirSync(join(cwd, 'runs/adder')).sort(), [
    'predictions.jsonl',
    'prompts.jsonl',
    'run.json',
    'scores.json',
    'verdicts.jsonl',
  ])
  const asked = readFileSync(join(cwd, 'asked.txt'), 'utf8').trim().split('\n')
  assert.equal(new Set(asked).size, CASES)
  assert.equal(asked.length, CASES)
  const again = await coalm([...script('adder'), '--json'], { cwd })
  assert.equal(readFileSync(join(cwd, 'asked.txt'), 'utf8').trim().split('\n').length, CASES)
  const { scores, unanswered } = JSON.parse(again.stdout)
  assert.deepEqual(unanswered, [])
  assert.deepEqual(
    scores.map((score: { split: string; value: number; n: number }) => [score.split, score.value, score.n]),
    [
      ['even', 100, 20],
      ['odd', 100, 20],
    ],
  )
})

test('compare, report and score read what eval wrote', async () => {
  const liar = await coalm(script('liar'), { cwd })
  assert.equal(liar.status, 0, liar.stderr)
  const [compared, json, report, same] = await Promise.all([
    coalm(['compare', 'runs/liar', 'runs/adder', '--flips', '2'], { cwd }),
    coalm(['compare', 'runs/liar', 'runs/adder', '--json'], { cwd }),
    coalm(['report', 'lies=runs/liar', 'runs/adder', '-o', 'page.html', '-t', 'Sums <b>'], { cwd }),
    coalm(['compare', 'runs/adder', 'runs/adder'], { cwd }),
  ])
  assert.equal(compared.status, 0, compared.stderr)
  assert.match(compared.stdout, /sums even, wrong → right \(19\): sum_0, sum_2, and 17 more/)
  assert.equal(JSON.parse(json.stdout)[0].difference, 95)
  assert.match(same.stdout, /tied/)
  assert.equal(report.status, 0, report.stderr)
  const page = readFileSync(join(cwd, 'page.html'), 'utf8')
  assert.ok(page.includes('Sums &lt;b&gt;') && !page.includes('Sums <b>'))
  assert.match(page, /sum_39/)
  assert.doesNotMatch(page, /(src|href)="https?:/)

  const before = JSON.parse(readFileSync(join(cwd, 'runs/adder/scores.json'), 'utf8'))
  for (const file of ['scores.json', 'verdicts.jsonl']) rmSync(join(cwd, 'runs/adder', file))
  const scored = await coalm(['score', 'sums.mjs', 'runs/adder'], { cwd })
  assert.equal(scored.status, 0, scored.stderr)
  assert.deepEqual(JSON.parse(readFileSync(join(cwd, 'runs/adder/scores.json'), 'utf8')), before)
})

test('killed and resumed, three times: no answered case is asked again, and the totals are whole', async () => {
  const before = server.requests.length
  for (const count of [5, 15, 25]) {
    const { child, ended } = start(words('killed'), { cwd })
    await untilAnswered('killed', count)
    child.kill('SIGKILL')
    await ended
  }
  // A line that the kill tore is cut, and its case asked again.
  appendFileSync(join(cwd, 'runs/killed/predictions.jsonl'), '{"benchmark":"sums","split":"ev')
  const { status, stdout, stderr } = await coalm([...words('killed'), '--json'], { cwd })
  assert.equal(status, 0, stderr)
  const ids = rows('killed').map(({ id }) => id)
  assert.equal(new Set(ids).size, CASES)
  assert.equal(ids.length, CASES)
  const asked = server.requests.length - before
  assert.ok(asked <= CASES + 3 * IN_FLIGHT, `${asked} requests for ${CASES} cases and 3 kills`)
  const unbroken = await coalm([...words('unbroken'), '--json'], { cwd })
  assert.deepEqual(JSON.parse(stdout).scores, JSON.parse(unbroken.stdout).scores)
})

test('Ctrl-C ends with the line that says how to go on, and the same command goes on', async () => {
  const { child, ended } = start(words('stopped'), { cwd })
  await untilAnswered('stopped', 6)
  child.kill('SIGINT')
  const { status, stdout, stderr } = await ended
  assert.equal(status, 130)
  assert.match(
    stderr,
    /stopped; every answer so far is kept in runs\/stopped\. The same command goes on from there\./,
  )
  assert.match(stdout, /^\d+ cases have no answer \(\d+ not asked\)/)
  const kept = rows('stopped').length
  assert.ok(kept >= 6 && kept < CASES)
  assert.ok(!existsSync(join(cwd, 'runs/stopped/lock')))
  const before = server.requests.length
  assert.equal((await coalm(words('stopped'), { cwd })).status, 0)
  assert.equal(server.requests.length - before, CASES - kept)
})

test('a second process is refused while the first writes', async () => {
  pause = 400
  const { ended, child } = start(words('locked'), { cwd })
  await untilAnswered('locked', 1)
  const second = await coalm(words('locked'), { cwd })
  assert.equal(second.status, 2)
  assert.match(
    second.stderr,
    new RegExp(`^coalm: runs/locked: process ${child.pid} is writing this run; wait for it .*\n$`),
  )
  pause = 1
  assert.equal((await ended).status, 0)
})

test('a refused key ends the run with one sentence, and keeps what was answered', async () => {
  const strict = await stubServer(({ number }) =>
    number < 5 ? '1' : { status: 401, body: { error: { message: 'key expired' } } },
  )
  const { status, stderr } = await coalm(
    ['eval', 'sums.mjs', '-m', `${strict.url}#m`, '-c', '1', '--run', 'refused'],
    { cwd },
  )
  await strict.close()
  assert.equal(status, 2)
  assert.match(
    stderr,
    /^coalm: http:\S+ refused the key with status 401: key expired \(request coalm-\S+\)\n$/,
  )
  assert.equal(rows('refused').length, 5)
  assert.equal(strict.requests.length, 6)
})

test('faults are counted first, exit status 1, and are all that is asked next time', async () => {
  let isMended = false
  const faulty = await stubServer(({ body }) => {
    const question = body.messages[0]?.content ?? ''
    return question.startsWith('3 ') && !isMended
      ? { status: 422, body: { error: 'no' } }
      : String(Number.parseInt(question, 10) + 1)
  })
  const again = () => coalm(['eval', 'sums.mjs', '-m', `${faulty.url}#m`, '--run', 'faulty'], { cwd })
  const first = await again()
  assert.equal(first.status, 1)
  assert.match(
    first.stdout,
    /^1 case has no answer \(1 http\); run the same command again to ask what is left\n/,
  )
  assert.match(first.stdout, /100\.0, 1 of 20 unanswered: 95\.0–100\.0/)
  isMended = true
  assert.equal((await again()).status, 0)
  assert.equal(faulty.requests.length, CASES + 1)
  await faulty.close()
})

test('starter with a scripted model, and its answers given again by the recorded one', async () => {
  writeFileSync(join(cwd, 'polite.mjs'), "export const reply = () => 'Thought: no\\nSystem: I cannot say.'\n")
  const options = ['-n', '1', '-s', 'restraint-seen,state-seen', '--json']
  const said = await coalm(['eval', 'starter', '-m', 'scripted:polite.mjs', '--run', 'polite', ...options], {
    cwd,
  })
  assert.equal(said.status, 0, said.stderr)
  const kept = await coalm(['eval', 'starter', '-m', 'recorded:runs/polite', '--run', 'kept', ...options], {
    cwd,
  })
  assert.equal(kept.status, 0, kept.stderr)
  assert.deepEqual(JSON.parse(kept.stdout).scores, JSON.parse(said.stdout).scores)
})
