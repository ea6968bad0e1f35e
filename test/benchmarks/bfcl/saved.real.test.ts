// Every saved failure of an official run is judged again with the same error type and message, and written as the same line.
import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { readCases } from '../../../src/benchmarks/bfcl/cases.ts'
import { categoryOfFile } from '../../../src/benchmarks/bfcl/categories.ts'
import { type Decoded, failureLine, judgeReply } from '../../../src/benchmarks/bfcl/score-file.ts'
import { parsePythonJson } from '../../../src/files/python-json.ts'
import type { Dict, Value } from '../../../src/files/values.ts'

const root = process.env.COALM_DATA ?? ''
const model = 'Team-ACE_ToolACE-2-8B'
const saved = join(root, 'examples', 'bfcl-v3-results', 'score', model)

for (const file of readdirSync(saved))
  test(`saved failures of ${file}`, async () => {
    const category = categoryOfFile(file)!
    const cases = await readCases({
      folder: join(root, 'bfcl'),
      version: '2025-07-17',
      categories: [category],
    })
    const known = new Map(cases.map(item => [item.id, item]))
    const [, ...lines] = readFileSync(join(saved, file), 'utf8').trim().split('\n')
    for (const text of lines) {
      const line = parsePythonJson(text) as Dict
      const item = known.get(line.get('id') as string)!
      const result = (line.get('model_result_raw') ?? line.get('model_result'))!
      const judged = judgeReply({ item, result, decode: () => decodedOf(line) })
      const ours = failureLine({ model, category, judged })
      assert.equal(ours, text, item.id)
    }
  })

/** What the official decoder had made of the reply, as the saved line tells it. */
function decodedOf(line: Dict): Decoded {
  const calls = (line.get('model_result_decoded') ?? line.get('decoded_result')) as Value[] | null | undefined
  if (Array.isArray(calls)) return { ok: true, calls }
  const message = String((line.get('error') as Value[])[0])
  const error = message.replace(/^Invalid syntax\. Failed to decode AST(?: when it should have)?\. /, '')
  return { ok: false, error, errorType: 'ast_decoder:decoder_failed' }
}
