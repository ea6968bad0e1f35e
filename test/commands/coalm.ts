// The command line as a user has it: the built program in a child process, in a folder of its own.
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

const PROGRAM = resolve('dist/cli.js')

export type Ended = { status: number | null; stdout: string; stderr: string }

/** Starts `coalm` with these words. `ended` never rejects. */
export function start(
  words: string[],
  { cwd, env = {} }: { cwd: string; env?: Record<string, string> },
): { child: ChildProcess; ended: Promise<Ended> } {
  const { COALM_DATA: _data, ...inherited } = process.env
  const child = spawn(process.execPath, [PROGRAM, ...words], {
    cwd,
    env: { ...inherited, COALM_CACHE: join(cwd, 'cache'), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let [stdout, stderr] = ['', '']
  child.stdout?.on('data', piece => {
    stdout += piece
  })
  child.stderr?.on('data', piece => {
    stderr += piece
  })
  const ended = new Promise<Ended>(done => {
    child.on('close', status => done({ status, stdout, stderr }))
  })
  return { child, ended }
}

export function coalm(
  words: string[],
  options: { cwd: string; env?: Record<string, string> },
): Promise<Ended> {
  return start(words, options).ended
}

/** A new folder with a private benchmark of sums (`sums.mjs`) and a model that can add (`adder.mjs`). */
export function newFolder(cases = 12): { folder: string; remove(): void } {
  const folder = mkdtempSync(join(tmpdir(), 'coalm-command-'))
  writeFileSync(join(folder, 'sums.mjs'), sums(cases))
  writeFileSync(join(folder, 'adder.mjs'), ADDER)
  writeFileSync(join(folder, 'liar.mjs'), "export const reply = () => '7'\n")
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) }
}

function sums(cases: number): string {
  return `import { defineBenchmark } from ${JSON.stringify(resolve('dist/index.js'))}
export const benchmark = defineBenchmark({
  name: 'sums', title: 'Sums', paper: 'none', reference: 'this test', licence: 'Apache-2.0',
  splits: ['even', 'odd'], dataVersion: '1', folder: null,
  cases: async () => Array.from({ length: ${cases} }, (_, i) => i),
  id: i => 'sum_' + i,
  split: i => (i % 2 === 0 ? 'even' : 'odd'),
  card: i => ({ title: i + ' + 1', expected: String(i + 1) }),
  async ask(i, model) {
    const reply = await model.send({ messages: [{ role: 'user', content: i + ' + 1 =' }] })
    return { reply: reply.text }
  },
  score: (i, { reply }) => ({
    correct: reply === String(i + 1),
    metrics: { accuracy: Number(reply === String(i + 1)) },
    ...(reply !== String(i + 1) && { reason: 'the sum is another' }),
  }),
  totals: cases => ['even', 'odd'].map(split => {
    const own = cases.filter(one => one.split === split)
    const right = own.filter(one => one.verdict.correct).length
    return { split, metric: 'accuracy', value: own.length === 0 ? null : (100 * right) / own.length, n: own.length, scorer: 'equality' }
  }),
})
`
}

const ADDER = `import { appendFileSync } from 'node:fs'
export const reply = prompt => {
  const question = prompt.messages[0].content
  appendFileSync('asked.txt', question + '\\n')
  return String(Number.parseInt(question) + 1)
}
`
