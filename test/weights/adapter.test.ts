// Adapter files: read back as written, loaded by llama.cpp, and refused by another base in one sentence.
import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { sha256 } from '../../src/files/hash.ts'
import { openLocal } from '../../src/models/local/local.ts'
import type { Sampling } from '../../src/models/model.ts'
import { checkAdapter, fingerprint, readAdapter, writeAdapter } from '../../src/weights/adapter.ts'
import { readGguf, readTensor, type Tensor } from '../../src/weights/gguf.ts'
import { LINEAR_KINDS } from '../../src/weights/llama.ts'
import { requantise } from '../../src/weights/requantise.ts'
import { readSafetensors, writeSafetensors } from '../../src/weights/safetensors.ts'
import { plainLogits } from '../train/embedded/plain-llama.ts'
import { ALPHA, RANK, writeAdapterFiles } from './adapter-files.ts'
import { writeTinyModel } from './tiny-model.ts'

type Golden = { sha256: Record<string, string>; ids: number[]; adapted: number[][] }
const golden: Golden = JSON.parse(readFileSync('test/weights/golden/adapter.json', 'utf8'))

const folder = mkdtempSync(join(tmpdir(), 'coalm-adapter-'))
after(() => rmSync(folder, { recursive: true }))
const weights = join(folder, 'tiny.gguf')
const path = join(folder, 'adapter.gguf')
const { shape, adapter } = await writeAdapterFiles(folder)
const base = await readGguf(weights)

test('an adapter is read back as it was written, and equal ones have equal bytes', async () => {
  assert.deepEqual(await readAdapter(path), adapter)
  const again = join(folder, 'again.gguf')
  await writeAdapter(again, { adapter, base })
  assert.ok(readFileSync(again).equals(readFileSync(path)))
})

test('peft and transformers read our files, and compute what the adapter says', async () => {
  for (const [file, hash] of Object.entries(golden.sha256))
    assert.equal(sha256(readFileSync(join(folder, file))), hash, `${file} is the one that was checked`)
  const weightsByName = new Map<string, Tensor>()
  for (const name of base.tensors.keys()) weightsByName.set(name, await readTensor(base, name))
  const lora = { rank: RANK, alpha: ALPHA, targets: LINEAR_KINDS }
  const theta = [...adapter.tensors.values()].flatMap(({ data }) => [...data])
  const logits = plainLogits({ shape, weights: weightsByName, lora }, theta, Int32Array.from(golden.ids))
  for (const [t, row] of golden.adapted.entries())
    for (const [i, value] of row.entries()) assert.ok(Math.abs(value - logits[t]![i]!) < 1e-3, `${t}, ${i}`)
})

test('llama.cpp runs it, and it changes what the model says', async () => {
  const sampling: Sampling = { temperature: 0, maxTokens: 12, cut: 'answer' }
  const prompt = { messages: [{ role: 'user' as const, content: 'the assistant in the list' }] }
  const replies: string[] = []
  for (const options of [{ weights }, { weights, adapter: path }]) {
    const model = await openLocal({ ...options, contexts: 1 })
    replies.push((await model.ask(prompt, { sampling })).text)
    await model.close()
  }
  assert.notEqual(replies[0], replies[1])
})

test('another quantisation of the base takes it, another model of the same size does not', async () => {
  const half = join(folder, 'half.gguf')
  for await (const _ of requantise({ from: weights, to: half, type: 'Q8_0' }));
  await checkAdapter(path, await readGguf(half))
  assert.equal(await fingerprint(await readGguf(half)), await fingerprint(base))
  const twin = join(folder, 'twin.gguf')
  await writeTinyModel(twin, { seed: 2 })
  await assert.rejects(openLocal({ weights: twin, adapter: path }), {
    message:
      /^\S+adapter\.gguf: expected an adapter for tiny .*, found one made for other weights of that name; use it/,
  })
  const other = join(folder, 'other.gguf')
  await writeTinyModel(other, {
    metadata: { 'general.name': { type: 'string', value: 'other' } },
    shape: { width: 64 },
  })
  await assert.rejects(
    openLocal({ weights: other, adapter: path }),
    /expected an adapter for other .*, found one made for tiny/,
  )
})

test('matrices that do not fit are refused, whoever made them', async () => {
  const odd = join(folder, 'odd.gguf')
  for (const [name, rows, message] of [
    ['blk.0.attn_q.weight.lora_b', 33, /found "blk\.0\.attn_q\.weight\.lora_b" of 2 x 33 for its 32 x 32/],
    ['blk.9.attn_q.weight.lora_b', 32, /which it has no place for; the adapter was made for another base/],
  ] as const) {
    await writeAdapter(odd, {
      adapter: {
        alpha: 1,
        tensors: new Map([[name, { data: new Float32Array(2 * rows), shape: [rows, 2] }]]),
      },
      base,
    })
    await assert.rejects(openLocal({ weights, adapter: odd }), { message })
  }
})

test('safetensors are read back; cut, foreign and lying files are refused', async () => {
  const file = join(folder, 'some.safetensors')
  await writeSafetensors(file, { tensors: adapter.tensors })
  assert.deepEqual(await readSafetensors(file), new Map(adapter.tensors))
  const whole = readFileSync(file)
  const refusal = async (bytes: Uint8Array, message: RegExp) => {
    writeFileSync(file, bytes)
    await assert.rejects(readSafetensors(file), message)
  }
  await refusal(whole.subarray(0, whole.length - 4), /expected the bytes of ".*" .* inside the file/)
  await refusal(whole.subarray(0, 100), /found other bytes or one that was cut short/)
  await refusal(Buffer.from('junk'), /found other bytes or one that was cut short/)
  const lie = (text: string) =>
    Buffer.concat([Buffer.from([text.length, 0, 0, 0, 0, 0, 0, 0]), Buffer.from(text), Buffer.alloc(8)])
  await refusal(lie('[1, 2, 3]'), /expected a JSON header/)
  await refusal(
    lie('{"a":{"dtype":"I64","shape":[1],"data_offsets":[0,8]}}'),
    /expected F32, F16, BF16 in "a", found I64/,
  )
  await refusal(
    lie('{"a":{"dtype":"F32","shape":[3],"data_offsets":[0,8]}}'),
    /expected the bytes of "a" \(3\) inside/,
  )
  await refusal(lie('{"a":{"dtype":"F32","shape":[2],"data_offsets":[-8,0]}}'), /expected the bytes of "a"/)
})
