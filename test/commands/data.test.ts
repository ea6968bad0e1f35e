// `coalm data build`, `data stats` and `tables` as a user has them: files, exit statuses, one sentence for a mistake.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { folderWith, inventedFolder, sgdDialogue, sgdSchema } from '../data/invented.ts'

const root = join(import.meta.dirname, '../..')
const out = () => mkdtempSync(join(tmpdir(), 'coalm-cli-'))

function coalm(...words: string[]): { status: number | null; stdout: string; stderr: string } {
  const env = { ...process.env, COALM_DATA: '', COALM_CACHE: join(tmpdir(), 'coalm-no-cache') }
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(root, 'dist/cli.js'), ...words], {
    encoding: 'utf8',
    env,
  })
  return { status, stdout, stderr }
}

test('a mix is built with its card; the same command gives the same bytes', () => {
  const data = inventedFolder()
  const [one, two] = [out(), out()]
  for (const folder of [one, two]) {
    const mix = [
      '--mix',
      'snips=20,sgd=all,starter=50',
      '--set',
      'snips.repeated=last',
      '--validation',
      '0.2',
    ]
    const { status, stdout, stderr } = coalm('data', 'build', ...mix, '--data', data, '--out', folder)
    assert.equal(status, 0, stderr)
    assert.match(stdout, /snips +20 +20 /)
  }
  for (const name of ['samples.jsonl', 'validation.jsonl', 'README.md', 'build.json', 'dataset_info.json'])
    assert.equal(readFileSync(join(one, name), 'utf8'), readFileSync(join(two, name), 'utf8'), name)
  const card = readFileSync(join(one, 'README.md'), 'utf8')
  assert.match(card, /coalm data build --mix snips=20,sgd=all,starter=50 --data DIR --seed 42/)
  assert.ok(!card.includes(data))
})

test('a source of its own is one file', () => {
  const place = out()
  const module = join(place, 'mine.mjs')
  writeFileSync(
    module,
    `import { defineSource } from ${JSON.stringify(join(root, 'dist/data/index.js'))}
     export const source = defineSource({ name: 'mine', task: 'LA', teaches: 'x', licence: 'mine', origin: 'here', files: [],
       rows: () => [1, 2, 3],
       samples: row => [{ id: 'mine/' + row, source: 'mine', task: 'LA', instruction: 'Say ' + row, input: '', output: String(row), meta: {} }] })`,
  )
  const { status, stderr } = coalm(
    'data',
    'build',
    '--source',
    `${module}=2`,
    '--out',
    join(place, 'mix'),
    '--style',
    'chat',
  )
  assert.equal(status, 0, stderr)
  const [row] = readFileSync(join(place, 'mix/samples.jsonl'), 'utf8').split('\n')
  assert.deepEqual(
    JSON.parse(row!).messages.map((message: { role: string }) => message.role),
    ['user', 'assistant'],
  )
})

test('files are built from files, and counted without a tokenizer only where one can be had', () => {
  const place = folderWith({
    'rows.jsonl': '{"instruction": "on 7 domains", "input": "User: a", "output": "System: {}"}\n',
  })
  const { status, stdout, stderr } = coalm(
    'data',
    'build',
    '--from',
    join(place, 'rows.jsonl'),
    '--out',
    join(place, 'mix'),
    '--json',
  )
  assert.equal(status, 0, stderr)
  assert.equal(JSON.parse(stdout).files[0].rows, 1)
  assert.equal(JSON.parse(readFileSync(join(place, 'mix/samples.jsonl'), 'utf8')).source, 'snips')
})

test('mistakes are one sentence and exit status 2, and nothing is written', () => {
  const data = folderWith({
    'sgd/train/schema.json': sgdSchema,
    'sgd/train/dialogues_001.json': [sgdDialogue('1'), sgdDialogue('2', 'PaintBench')],
  })
  const build = (...words: string[]) => {
    const folder = out()
    const result = coalm('data', 'build', '--data', data, '--out', folder, ...words)
    return { ...result, isWritten: existsSync(join(folder, 'samples.jsonl')) }
  }
  const wrong: [string[], RegExp][] = [
    [[], /expected a mix/],
    [['--mix', 'sgd'], /dialogues_001.json, row 2: dialogue 2, turn 4: expected PaintBench/],
    [['--mix', 'sgd,toolace'], /toolace: expected .*, found neither.*--partial/],
    [['--mix', 'sgd', '--set', 'sgd.layout=other'], /expected layout to be paper or agent/],
    [['--mix', 'sgd', '--set', 'layout=agent'], /expected --set source.setting=value/],
    [['--mix', 'sgd', '--without', 'xyz'], /expected tod, la or cra/],
    [['--mix', 'sgd', '--validation', '1.5'], /expected a share below 1/],
  ]
  for (const [words, message] of wrong) {
    const { status, stderr, isWritten } = build(...words)
    assert.equal(status, 2, words.join(' '))
    assert.match(stderr, message)
    assert.ok(!isWritten)
  }
  const { status, stderr, isWritten } = build('--mix', 'sgd', '--skip-bad')
  assert.equal(status, 0)
  assert.match(stderr, /1 broken rows left out/)
  assert.ok(isWritten)
  const partial = build('--mix', 'sgd,toolace', '--skip-bad', '--partial')
  assert.equal(partial.status, 1)
  assert.match(partial.stderr, /left out: .*toolace/)
})

test('tables --check names the contradictions and ends with status 1', () => {
  const { status, stdout } = coalm('tables', '--check', '--json')
  assert.equal(status, 1)
  assert.ok(JSON.parse(stdout).contradictions.length >= 10)
  const shown = coalm('tables')
  assert.equal(shown.status, 0)
  assert.match(shown.stdout, /Table 5\. /)
})
