// Judges two models on the starter benchmark and compares them in pairs. Run: node examples/02-judge.mjs
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { choose, compare, readResults, runSession } from 'coalm/eval'
import { coalm } from 'coalm/formats'
import { scripted } from 'coalm/models'
import { renderScores, writePage } from 'coalm/report'
import { echo, starter } from 'coalm/starter'

const folder = mkdtempSync(join(tmpdir(), 'coalm-example-'))
const provenance = { command: 'node examples/02-judge.mjs', versions: {}, machine: {} }

async function judge(name, model) {
  const chosen = [await choose(starter, '', { perSplit: 8 })]
  const steps = runSession({ folder: join(folder, name), chosen, model, format: coalm, provenance })
  for await (const { done, total } of steps) if (done === total) console.log(`${name}: ${total} cases asked`)
  return readResults(join(folder, name))
}

const silent = scripted('silent', () => 'Thought: nothing to say.\nSystem: Sorry?')
const [first, second] = [await judge('echo', echo()), await judge('silent', silent)]
console.log(
  renderScores([
    { label: 'echo', scores: first.scores },
    { label: 'silent', scores: second.scores },
  ]),
)
for (const { split, metric, difference, verdict } of compare(first.verdicts, second.verdicts))
  console.log(`${split} ${metric}: ${difference.toFixed(1)} points, ${verdict}`)

const runs = ['echo', 'silent'].map(label => ({ label, folder: join(folder, label) }))
const bytes = writePage(join(folder, 'report.html'), { title: 'Two models that understand nothing', runs })
console.log(`the page has ${bytes} bytes`)
rmSync(folder, { recursive: true })
