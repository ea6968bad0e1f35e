// How many requests `coalm eval` sends in all when it is killed with -9 at random moments and started again each time.
// node perf/eval/kills.mjs [kills] [cases] [delay in ms]
import { fork, spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

const [kills, cases, delay] = [20, 2000, 40].map((usual, at) => Number(process.argv[2 + at] ?? usual))
const IN_FLIGHT = 32
const folder = mkdtempSync(join(tmpdir(), 'coalm-kills-'))
const stub = fork('perf/eval/stub-server.mjs', [String(delay)])
const port = await new Promise(done => stub.once('message', done))
const url = `http://127.0.0.1:${port}`
const words = ['eval', resolve('perf/eval/sums.mjs'), '-m', `${url}/v1#m`, '-c', String(IN_FLIGHT)]

function run(milliseconds) {
  return new Promise(done => {
    const child = spawn(process.execPath, ['dist/cli.js', ...words, '--runs', folder, '--run', 'r'], {
      stdio: 'ignore',
      env: { ...process.env, CASES: String(cases) },
    })
    const timer = milliseconds && setTimeout(() => child.kill('SIGKILL'), milliseconds)
    child.on('close', status => {
      clearTimeout(timer)
      done(status)
    })
  })
}

let killed = 0
while (killed < kills && (await run(200 + Math.random() * 200)) === null) killed++
const status = await run()
const served = Number(await (await fetch(`${url}/served`)).text())
const rows = readFileSync(join(folder, 'r', 'predictions.jsonl'), 'utf8')
  .trim()
  .split('\n')
  .slice(1)
const most = cases + killed * IN_FLIGHT
console.log(
  `${cases} cases, ${killed} kills, ${IN_FLIGHT} in flight: ${served} requests (at most ${most}), ` +
    `${rows.length} answers, ${new Set(rows.map(row => JSON.parse(row).id)).size} different, last status ${status}`,
)
stub.disconnect()
rmSync(folder, { recursive: true, force: true })
process.exit(served <= most && rows.length === cases ? 0 : 1)
