// Built files: the same bytes for the same seed, both styles, Parquet read back, held-out dialogues, broken rows left out.
import assert from 'node:assert/strict'
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { asyncBufferFromFile, parquetReadObjects } from 'hyparquet'
import { type BuildRequest, buildFiles, type BuildResult } from '../../src/data/build.ts'
import { datasetCard } from '../../src/data/card.ts'
import { chooseParts } from '../../src/data/mixes.ts'
import { pick } from '../../src/data/pick.ts'
import { readSamples } from '../../src/data/released.ts'
import { createStats } from '../../src/data/stats.ts'
import { table1, table1Notes } from '../../src/data/table1.ts'
import { readJsonLines } from '../../src/files/jsonl.ts'
import { folderWith, inventedFolder, sgdDialogue, sgdSchema } from './invented.ts'

const folder = inventedFolder()
const newFolder = () => mkdtempSync(join(tmpdir(), 'coalm-build-'))

async function build(
  options: Partial<BuildRequest> & { mix?: string[] } = {},
): Promise<BuildResult & { out: string }> {
  const { mix = ['snips=30', 'toolace=all', 'sgd=all'], ...rest } = options
  const out = newFolder()
  const parts = await chooseParts({ mix, folder, settings: { snips: { repeated: 'last' } } })
  const streams = parts.map(part => ({
    name: part.source.name,
    samples: pick({ ...part, folder, seed: 42 }),
  }))
  const request = { streams, out, seed: 42, kind: 'jsonl', style: 'alpaca', validation: 0, ...rest } as const
  return { ...(await buildFiles(request)), out }
}

const rowsOf = (path: string) => [...readJsonLines(path)] as Record<string, unknown>[]

test('the same inputs and seed give the same bytes; nothing is left over', async () => {
  const [one, two] = [await build(), await build()]
  assert.deepEqual(one.files, two.files)
  assert.equal(one.files[0]!.rows, 30 + 4 + 9)
  assert.deepEqual(readdirSync(one.out), ['samples.jsonl'])
  const other = await build({ seed: 43 })
  assert.notEqual(other.files[0]!.sha256, one.files[0]!.sha256)
})

test('every row has the same columns of the same types', async () => {
  for (const style of ['alpaca', 'chat'] as const) {
    const { out } = await build({ style })
    const shapes = rowsOf(join(out, 'samples.jsonl')).map(row =>
      JSON.stringify(
        [row, row.meta as object].map(one => Object.entries(one).map(([key, value]) => [key, typeof value])),
      ),
    )
    assert.equal(new Set(shapes).size, 1)
  }
})

test('Parquet holds what the JSON lines hold', async () => {
  for (const style of ['alpaca', 'chat'] as const) {
    const lines = rowsOf(join((await build({ style })).out, 'samples.jsonl'))
    const { out } = await build({ style, kind: 'parquet' })
    const file = await asyncBufferFromFile(join(out, 'samples.parquet'))
    assert.deepEqual(await parquetReadObjects({ file }), lines)
  }
})

test('held-out samples are a file of their own, and no dialogue is parted', async () => {
  const { out, files } = await build({ validation: 0.4 })
  const [train, held] = ['samples', 'validation'].map(name => rowsOf(join(out, `${name}.jsonl`)))
  assert.equal(train!.length + held!.length, 43)
  assert.ok(held!.length > 5 && held!.length < 35)
  assert.equal(files[1]!.rows, held!.length)
  const dialogues = (rows: Record<string, unknown>[]) =>
    rows.map(row => (row.meta as { dialogue: string }).dialogue)
  const known = new Set(dialogues(train!))
  assert.ok(dialogues(held!).every(dialogue => !known.has(dialogue)))
})

test('files that were built are read again, with their sources', async () => {
  for (const [kind, style] of [
    ['jsonl', 'alpaca'],
    ['parquet', 'chat'],
  ] as const) {
    const { out } = await build({ kind, style })
    const stats = createStats({ count: text => text.length, wrap: 'bare' })
    for await (const sample of readSamples(join(out, `samples.${kind}`))) stats.add(sample)
    assert.deepEqual(
      stats
        .result()
        .map(({ source, samples }) => [source, samples])
        .sort(),
      [
        ['sgd', 9],
        ['snips', 30],
        ['toolace', 4],
      ],
    )
  }
})

test('a Parquet file that is cut off, and rows that are no samples, are named', async () => {
  const { out } = await build({ kind: 'parquet' })
  const whole = readFileSync(join(out, 'samples.parquet'))
  const cut = join(out, 'cut.parquet')
  writeFileSync(cut, whole.subarray(0, whole.length >> 1))
  await assert.rejects(readSamples(cut).next(), /cut.parquet: expected a whole Parquet file/)
  const place = folderWith({
    'rows.jsonl': '{"instruction": "a", "input": "", "output": "b"}\n{"instruction": 1}\n',
  })
  const broken: string[] = []
  const kept = []
  for await (const sample of readSamples(join(place, 'rows.jsonl'), error => broken.push(error.message)))
    kept.push(sample)
  assert.equal(kept.length, 1)
  assert.match(broken[0]!, /rows.jsonl, row 2: expected the texts instruction, input and output/)
})

test('broken rows are left out and listed where that is asked', async () => {
  const place = folderWith({
    'sgd/train/schema.json': sgdSchema,
    'sgd/train/dialogues_001.json': [sgdDialogue('1'), { dialogue_id: 2 }, sgdDialogue('3')],
  })
  const [part] = await chooseParts({ mix: ['sgd'], folder: place })
  const broken: string[] = []
  const kept = []
  for await (const sample of pick({
    ...part!,
    folder: place,
    seed: 1,
    onBroken: error => broken.push(error.message),
  }))
    kept.push(sample)
  assert.equal(kept.length, 6)
  assert.equal(broken.length, 1)
  assert.match(broken[0]!, /dialogues_001.json, row 2/)
  await assert.rejects(async () => {
    for await (const _ of pick({ ...part!, folder: place, seed: 1 }));
  }, /row 2/)
})

test('tasks are left out, the size kept, shares taken, terms avoided', async () => {
  const counts = async (options: Omit<Parameters<typeof chooseParts>[0], 'folder'>) =>
    Object.fromEntries(
      (await chooseParts({ ...options, folder })).map(part => [part.source.name, part.count]),
    )
  assert.deepEqual(await counts({ mix: ['paper'], without: ['TOD'] }), {
    hammer: 202_500,
    toolace: 13_819,
    sgd: 82_236,
  })
  const kept = await counts({ mix: ['paper'], without: ['LA', 'TOD'], keepsSize: true })
  assert.deepEqual(kept, { sgd: 311_583 })
  assert.deepEqual(await counts({ mix: ['snips=25%', 'sgd=75%'], size: 200 }), { snips: 50, sgd: 150 })
  assert.deepEqual(await counts({ mix: ['paper'], isPermissive: true }), { snips: 13_028 })
  await assert.rejects(counts({ mix: ['snips=25%'] }), /--size/)
  await assert.rejects(counts({ mix: ['snips=few'] }), /expected source=count/)
  await assert.rejects(
    counts({ mix: ['sgd'], settings: { snips: { set: 'full' } } }),
    /settings of a source in the mix/,
  )
  await assert.rejects(counts({ mix: ['sgd'], without: ['CRA'] }), /all of them left out/)
})

test('overlapping parts are refused', async () => {
  await assert.rejects(build({ mix: ['snips=30', 'snips=30'] }), /expected every sample once/)
})

test('the card names licences, counts and the command', async () => {
  const parts = await chooseParts({ mix: ['snips=30', 'toolace=all', 'sgd=all'], folder })
  const result = await build()
  const card = datasetCard({
    command: 'coalm data build --mix snips=30',
    version: '0.1.0',
    sources: parts.map(({ source, count }) => ({ ...source, asked: count })),
    result,
    seed: 42,
    style: 'alpaca',
    kind: 'jsonl',
    broken: ['x, row 2: torn'],
  })
  assert.match(card, /^---\nlicense: other\n/)
  for (const word of ['share-alike', 'unverified', 'CC BY-SA 4.0', result.files[0]!.sha256, 'x, row 2: torn'])
    assert.ok(card.includes(word), word)
})

test("Table 1 stands beside ours with the labels put right, and its total's mistake is named", () => {
  const stats = createStats({ count: text => text.length, wrap: 'alpaca' })
  const texts = { instruction: 'a', input: 'User: b\nThought: it is so', output: 'System: c' }
  stats.add({ id: '1', source: 'sgd', task: 'CRA', ...texts, meta: { kind: 'response', turn: 3 } })
  const rows = table1(stats.result())
  assert.deepEqual(
    rows.map(row => [row.source, row.samples, row.paper?.samples]),
    [
      ['snips', 0, 13_028],
      ['hammer', 0, 202_500],
      ['toolace', 0, 13_819],
      ['sgd', 1, 82_236],
      ['total', 1, 311_583],
    ],
  )
  assert.ok(table1Notes(rows).some(note => note.includes('677.78')))
  assert.deepEqual(stats.result()[0]!.thoughts, { thoughts: 1, distinct: [1, 1, 1] })
})
