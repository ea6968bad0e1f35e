// Multi-turn checking alone, warm and in one process: ours, and the official side where its Python is named; rounds interleaved, CPU seconds.
// node perf/bfcl/turns.mjs --data DATA --results RESULT_FOLDER --model uiuc-convai/CoALM-8B [--python venv/bin/python] [--rounds 7]
// RESULT_FOLDER is what multi-turn-results.mjs wrote; the package is built first (npm run build).
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { parseArgs } from 'node:util'
import { fileURLToPath } from 'node:url'
import { scoreResults } from '../../dist/benchmarks/bfcl/score-results.js'

const { values } = parseArgs({
  options: {
    data: { type: 'string' },
    results: { type: 'string' },
    model: { type: 'string' },
    python: { type: 'string' },
    rounds: { type: 'string', default: '7' },
  },
})
const { data, results, model, python } = values
if (!data || !results || !model) throw new Error('expected --data, --results and --model')

async function checkOnce() {
  const out = mkdtempSync(join(tmpdir(), 'bfcl-perf-'))
  const began = process.cpuUsage()
  await scoreResults({
    paths: [join(results, model.replaceAll('/', '_'))],
    data,
    out,
    partial: false,
    options: {},
  })
  const { user, system } = process.cpuUsage(began)
  rmSync(out, { recursive: true })
  return (user + system) / 1e6
}

const ours = []
const theirs = []
const rounds = Number(values.rounds)
if (python) {
  const script = fileURLToPath(new URL('turns.py', import.meta.url))
  const options = ['--results', results, '--model', model, '--rounds', String(rounds + 1)]
  const official = spawn(python, [script, ...options])
  official.stderr.resume()
  for await (const line of createInterface({ input: official.stdout })) {
    theirs.push(Number(line))
    official.kill('SIGSTOP')
    ours.push(await checkOnce())
    official.kill('SIGCONT')
  }
} else for (let round = 0; round <= rounds; round++) ours.push(await checkOnce())

// The first round of each side warms up.
const least = list => Math.min(...list.slice(1))
console.log(`ours      ${least(ours).toFixed(3)} CPU s (first ${ours[0].toFixed(3)})`)
if (python) {
  console.log(`official  ${least(theirs).toFixed(3)} CPU s (first ${theirs[0].toFixed(3)})`)
  console.log(`ratio     ${(least(theirs) / least(ours)).toFixed(1)}`)
}
