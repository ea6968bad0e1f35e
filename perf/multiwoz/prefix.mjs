// How many prompt tokens of a run were evaluated, against those that were sent: prompts of a dialogue share their beginning.
// node perf/multiwoz/prefix.mjs RUN      (a run of the embedded model: coalm eval multiwoz --protocol gold --model local)
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

const [run] = process.argv.slice(2)
if (!run) throw new Error('expected RUN, as the first lines of this file say')
const rows = readFileSync(join(run, 'predictions.jsonl'), 'utf8').trim().split('\n').map(JSON.parse)
let [sent, cached, dialogues] = [0, 0, 0]
for (const { usage } of rows) {
  if (!usage) continue
  sent += usage.prompt
  cached += usage.cached ?? 0
  dialogues++
}
console.log(
  `${dialogues} dialogues: ${sent} prompt tokens sent, ${sent - cached} evaluated, ${(sent / (sent - cached)).toFixed(2)}× fewer`,
)
