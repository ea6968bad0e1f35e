// A model by its name on the command line, the recorded one, and the scripted one.
import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import type { Prompt } from '../../src/dialogue/prompt.ts'
import { jsonHash } from '../../src/files/hash.ts'
import { openModel } from '../../src/models/all.ts'
import { ModelFault } from '../../src/models/model.ts'
import { recorded } from '../../src/models/recorded.ts'
import { scripted, scriptedReplies } from '../../src/models/scripted.ts'

const folder = mkdtempSync(join(tmpdir(), 'coalm-models-'))
after(() => rmSync(folder, { recursive: true, force: true }))
const sampling = { temperature: 0, maxTokens: 8 }

function ask(content: string): Prompt {
  return { messages: [{ role: 'user', content }] }
}

function write(name: string, text: string): string {
  const path = join(folder, name)
  writeFileSync(path, text)
  return path
}

test('a name that says no model is refused with what is known', async () => {
  for (const spec of ['', 'gpt', 'recorded', 'scripted:', 'ftp://x/v1#m', 'file:x'])
    await assert.rejects(openModel(spec), /expected a model \(local, /, spec)
  await assert.rejects(openModel('http://localhost:1/v1'), /expected the model's name behind #/)
  await assert.rejects(openModel('http://%%/v1#m'), /expected a server's address/)
  await assert.rejects(openModel('http://localhost:1/v1#m', { adapter: 'a.gguf' }), /--adapter goes with/)
  await assert.rejects(openModel('local'), /expected weights for the local model/)
})

test('a script is a module that exports a function', async () => {
  const path = write('good.mjs', 'export const reply = prompt => prompt.messages[0].content.toUpperCase()')
  const model = await openModel(`scripted:${path}`)
  assert.equal((await model.ask(ask('yes'), { sampling })).text, 'YES')
  await assert.rejects(openModel(`scripted:${join(folder, 'none.mjs')}`), /found nothing there/)
  await assert.rejects(
    openModel(`scripted:${write('empty.mjs', 'export const a = 1')}`),
    /expected an export "reply"/,
  )
  await assert.rejects(
    openModel(`scripted:${write('broken.mjs', 'export const = ')}`),
    /broken\.mjs: expected a module that can be loaded, found SyntaxError/,
  )
})

test('a scripted model says its replies in turn, and one too many is a fault', async () => {
  const model = scriptedReplies(['one', { text: '', calls: [{ name: 'f', arguments: '{}' }] }])
  assert.equal((await model.ask(ask('?'), { sampling })).text, 'one')
  assert.deepEqual((await model.ask(ask('?'), { sampling })).calls, [{ name: 'f', arguments: '{}' }])
  await assert.rejects(model.ask(ask('?'), { sampling }), /has 2 replies and was asked for one more/)
  const stopped = scripted('s', () => 'never')
  const fault = await stopped.ask(ask('?'), { sampling, signal: AbortSignal.abort() }).catch(error => error)
  assert.ok(fault instanceof ModelFault && fault.kind === 'aborted')
})

function writeRun(name: string, rows: unknown[]): string {
  const run = join(folder, name)
  mkdirSync(run)
  const settings = { model: { kind: 'endpoint', name: 'kept' } }
  writeFileSync(join(run, 'run.json'), JSON.stringify({ format: 'coalm/run@1', settings }))
  const lines = [{ format: 'coalm/predictions@1' }, ...rows].map(row => JSON.stringify(row))
  writeFileSync(join(run, 'predictions.jsonl'), `${lines.join('\n')}\n`)
  return run
}

test('a recorded model repeats texts and native calls, and what it has not heard is a fault', async () => {
  const calls = [{ name: 'find', arguments: '{"a":1}' }]
  const run = writeRun('kept', [
    { prompt: jsonHash(ask('a')), reply: 'first' },
    { prompt: jsonHash(ask('a')), reply: 'later' },
    { prompt: jsonHash(ask('b')), reply: '', calls },
    { prompt: jsonHash(ask('c')), fault: { kind: 'http', message: '500', partial: 'no answer' } },
  ])
  const model = recorded(run)
  assert.deepEqual(model.identity, { kind: 'recorded', name: 'kept', replies: 2 })
  assert.deepEqual(await model.ask(ask('a'), { sampling }), { text: 'first', ms: 0 })
  assert.deepEqual(await model.ask(ask('b'), { sampling }), { text: '', calls, ms: 0 })
  await assert.rejects(model.ask(ask('c'), { sampling }), /holds no reply to this prompt/)
})

test('a folder that is no run is refused in a sentence', () => {
  assert.throws(() => recorded(join(folder, 'nowhere')), /expected a run folder with run\.json/)
  const run = writeRun('broken', [])
  writeFileSync(join(run, 'run.json'), '{')
  assert.throws(() => recorded(run), /run\.json: expected JSON .* damaged/)
})
