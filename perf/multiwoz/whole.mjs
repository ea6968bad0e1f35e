// Whole processes on the same predictions file, in turns: mwzeval's evaluate.py -s -r against coalm score.
// node perf/multiwoz/whole.mjs EVALUATION_CLONE PYTHON PREDICTIONS.json DATA [runs]
import { spawnSync } from 'node:child_process'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

const [clone, python, predictions, data, runs = 5] = process.argv.slice(2)
if (!data)
  throw new Error(
    'expected EVALUATION_CLONE PYTHON PREDICTIONS.json DATA, as the first lines of this file say',
  )
const ours = [
  resolve('dist/cli.js'),
  'score',
  'multiwoz',
  resolve(predictions),
  '--data',
  resolve(data),
  '--json',
]
const contestants = {
  official: {
    command: [
      python,
      ['evaluate.py', '-s', '-r', '-i', resolve(predictions), '-o', join(tmpdir(), 'mwzeval.json')],
    ],
    // The order of a set decides how fast the official queries are: this is its fast case.
    options: { cwd: clone, env: { ...process.env, PYTHONHASHSEED: '1' } },
  },
  'coalm, the same': {
    command: [process.execPath, [...ours, '-o', 'metrics=success,richness']],
    options: {},
  },
  'coalm, with states': { command: [process.execPath, ours], options: {} },
}
const least = Object.fromEntries(
  Object.keys(contestants).map(name => [name, { wall: Infinity, cpu: Infinity }]),
)

/** Milliseconds of the clock, and of the processor: what the children of this process have used grows by a child's. */
function measure({ command: [file, words], options }) {
  const timed = ['-f', '%U %S', file, ...words]
  const started = performance.now()
  const { status, stderr } = spawnSync('/usr/bin/time', timed, { ...options, encoding: 'utf8' })
  const wall = performance.now() - started
  if (status !== 0) throw new Error(stderr)
  const [user, system] = stderr.trim().split('\n').at(-1).split(' ').map(Number)
  return { wall, cpu: 1000 * (user + system) }
}

for (let run = 0; run < Number(runs); run++)
  for (const [name, contestant] of Object.entries(contestants)) {
    const { wall, cpu } = measure(contestant)
    least[name].wall = Math.min(least[name].wall, wall)
    least[name].cpu = Math.min(least[name].cpu, cpu)
  }
for (const [name, { wall, cpu }] of Object.entries(least)) {
  const ratio = kind => (least.official[kind] / least[name][kind]).toFixed(1)
  console.log(
    `${name.padEnd(20)} ${(wall / 1000).toFixed(2)} s (${ratio('wall')}×)   ${(cpu / 1000).toFixed(2)} s of processor (${ratio('cpu')}×)`,
  )
}
