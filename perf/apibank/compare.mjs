// Times `coalm score apibank` beside the Python stack, whole processes in turn: the 526 pairs, then a set 100 times as large.
// node perf/apibank/compare.mjs DATA PYTHON [RUNS]   (DATA: the data root; PYTHON: an interpreter with metrics.py's packages)
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const [data, python, runs = '5'] = process.argv.slice(2)
if (!data || !python) {
  console.error('usage: node perf/apibank/compare.mjs DATA PYTHON [RUNS]; run "npm run build" first')
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
const large = write('large.jsonl', Array.from({ length: 100 }, () => all).flat())

function write(name, rows) {
  const path = join(place, name)
  writeFileSync(path, rows.map(row => `${JSON.stringify(row)}\n`).join(''))
  return path
}

function time(command, parameters) {
  const started = process.hrtime.bigint()
  const before = process.resourceUsage()
  const done = spawnSync(command, parameters, { encoding: 'utf8', maxBuffer: 1 << 28 })
  if (done.status !== 0) throw new Error(`${command} ${parameters.join(' ')}: ${done.stderr}`)
  return { wall: Number(process.hrtime.bigint() - started) / 1e9, output: done.stdout, before }
}

/** User and system seconds of a command, as the shell's time gives them. */
function cpu(command, parameters) {
  const script = `TIMEFORMAT='%U %S'; time "$@" >/dev/null 2>/dev/null`
  const { stderr } = spawnSync('bash', ['-c', script, 'bash', command, ...parameters], { encoding: 'utf8' })
  return stderr
    .trim()
    .split(/\s+/)
    .map(Number)
    .reduce((sum, seconds) => sum + seconds, 0)
}

const metrics = new URL('metrics.py', import.meta.url).pathname
const cli = new URL('../../dist/cli.js', import.meta.url).pathname

function compare(name, inputs, times) {
  const theirs = [python, [metrics, ...inputs]]
  const ours = [process.execPath, [cli, 'score', 'apibank', ...inputs, '--data', data, '--json']]
  const wall = { theirs: Infinity, ours: Infinity }
  const spent = { theirs: Infinity, ours: Infinity }
  for (let run = 0; run < times; run++) {
    wall.theirs = Math.min(wall.theirs, time(...theirs).wall)
    wall.ours = Math.min(wall.ours, time(...ours).wall)
    spent.theirs = Math.min(spent.theirs, cpu(...theirs))
    spent.ours = Math.min(spent.ours, cpu(...ours))
  }
  const means = time(...theirs)
    .output.trim()
    .split('\n')
    .map(line => JSON.parse(line))
  const { scores } = JSON.parse(time(...ours).output)
  const splits = [...new Set(scores.map(score => score.split))]
  for (const [at, mean] of means.entries())
    for (const [metric, value] of Object.entries(mean)) {
      const own = scores.find(score => score.split === splits[at] && score.metric === metric)
      if (Math.abs(own.value - value) > 1e-9) throw new Error(`${metric}: ${own.value} is not ${value}`)
    }
  const ratio = pair =>
    `${pair.theirs.toFixed(2)} s / ${pair.ours.toFixed(2)} s = ${(pair.theirs / pair.ours).toFixed(1)}x`
  console.log(`${name}: wall ${ratio(wall)}; CPU ${ratio(spent)}; all means equal to 1e-9`)
}

compare('526 pairs', paths, Number(runs))
compare('52,600 pairs', [large], 1)
