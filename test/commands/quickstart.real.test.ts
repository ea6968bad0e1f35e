// The main job on few cases and two training steps: every part runs for real, and the same command again asks nothing.
import assert from 'node:assert/strict'
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { dataRoot } from '../real-data.ts'
import { coalm } from './coalm.ts'

const cwd = mkdtempSync(join(tmpdir(), 'coalm-quickstart-'))
after(() => rmSync(cwd, { recursive: true, force: true }))

const RUNS = ['echo', 'majority', 'base', 'base-2-examples', 'trained']

async function quickstart() {
  const words = ['quickstart', '--cases', '1', '--steps', '2', '--no-chat', '--json']
  const { status, stdout, stderr } = await coalm(words, { cwd, env: { COALM_DATA: dataRoot } })
  assert.equal(status, 0, stderr)
  return { said: stderr, result: JSON.parse(stdout) }
}

function predictions(run: string): string {
  return readFileSync(join(cwd, 'runs/quickstart', run, 'predictions.jsonl'), 'utf8')
}

test('from weights to page: five runs, an adapter, a curve, a headline; and again without a question', async () => {
  const { said, result } = await quickstart()
  assert.match(said, /a first page stands at/)
  assert.deepEqual(
    result.runs.map(({ label }: { label: string }) => label),
    ['echo', 'majority', 'base', 'base, 2 examples', 'trained'],
  )
  for (const group of ['seen', 'unseen']) assert.ok(result.gains[group].pairs >= 4)
  const trained = result.runs.at(-1).scores as { benchmark: string }[]
  assert.deepEqual(
    [...new Set(trained.map(({ benchmark }) => benchmark))],
    ['starter', 'bfcl', 'apibank', 'multiwoz'],
  )

  const folder = join(cwd, 'runs/quickstart')
  const page = readFileSync(join(folder, 'report.html'), 'utf8')
  assert.ok(page.includes('Trained here, the model is right in') && !page.includes('http-equiv="refresh"'))
  assert.equal(readFileSync(join(folder, 'training/training.jsonl'), 'utf8').trim().split('\n').length, 3)
  assert.ok(statSync(join(folder, 'training/adapter.gguf')).size > 1_000_000)
  assert.ok(existsSync(join(folder, 'training/adapter/adapter_model.safetensors')))

  const before = RUNS.map(predictions)
  const again = await quickstart()
  assert.deepEqual(RUNS.map(predictions), before)
  assert.deepEqual(again.result.gains, result.gains)
})
