// Wrong words and wrong files: one sentence that says what to do, exit status 2, and nothing half-written.
import assert from 'node:assert/strict'
import { appendFileSync, cpSync, existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { coalm, newFolder } from './coalm.ts'

const { folder: cwd, remove } = newFolder()
after(remove)

before(async () => {
  writeFileSync(join(cwd, 'junk.gguf'), 'junk')
  writeFileSync(join(cwd, 'broken.mjs'), 'export const = 1')
  const run = await coalm(['eval', 'sums.mjs', '-m', 'scripted:adder.mjs', '--run', 'good'], { cwd })
  assert.equal(run.status, 0, run.stderr)
})

const SCRIPT = ['-m', 'scripted:adder.mjs']

const MISTAKES: [string[], RegExp][] = [
  [['eval', 'nope', ...SCRIPT], /expected a benchmark \(.*starter.*\) or the path of a module/],
  [['eval', 'broken.mjs', ...SCRIPT], /broken\.mjs: expected a module that can be loaded, found SyntaxError/],
  [['eval', 'starter', '-m', 'nope'], /expected a model \(local, .*\), found "nope"/],
  [['eval', 'starter', '-m', 'local:junk.gguf'], /junk\.gguf: expected a GGUF file, found other bytes/],
  [['eval', 'starter', '-f', 'nope', ...SCRIPT], /expected a format \(coalm, openai.*\), found "nope"/],
  [['eval', 'starter', '-s', 'nope', ...SCRIPT], /starter: expected splits among .*, found "nope"/],
  [
    ['eval', 'starter', '-o', 'nope=1', ...SCRIPT],
    /starter: expected one of its options \(shots\), found "nope"/,
  ],
  [['eval', 'starter', '-d', 'none', ...SCRIPT], /expected a data folder at none \(from --data\)/],
  [['eval', 'sums.mjs', '--run', '../sums.mjs', ...SCRIPT], /sums\.mjs: expected a run folder, found a file/],
  [['eval', 'sums.mjs', '--run', 'good', '--temperature', '1', ...SCRIPT], /sampling\.temperature: 0 → 1/],
  [['pull', 'nope'], /expected one of .*, found "nope"/],
  [['score', 'starter', 'none'], /none: expected a result file or folder, found nothing there/],
  [['score', 'starter', 'runs/good'], /expected a run of starter, found one of sums/],
  [['compare', 'none', 'runs/good'], /none: expected scores\.json, found none/],
  [['chat', '-g', 'nope', '-m', 'scripted:adder.mjs'], /expected a group of services/],
  [['quickstart', '-d', 'none'], /expected a data folder at none/],
]

for (const [words, sentence] of MISTAKES)
  test(`coalm ${words.join(' ')}`, async () => {
    const before = listing()
    const { status, stdout, stderr } = await coalm(words, { cwd })
    assert.match(stderr, sentence)
    assert.match(stderr, /^coalm: [^\n]+\n$/, 'one sentence')
    assert.equal(stdout, '')
    assert.equal(status, 2)
    assert.deepEqual(listing(), before, 'nothing written')
  })

function listing(): string[] {
  return readdirSync(cwd, { recursive: true }).map(String).sort()
}

test('a number out of bounds is said with what was expected', async () => {
  const { status, stderr } = await coalm(['eval', 'starter', '--cases', '0', ...SCRIPT], { cwd })
  assert.equal(status, 2)
  assert.match(stderr, /expected a whole number of at least 1/)
})

/** A copy of the good run with something wrong. */
function broken(name: string, hurt: (folder: string) => void): string {
  const folder = join(cwd, 'runs', name)
  cpSync(join(cwd, 'runs/good'), folder, { recursive: true })
  hurt(folder)
  return `runs/${name}`
}

const BROKEN: [string, (folder: string) => void, string, RegExp][] = [
  [
    'without run.json',
    folder => rmSync(join(folder, 'run.json')),
    'eval',
    /expected run\.json beside predictions\.jsonl, found none/,
  ],
  [
    'with a corrupt line',
    folder => appendFileSync(join(folder, 'predictions.jsonl'), 'not json\n{}\n'),
    'eval',
    /predictions\.jsonl, line 14: expected one JSON value, found "not json"; mend/,
  ],
  [
    'of another version',
    folder => writeFileSync(join(folder, 'run.json'), '{"format": "coalm/run@9"}'),
    'score',
    /expected format coalm\/run@1, found "coalm\/run@9"/,
  ],
  [
    'without prompts',
    folder => rmSync(join(folder, 'prompts.jsonl')),
    'report',
    /expected prompts\.jsonl, found none/,
  ],
  [
    'with broken scores',
    folder => writeFileSync(join(folder, 'scores.json'), '{'),
    'compare',
    /scores\.json: expected JSON .*"coalm score"/,
  ],
]

for (const [name, hurt, command, sentence] of BROKEN)
  test(`coalm ${command}: a run folder ${name}`, async () => {
    const run = broken(name.replace(/\W+/g, '-'), hurt)
    const words: Record<string, string[]> = {
      eval: ['eval', 'sums.mjs', ...SCRIPT, '--run', run.slice('runs/'.length)],
      score: ['score', 'sums.mjs', run],
      report: ['report', run, '-o', 'broken.html'],
      compare: ['compare', 'runs/good', run],
    }
    const { status, stderr } = await coalm(words[command] as string[], { cwd })
    assert.match(stderr, sentence)
    assert.match(stderr, /^coalm: [^\n]+\n$/)
    assert.equal(status, 2)
    assert.ok(!existsSync(join(cwd, 'broken.html')))
    assert.ok(!existsSync(join(cwd, run, 'lock')))
  })
