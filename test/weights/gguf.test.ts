// GGUF files: what is written is read back; cut, foreign and unsupported files are refused in one sentence.
import assert from 'node:assert/strict'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { readGguf, readTensor } from '../../src/weights/gguf.ts'
import { writeGguf } from '../../src/weights/gguf-write.ts'
import { llamaShape } from '../../src/weights/llama.ts'
import { requantise } from '../../src/weights/requantise.ts'
import { TINY_TOKENS, tinyTensors, writeTinyModel } from './tiny-model.ts'

const folder = mkdtempSync(join(tmpdir(), 'coalm-gguf-'))
after(() => rmSync(folder, { recursive: true }))
const model = join(folder, 'tiny.gguf')
const shape = await writeTinyModel(model)

async function run(generator: AsyncGenerator<unknown>): Promise<number> {
  let count = 0
  for await (const _ of generator) count++
  return count
}

test('a written model is read back, metadata and tensors', async () => {
  const gguf = await readGguf(model)
  assert.deepEqual(gguf.metadata.get('tokenizer.ggml.tokens'), TINY_TOKENS)
  assert.equal(gguf.metadata.get('tokenizer.ggml.add_bos_token'), false)
  assert.equal(gguf.metadata.get('llama.rope.freq_base'), 10000)
  assert.deepEqual(llamaShape(gguf), { ...shape, epsilon: Math.fround(1e-5) })
  for (const tensor of tinyTensors(shape, { seed: 1, type: 'F32' })) {
    const read = await readTensor(gguf, tensor.name)
    assert.deepEqual(read.shape, tensor.shape)
    assert.deepEqual(read.data, tensor.data)
  }
})

test('requantise keeps metadata and vectors, and comes near in the matrices', async () => {
  const to = join(folder, 'q8.gguf')
  const steps = await run(requantise({ from: model, to, type: 'Q8_0' }))
  assert.equal(steps, tinyTensors(shape, { seed: 1, type: 'F32' }).length)
  const [before, gguf] = [await readGguf(model), await readGguf(to)]
  assert.equal(gguf.metadata.get('general.file_type'), 7)
  for (const [key, value] of before.metadata)
    if (key !== 'general.file_type') assert.deepEqual(gguf.metadata.get(key), value)
  for (const [name, entry] of gguf.tensors) {
    assert.equal(entry.typeId, entry.dimensions.length === 1 ? 0 : 8)
    const [exact, near] = [await readTensor(before, name), await readTensor(gguf, name)]
    const largest = Math.max(...exact.data.map(Math.abs))
    for (let i = 0; i < exact.data.length; i++)
      assert.ok(Math.abs(exact.data[i]! - near.data[i]!) <= (largest / 127) * 0.57)
  }
})

test('requantise to F32 and back to Q8_0 gives the same bytes', async () => {
  const [q8, f32, again] = ['a.gguf', 'b.gguf', 'c.gguf'].map(name => join(folder, name)) as [
    string,
    string,
    string,
  ]
  await run(requantise({ from: model, to: q8, type: 'Q8_0' }))
  await run(requantise({ from: q8, to: f32, type: 'F32' }))
  await run(requantise({ from: f32, to: again, type: 'Q8_0' }))
  assert.ok(readFileSync(q8).equals(readFileSync(again)))
})

test('requantise that is left early or fails leaves nothing behind', async () => {
  const to = join(folder, 'left.gguf')
  for await (const _ of requantise({ from: model, to, type: 'F16' })) break
  await assert.rejects(run(requantise({ from: model, to, type: 'F16', signal: AbortSignal.abort() })))
  assert.deepEqual(
    readdirSync(folder).filter(name => name.startsWith('left')),
    [],
  )
})

test('a file cut anywhere is refused by its name', async () => {
  const bytes = readFileSync(model)
  const cut = join(folder, 'cut.gguf')
  for (const length of [3, 5, 20, 100, 2000, bytes.length >> 1, bytes.length - 40]) {
    writeFileSync(cut, bytes.subarray(0, length))
    await assert.rejects(readGguf(cut), /cut\.gguf: expected a(?: whole)? GGUF file/)
  }
})

test('absurd counts are refused without being believed', async () => {
  const bytes = Buffer.from(readFileSync(model))
  bytes.writeBigUInt64LE(2n ** 62n, 16)
  const broken = join(folder, 'counts.gguf')
  writeFileSync(broken, bytes)
  await assert.rejects(readGguf(broken), /counts\.gguf: expected/)
})

test('other files, versions and missing files are refused', async () => {
  const other = join(folder, 'other.gguf')
  writeFileSync(other, 'PK\x03\x04 not a model at all')
  await assert.rejects(readGguf(other), /expected a GGUF file, found other bytes/)
  const old = Buffer.from(readFileSync(model))
  old.writeUInt32LE(1, 4)
  writeFileSync(other, old)
  await assert.rejects(readGguf(other), /expected GGUF version 2 or 3, found 1/)
  await assert.rejects(readGguf(join(folder, 'absent.gguf')), /found nothing there/)
})

test('another architecture, rotary scaling and biases are refused by name', async () => {
  const path = join(folder, 'variant.gguf')
  const refused = async (metadata: Parameters<typeof writeTinyModel>[1], message: RegExp) => {
    await writeTinyModel(path, metadata)
    const gguf = await readGguf(path)
    assert.throws(() => llamaShape(gguf), message)
  }
  await refused(
    { metadata: { 'general.architecture': { type: 'string', value: 'qwen2' } } },
    /expected a model of the Llama family, found architecture "qwen2"/,
  )
  await refused(
    { metadata: { 'llama.rope.scaling.type': { type: 'string', value: 'yarn' } } },
    /expected a plain Llama, found rotary scaling "yarn"/,
  )
  await refused(
    { metadata: { 'llama.block_count': { type: 'uint32', value: 3 } } },
    /blk\.2\.attn_norm\.weight/,
  )
  await refused(
    { metadata: { 'llama.feed_forward_length': { type: 'string', value: 'many' } } },
    /expected a positive number llama\.feed_forward_length/,
  )
})

test('an unsupported quantisation is named with its tensor', async () => {
  const path = join(folder, 'q4k.gguf')
  await writeTinyModel(path)
  const bytes = Buffer.from(readFileSync(path))
  const name = Buffer.from('blk.0.attn_q.weight')
  const at = bytes.indexOf(name) + name.length + 4 + 16
  assert.equal(bytes.readUInt32LE(at), 0)
  bytes.writeUInt32LE(12, at)
  writeFileSync(path, bytes)
  const gguf = await readGguf(path)
  assert.throws(() => llamaShape(gguf), /found Q4_K in "blk\.0\.attn_q\.weight"/)
  await assert.rejects(run(requantise({ from: path, to: `${path}.out`, type: 'F16' })), /found Q4_K in/)
})

test('a failed write keeps what stood there', async () => {
  const path = join(folder, 'kept.gguf')
  writeFileSync(path, 'before')
  const bad = {
    name: 'x',
    shape: [1],
    get data(): Float32Array {
      throw new Error('torn')
    },
  }
  await assert.rejects(writeGguf(path, { metadata: {}, tensors: [bad] }), /torn/)
  assert.equal(readFileSync(path, 'utf8'), 'before')
  assert.deepEqual(
    readdirSync(folder).filter(file => file.startsWith('kept')),
    ['kept.gguf'],
  )
})
