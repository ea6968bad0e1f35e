// One optimiser step of LoRA, ours against PyTorch with PEFT: tokens per CPU second, best of several, taken in turns.
// node perf/train/compare.mjs WEIGHTS.gguf PYTHON [threads] [rounds]   (after `npm run build`)
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createInterface } from 'node:readline'

const [weights, python, threads = '1', rounds = '5'] = process.argv.slice(2)
const cases = JSON.parse(readFileSync(new URL('./cases.json', import.meta.url), 'utf8'))
const file = name => new URL(`./${name}`, import.meta.url).pathname

/** Sleeping threads, and a heap that is kept: both make PyTorch faster on a machine with other work. */
const TORCH_ENVIRONMENT = {
  OMP_WAIT_POLICY: 'PASSIVE',
  GOMP_SPINCOUNT: '0',
  MALLOC_MMAP_THRESHOLD_: '4294967296',
  MALLOC_TRIM_THRESHOLD_: '17179869184',
  MALLOC_TOP_PAD_: '268435456',
}

async function startSide(command, words, environment = {}) {
  const child = spawn(command, [...words, weights, threads], {
    stdio: ['pipe', 'pipe', 'ignore'],
    env: { ...process.env, ...environment },
  })
  const lines = createInterface({ input: child.stdout })
  const [ready] = await once(lines, 'line')
  if (ready !== 'ready') throw new Error(`${command}: expected "ready", found "${ready}"`)
  async function step(item) {
    child.stdin.write(`${JSON.stringify(item)}\n`)
    const [line] = await once(lines, 'line')
    return JSON.parse(line)
  }
  return { step, end: () => child.stdin.end() }
}

const sides = {
  coalm: await startSide(process.execPath, [file('coalm_side.mjs')]),
  torch: await startSide(python, [file('torch_side.py')], TORCH_ENVIRONMENT),
}

const ratios = []
for (const item of cases) {
  const best = { coalm: { cpu: Number.POSITIVE_INFINITY }, torch: { cpu: Number.POSITIVE_INFINITY } }
  // The first round warms up both sides.
  for (let round = 0; round <= (item.rounds ?? Number(rounds)); round++)
    for (const [name, side] of Object.entries(sides)) {
      const result = await side.step(item)
      if (round > 0 && result.cpu < best[name].cpu) best[name] = result
    }
  const tokens = item.samples * item.length
  const rate = name => tokens / (best[name].cpu / 1000)
  const ratio = rate('coalm') / rate('torch')
  if (item.samples === 1) ratios.push(ratio)
  const row = [item.name, ...['coalm', 'torch'].map(name => `${name} ${rate(name).toFixed(0)} tokens/CPU s`)]
  const peaks = ['coalm', 'torch'].map(name => `${name} ${best[name].peak.toFixed(0)} MB so far`)
  console.log([...row, `ratio ${ratio.toFixed(2)}`, ...peaks].join(' · '))
}
const mean = Math.exp(ratios.reduce((sum, ratio) => sum + Math.log(ratio), 0) / ratios.length)
console.log(`geometric mean of the unshared cases: ${mean.toFixed(2)}`)
for (const side of Object.values(sides)) side.end()
