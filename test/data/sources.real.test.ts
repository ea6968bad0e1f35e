// The sources on the published rows: counts, the printed sample, and what is known of the functions.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sha256 } from '../../src/files/hash.ts'
import { loadSource } from '../../src/data/all.ts'
import { listFunctions, readSchema } from '../../src/data/sgd/schema.ts'
import type { Sample } from '../../src/data/source.ts'

const folder = process.env.COALM_DATA!

async function samplesOf(name: string, settings: Record<string, string> = {}): Promise<Sample[]> {
  const samples: Sample[] = []
  for await (const sample of (await loadSource(name)).samples({ folder, seed: 1, settings }))
    samples.push(sample)
  return samples
}

function countsOf(samples: Sample[]): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const { meta } of samples) counts[meta.kind!] = (counts[meta.kind!] ?? 0) + 1
  return counts
}

test('SNIPS: the sample that the paper prints, byte for byte', async () => {
  const samples = await samplesOf('snips', { prompt: 'paper' })
  const printed = samples.find(sample => sample.id === 'snips/br_1737')!
  const { instruction, input, output } = printed
  assert.equal(
    sha256(JSON.stringify({ instruction, input, output })),
    'f3cd7356fd5114b3fcad71420e73b909e99219bab5db225edb51a97b8dd80c62',
  )
})

test('SNIPS: every set has its size, and slots that occur twice are lists', async () => {
  const sizes = { train: 13_084, valid: 700, test: 700, full: 13_784 }
  const repeated = { train: 56, valid: 0, test: 5, full: 61 }
  for (const set of ['train', 'valid', 'test', 'full'] as const) {
    const samples = await samplesOf('snips', { set })
    assert.equal(samples.length, sizes[set])
    assert.equal(samples.filter(sample => sample.output.includes('": ["')).length, repeated[set])
  }
  const last = await samplesOf('snips', { repeated: 'last' })
  assert.ok(!last.some(sample => sample.output.includes('": ["')))
})

test('SNIPS: the file that is no clean UTF-8 keeps its letters and its one character beyond', async () => {
  const samples = await samplesOf('snips', { set: 'full' })
  const text = samples.map(sample => sample.input).join('\n')
  assert.ok(!/[\ufffd\u0080-\u009f]|Ã/.test(text))
  assert.match(samples.find(sample => sample.id === 'snips/pm_461')!.input, /\u{1f355}/u)
})

test('SGD: the 53 functions of the schema, 51 of them different, as printed', () => {
  const schema = readSchema(folder, 'train')
  const all = [...schema.values()].flatMap(service => service.intents)
  assert.equal(all.length, 53)
  const printed = listFunctions(schema, 'all', 'printed')
  assert.equal(printed.length, 51)
  assert.equal(printed[0], 'CheckBalance(account_type)')
  assert.equal(printed[1], 'TransferMoney(account_type, amount, recipient_account_name)')
  assert.equal(printed.at(-2), 'FindAttractions(location)')
  assert.equal(printed.at(-1), 'GetWeather(city)')
  assert.equal(listFunctions(schema, 'all', 'full').length, 53)
})

test('SGD: a response for every turn, an action for every call, thoughts that vary', async () => {
  const samples = await samplesOf('sgd')
  assert.deepEqual(countsOf(samples), { response: 10_247, action: 3202 })
  assert.equal(new Set(samples.map(sample => sample.id)).size, samples.length)
  for (const { meta, input, output } of samples.slice(0, 500)) {
    assert.match(output, meta.kind === 'action' ? /^Action: \w+\(.*\)$/ : /^System: /)
    assert.match(input, /^User: [\s\S]*\nThought: .+$/)
  }
  const learnt = await samplesOf('sgd', { thoughts: 'as-target' })
  assert.match(learnt[0]!.output, /^Thought: .+\n(Action|System): /)
  const again = await samplesOf('sgd')
  assert.equal(sha256(JSON.stringify(again)), sha256(JSON.stringify(samples)))
})

test('ToolACE: a sample for every assistant turn whose calls are listed, names made whole', async () => {
  const samples = await samplesOf('toolace')
  assert.deepEqual(countsOf(samples), { calls: 176, response: 297 })
  assert.ok(samples.some(sample => /^\[[A-Z]\w+ [A-Z]/.test(sample.output)))
})

test("Hammer: ToolACE's first requests can be masked in the place of xLAM's rows", async () => {
  const samples = await samplesOf('hammer', { rows: 'toolace', copies: '1' })
  assert.equal(samples.length, 98)
  const masked = samples.filter(sample => sample.meta.masked).length / samples.length
  assert.ok(masked > 0.5 && masked < 0.8)
})
