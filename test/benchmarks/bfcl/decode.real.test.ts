// The saved replies of an official run are decoded and judged from the start: the score files come out byte for byte.
import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { before, test } from 'node:test'
import { readCases } from '../../../src/benchmarks/bfcl/cases.ts'
import { categoryOfFile } from '../../../src/benchmarks/bfcl/categories.ts'
import { decode } from '../../../src/benchmarks/bfcl/decode/decode.ts'
import { loadGrammars } from '../../../src/benchmarks/bfcl/decode/grammars.ts'
import { failureLine, judgeReply, scoreFile } from '../../../src/benchmarks/bfcl/score-file.ts'
import { parsePythonJson } from '../../../src/files/python-json.ts'
import type { Dict } from '../../../src/files/values.ts'

const root = process.env.COALM_DATA ?? ''
const model = 'Team-ACE_ToolACE-2-8B'
const saved = join(root, 'examples', 'bfcl-v3-results')

before(loadGrammars)

for (const file of readdirSync(join(saved, 'score', model)))
  test(`saved replies of ${file}`, async () => {
    const category = categoryOfFile(file)!
    const cases = await readCases({
      folder: join(root, 'bfcl'),
      version: '2025-07-17',
      categories: [category],
    })
    const known = new Map(cases.map(item => [item.id, item]))
    const results = readFileSync(
      join(saved, 'result', model, file.replace('_score.json', '_result.json')),
      'utf8',
    )
    const judged = results
      .trim()
      .split('\n')
      .map(text => {
        const row = parsePythonJson(text) as Dict
        const item = known.get(row.get('id') as string)!
        return judgeReply({
          item,
          result: row.get('result')!,
          decode: (reply, { language }) => decode(reply as string, { language }),
        })
      })
    judged.sort((a, b) => cases.indexOf(a.item) - cases.indexOf(b.item))
    const failures = judged
      .filter(one => !one.outcome.valid)
      .map(one => failureLine({ model, category, judged: one }))
    const ours = scoreFile({ total: judged.length, failures }).split('\n')
    const official = readFileSync(join(saved, 'score', model, file), 'utf8').split('\n')
    for (const [at, line] of official.entries()) assert.equal(ours[at], line)
    assert.equal(ours.length, official.length)
  })
