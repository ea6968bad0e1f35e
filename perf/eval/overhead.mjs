// What `coalm eval` costs beside a plain fetch loop: CPU a case, start-up, memory, against a stub server at 32 at once.
// node perf/eval/overhead.mjs [rounds] [delay in ms]
import { fork, spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

const rounds = Number(process.argv[2] ?? 6)
const delay = process.argv[3] ?? '0'
const [FEW, MANY] = [20, 500]
const folder = mkdtempSync(join(tmpdir(), 'coalm-perf-'))
const stub = fork('perf/eval/stub-server.mjs', [delay])
const port = await new Promise(done => stub.once('message', done))
const url = `http://127.0.0.1:${port}/v1`

/** CPU, wall and memory of a child: it writes its own use down as it ends. */
function measure(words, env) {
  const note = join(folder, 'use.json')
  return new Promise((done, fail) => {
    const started = performance.now()
    const child = spawn(process.execPath, ['--import', resolve('perf/eval/note-use.mjs'), ...words], {
      stdio: ['ignore', 'ignore', 'ignore'],
      env: { ...process.env, ...env, USE_NOTE: note },
    })
    child.on('close', status => {
      if (status !== 0) return fail(new Error(`${words.join(' ')} ended with ${status}`))
      done({ wall: performance.now() - started, ...JSON.parse(readFileSync(note, 'utf8')) })
    })
  })
}

let runs = 0
const sides = {
  floor: count => measure(['perf/eval/floor.mjs', url, String(count), join(folder, 'floor.jsonl')], {}),
  coalm: count =>
    measure(
      ['dist/cli.js', 'eval', resolve('perf/eval/sums.mjs'), '-m', `${url}#m`, '-c', '32'].concat(
        '--runs',
        folder,
        '--run',
        `r${runs++}`,
      ),
      { CASES: String(count) },
    ),
}

const kept = { floor: { [FEW]: [], [MANY]: [] }, coalm: { [FEW]: [], [MANY]: [] } }
for (let round = 0; round < rounds; round++)
  for (const count of [FEW, MANY])
    for (const side of ['floor', 'coalm']) kept[side][count].push(await sides[side](count))

const least = (list, key) => Math.min(...list.map(one => one[key]))
const rows = ['floor', 'coalm'].map(side => {
  const [few, many] = [kept[side][FEW], kept[side][MANY]]
  return {
    side,
    'CPU ms, n = 20': Math.round(least(few, 'cpu')),
    'CPU ms, n = 500': Math.round(least(many, 'cpu')),
    'marginal CPU ms a case': ((least(many, 'cpu') - least(few, 'cpu')) / (MANY - FEW)).toFixed(2),
    'all-in CPU ms a case': (least(many, 'cpu') / MANY).toFixed(2),
    'first request after ms': Math.round(least(many, 'first')),
    'wall ms': Math.round(least(many, 'wall')),
    'peak MB': Math.round(least(many, 'peak')),
  }
})
console.log(
  `least of ${rounds} interleaved rounds, stub delay ${delay} ms, 32 at once, Node ${process.version}`,
)
console.table(rows)
const ratio = rows[1]['CPU ms, n = 500'] / rows[0]['CPU ms, n = 500']
console.log(`coalm / floor, CPU at n = 500: ${ratio.toFixed(2)}`)
stub.disconnect()
rmSync(folder, { recursive: true, force: true })
