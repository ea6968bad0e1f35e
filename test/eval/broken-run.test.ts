// Run folders that are damaged: every reader says what was expected, found and where, and none resumes into them.
import assert from 'node:assert/strict'
import { appendFileSync, cpSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { readResults } from '../../src/eval/results.ts'
import { openRun, readPredictions, readPrompts, readRun } from '../../src/eval/run.ts'
import { runSession } from '../../src/eval/session.ts'
import { readPage } from '../../src/report/page-data.ts'
import { adder, arithmetic } from './arithmetic.ts'
import { plain } from './plain-format.ts'

const root = mkdtempSync(join(tmpdir(), 'coalm-broken-'))
after(() => rmSync(root, { recursive: true, force: true }))
const provenance = { command: 'test', versions: {}, machine: {} }

before(async () => {
  const chosen = [{ benchmark: arithmetic, cases: await arithmetic.cases({ folder: '' }), choice: {} }]
  const folder = join(root, 'good')
  for await (const _ of runSession({ folder, chosen, model: adder({}), format: plain, provenance }));
})

/** Reads all of a run folder, each file by its reader. */
const readers: Record<string, (folder: string) => unknown> = {
  resume: folder =>
    openRun(folder, { ...provenance, settings: readRun(join(root, 'good')).settings }).close(),
  run: readRun,
  predictions: folder => [...readPredictions(folder)],
  prompts: readPrompts,
  results: readResults,
  page: folder => readPage({ title: '', runs: [{ label: 'a', folder }] }),
}

const DAMAGES: [string, (folder: string) => void, Record<string, RegExp>][] = [
  [
    'no run.json',
    folder => rmSync(join(folder, 'run.json')),
    {
      resume: /expected run\.json beside predictions\.jsonl, found none/,
      run: /expected a run folder with run\.json, found none/,
      page: /expected a run folder/,
    },
  ],
  [
    'a cut run.json',
    folder => writeFileSync(join(folder, 'run.json'), '{"format": '),
    { resume: /run\.json: expected JSON .* damaged/, run: /run\.json: expected JSON/, page: /expected JSON/ },
  ],
  [
    'another version',
    folder => writeFileSync(join(folder, 'run.json'), '{"format": "coalm/run@9"}'),
    { resume: /expected format coalm\/run@1, found "coalm\/run@9"/, run: /another version of coalm/ },
  ],
  [
    'a run.json that is another thing',
    folder => writeFileSync(join(folder, 'run.json'), 'null'),
    { resume: /expected format coalm\/run@1, found none/ },
  ],
  [
    'a run.json without settings',
    folder => writeFileSync(join(folder, 'run.json'), '{"format": "coalm/run@1"}'),
    { resume: /expected the settings of a run/, run: /expected the settings/, page: /expected the settings/ },
  ],
  [
    'a corrupt line',
    folder => appendFileSync(join(folder, 'predictions.jsonl'), 'not json\n{}\n'),
    {
      resume: /predictions\.jsonl, line 22: expected one JSON value, found "not json"; mend/,
      page: /line 22/,
    },
  ],
  [
    'a line that is no prediction',
    folder => appendFileSync(join(folder, 'predictions.jsonl'), '{"id": 3}\n'),
    { resume: /line 22: expected benchmark, split, id/, predictions: /line 22: expected/ },
  ],
  [
    'predictions of another version',
    folder => writeFileSync(join(folder, 'predictions.jsonl'), '{"format":"coalm/predictions@9"}\n'),
    { resume: /line 1: expected {"format":"coalm\/predictions@1"}/, predictions: /line 1/ },
  ],
  [
    'no predictions',
    folder => rmSync(join(folder, 'predictions.jsonl')),
    {
      predictions: /expected predictions\.jsonl, found none/,
      page: /expected predictions\.jsonl, found none/,
    },
  ],
  [
    'no prompts',
    folder => rmSync(join(folder, 'prompts.jsonl')),
    { prompts: /expected prompts\.jsonl, found none/, page: /expected prompts\.jsonl, found none/ },
  ],
  [
    'cut scores',
    folder => writeFileSync(join(folder, 'scores.json'), '{'),
    { results: /scores\.json: expected JSON .*"coalm score"/ },
  ],
  [
    'scores that are another thing',
    folder => writeFileSync(join(folder, 'scores.json'), '[]'),
    { results: /expected format coalm\/scores@1, found none; "coalm score"/ },
  ],
  [
    'no verdicts',
    folder => rmSync(join(folder, 'verdicts.jsonl')),
    { results: /expected verdicts\.jsonl, found none; "coalm score"/ },
  ],
]

for (const [name, hurt, sentences] of DAMAGES)
  test(`a run with ${name}`, () => {
    const folder = join(root, name.replace(/\W+/g, '-'))
    cpSync(join(root, 'good'), folder, { recursive: true })
    hurt(folder)
    for (const [reader, sentence] of Object.entries(sentences))
      assert.throws(() => readers[reader]?.(folder), { message: sentence }, reader)
    assert.ok(!existsSync(join(folder, 'lock')))
  })

test('a file where a run folder should be', () => {
  writeFileSync(join(root, 'file'), '')
  assert.throws(() => readers.resume?.(join(root, 'file')), /expected a run folder, found a file/)
})
