// Writes result files for the four multi-turn categories from their ground truth, a third of the turns spoilt: food for turns.mjs and whole.py.
// node perf/bfcl/multi-turn-results.mjs --data DATA/bfcl/v3-2025-07-17 --out RESULT_FOLDER --model uiuc-convai/CoALM-8B
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'

const { values } = parseArgs({
  options: {
    data: { type: 'string' },
    out: { type: 'string' },
    model: { type: 'string', default: 'uiuc-convai/CoALM-8B' },
  },
})
const { data, out, model } = values
if (!data || !out) throw new Error('expected --data and --out')

const folder = join(out, model.replaceAll('/', '_'))
mkdirSync(folder, { recursive: true })
for (const name of ['base', 'miss_func', 'miss_param', 'long_context']) {
  const file = `BFCL_v3_multi_turn_${name}`
  const answers = readFileSync(join(data, 'possible_answer', `${file}.json`), 'utf8')
    .trim()
    .split('\n')
  const lines = answers.map((line, number) => {
    const { id, ground_truth: turns } = JSON.parse(line)
    const result = turns.map((calls, turn) => stepsOf(calls, number + turn))
    return JSON.stringify({ id, result, input_token_count: 0, output_token_count: 0, latency: 0 })
  })
  writeFileSync(join(folder, `${file}_result.json`), `${lines.join('\n')}\n`)
}

/** A step for each call and one without; every third turn loses its last call or says one more. */
function stepsOf(calls, number) {
  const said = number % 9 === 4 ? calls.slice(0, -1) : number % 9 === 7 ? [...calls, 'unknown(a=1)'] : calls
  return [...said.map(call => `[${call}]`), 'That is all for now.']
}
