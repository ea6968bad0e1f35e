// Times `coalm score apibank` beside the Python stack, whole processes in turn: the 526 pairs, then a set 100 times as large.
// node perf/apibank/compare.mjs DATA PYTHON [RUNS] [FACTOR]   (DATA: the data root; PYTHON: an interpreter with metrics.py's packages)
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const [data, python, runs = '5', factor = '100'] = process.argv.slice(2)
if (!data || !python) {
  console.error('usage: node perf/apibank/compare.mjs DATA PYTHON [RUNS] [FACTOR]; run "npm run build" first')
  process.exit(2)
}

const place = mkdtempSync(join(tmpdir(), 'apibank-perf-'))
const files = [1, 2].map(level => {
  const rows = JSON.parse(readFileSync(join(data, `api-bank/hammer-hammer/apibank_l${level}.json`), 'utf8'))
  return { level, rows: rows.map(({ output }, at) => ({ label: output, predict: bend(output, at) })) }
})

/** Predictions as models make them: some right, some without the fence, some with other values, some in prose. */
function bend(label, at) {
  if (at % 5 === 0) return label
  if (at % 5 === 1) return label.replaceAll('```', '').trim()
  if (at % 5 === 2) return label.replaceAll('2023', '2024').replace(/user(\d)/g, 'member$1')
  if (at % 5 === 3) return label.replace(/, "[^"]+": "[^"]*"\}/, '}')
  return `I will call the tool for you now: ${label.slice(3, 90)}`
}

const paths = files.map(({ level, rows }) => write(`level-${level}.jsonl`, rows))
const all = files.flatMap(({ rows }) => rows)
const large = write('large.jsonl', Array.from({ length: Number(factor) }, () => all).flat())

function write(name, rows) {
  const path = join(place, name)
  writeFileSync(path, rows.map(row => `${JSON.stringify(row)}\n`).join(''))
  return path
}

/** Runs a command: its output, and its wall and CPU seconds as the shell's time gives them. */
function run(command, parameters) {
  const script = `TIMEFORMAT='%R %U %S'; time "$@"`
  const done = spawnSync('bash', ['-c', script, 'bash', command, ...parameters], {
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  })
  if (done.status !== 0) throw new Error(`${command} ${parameters.join(' ')}: ${done.stderr}`)
  const [wall, user, system] = done.stderr.trim().split('\n').at(-1).split(' ').map(Number)
  return { wall, cpu: user + system, output: done.stdout }
}

const metrics = new URL('metrics.py', import.meta.url).pathname
const cli = new URL('../../dist/cli.js', import.meta.url).pathname

function compare(name, inputs, times) {
  const theirs = [python, [metrics, ...inputs]]
  const ours = [process.execPath, [cli, 'score', 'apibank', ...inputs, '--data', data, '--json']]
  const least = { wall: { theirs: Infinity, ours: Infinity }, cpu: { theirs: Infinity, ours: Infinity } }
  let output = {}
  for (let turn = 0; turn < times; turn++) {
    const done = { theirs: run(...theirs), ours: run(...ours) }
    output = { theirs: done.theirs.output, ours: done.ours.output }
    for (const kind of ['wall', 'cpu'])
      for (const side of ['theirs', 'ours']) least[kind][side] = Math.min(least[kind][side], done[side][kind])
  }
  const means = output.theirs
    .trim()
    .split('\n')
    .map(line => JSON.parse(line))
  const { scores } = JSON.parse(output.ours)
  const splits = [...new Set(scores.map(score => score.split))]
  for (const [at, mean] of means.entries())
    for (const [metric, value] of Object.entries(mean)) {
      const own = scores.find(score => score.split === splits[at] && score.metric === metric)
      if (Math.abs(own.value - value) > 1e-9) throw new Error(`${metric}: ${own.value} is not ${value}`)
    }
  const ratio = ({ theirs, ours }) =>
    `${theirs.toFixed(2)} s / ${ours.toFixed(2)} s = ${(theirs / ours).toFixed(1)}x`
  console.log(`${name}: wall ${ratio(least.wall)}; CPU ${ratio(least.cpu)}; all means equal to 1e-9`)
}

compare('526 pairs', paths, Number(runs))
compare(`${(526 * factor).toLocaleString('en-US')} pairs`, [large], 1)
