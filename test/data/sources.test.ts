// The sources on invented rows: both layouts of ToolACE, grounded dialogues, the prompts that the paper prints.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { loadSource } from '../../src/data/all.ts'
import { classify } from '../../src/data/released.ts'
import type { Sample } from '../../src/data/source.ts'
import { folderWith, inventedFolder, sgdDialogue, sgdSchema, sharegptRow, toolaceRow } from './invented.ts'

async function samplesOf(
  name: string,
  folder: string,
  settings: Record<string, string> = {},
): Promise<Sample[]> {
  const samples: Sample[] = []
  for await (const sample of (await loadSource(name)).samples({ folder, seed: 1, settings }))
    samples.push(sample)
  return samples
}

const folder = inventedFolder()

test('ToolACE: one sample per assistant turn, the history before it', async () => {
  const samples = await samplesOf('toolace', folderWith({ 'toolace/data.json': [toolaceRow] }))
  assert.deepEqual(
    samples.map(sample => sample.output),
    ['[Find a Bench(place="mill", most-walk=2)]', 'There is one under the oak.'],
  )
  assert.equal(samples[0]!.instruction, toolaceRow.system)
  assert.equal(samples[0]!.input, 'User: A bench near the mill, please.')
  assert.match(samples[1]!.input, /^User: .*\nAssistant: \[Find a Bench\(.*\)\]\nTool: \[.*\]$/)
  assert.deepEqual(
    samples.map(sample => [sample.meta.kind, sample.meta.calls, sample.meta.tools]),
    [
      ['calls', 1, 2],
      ['response', 0, 2],
    ],
  )
})

test('ToolACE in ShareGPT: calls are written in brackets, cut names made whole, unlisted ones never learnt', async () => {
  const samples = await samplesOf(
    'toolace',
    folderWith({ 'toolace/sharegpt_func_fixed.json': [sharegptRow] }),
  )
  assert.deepEqual(
    samples.map(sample => sample.output),
    ['[Find a Bench(place="mill", most-walk=2)]', 'Nothing found.'],
  )
  assert.match(samples[1]!.input, /\nAssistant: \[Swim\(\)\]$/)
})

test('SGD: action and response as the paper prints them, call and result from the corpus', async () => {
  const samples = await samplesOf('sgd', folder)
  const [asked, action, response] = samples
  assert.equal(samples.length, 9)
  assert.match(asked!.input, /^User: I want to sit down\.\nThought: .+$/)
  assert.equal(asked!.output, 'System: Where?')
  assert.ok(!asked!.instruction.includes('AVAILABLE TOOLS'))
  assert.match(action!.instruction, /\[BEGIN OF AVAILABLE TOOLS\]\n1\. FindBench\(place\)\n\[END/)
  assert.match(
    action!.instruction,
    /HISTORY\]\nUser: I want to sit down\.\nThought: .+\nSystem: Where\?\n\[END OF/,
  )
  assert.equal(action!.output, "Action: FindBench(place='mill')")
  assert.match(
    response!.input,
    /\nAction: FindBench\(place='mill'\)\nObservation: \[\{'place': 'mill', 'tree': 'oak'\}, \{'place': 'mill', 'tree': "miller's elm"\}\]\nThought: /,
  )
  assert.equal(response!.output, 'System: There is one under the oak.')
})

test('SGD: learnt thoughts, whole signatures, fewer results, the agent prompt', async () => {
  const learnt = await samplesOf('sgd', folder, { thoughts: 'as-target', signatures: 'full', results: '1' })
  assert.match(learnt[1]!.output, /^Thought: .+\nAction: FindBench/)
  assert.match(
    learnt[1]!.instruction,
    /1\. Benches_1\.FindBench\(place: str, colour: 'green' \| 'brown' = 'dontcare'\): Find a bench/,
  )
  assert.ok(!learnt[2]!.input.includes('elm'))
  const agent = await samplesOf('sgd', folder, { layout: 'agent' })
  assert.match(agent[1]!.instruction, /FindBench\(place: string, colour\?: green\|brown\): Find a bench/)
  assert.match(agent[1]!.output, /^Thought: .+\nAction: FindBench\(place='mill'\)$/)
})

test('SGD: a dialogue has the same thoughts whatever stands around it', async () => {
  const alone = folderWith({
    'sgd/train/schema.json': sgdSchema,
    'sgd/train/dialogues_001.json': [sgdDialogue('2_00000')],
  })
  const all = await samplesOf('sgd', folder)
  assert.deepEqual(await samplesOf('sgd', alone), all.slice(6))
})

test('rows of the released data set are told apart by their markers', async () => {
  for (const name of ['snips', 'toolace', 'sgd']) {
    const settings: Record<string, string> = name === 'snips' ? { repeated: 'last' } : {}
    for (const sample of await samplesOf(name, folder, settings)) {
      const found = classify(sample)
      assert.deepEqual([found.source, found.task, found.kind], [name, sample.task, sample.meta.kind])
    }
  }
  for (const layout of ['paper', 'hammer'])
    for (const sample of await samplesOf('hammer', folder, { rows: 'toolace', layout }))
      assert.equal(classify(sample).source, 'hammer')
  assert.equal(classify({ instruction: 'Sing.', input: '', output: 'La.' }).source, 'unknown')
})

test('a broken row, a missing file, a function out of the schema: each says file and row', async () => {
  const broken: [string, Record<string, unknown>, RegExp][] = [
    ['toolace', {}, /toolace: expected toolace\/data.json or .*, found neither; run "coalm pull toolace"/],
    [
      'toolace',
      { 'toolace/data.json': [toolaceRow, { system: 1 }] },
      /data.json, row 2: expected a text "system"/,
    ],
    [
      'toolace',
      { 'toolace/data.json': '[{"system": "x", "conv' },
      /expected the closing \] of its list.* cut off/,
    ],
    ['toolace', { 'toolace/data.json': '' }, /data.json: expected rows, found an empty file/],
    ['toolace', { 'toolace/data.json': '[{"a": }]' }, /data.json, row 1: expected JSON/],
    [
      'toolace',
      { 'toolace/data.json': Buffer.from('[{"system": "\xe9"}]', 'latin1') },
      /row 1: expected UTF-8/,
    ],
    [
      'toolace',
      { 'toolace/data.json': [{ ...toolaceRow, conversations: [{ from: 'narrator', value: '' }] }] },
      /row 1: expected turns .* found from "narrator"/,
    ],
    [
      'sgd',
      {
        'sgd/train/schema.json': sgdSchema,
        'sgd/train/dialogues_001.json': [sgdDialogue('1', 'PaintBench')],
      },
      /dialogues_001.json, row 1: dialogue 1, turn 4: expected PaintBench among the functions of Benches_1/,
    ],
    [
      'sgd',
      {
        'sgd/train/schema.json': sgdSchema,
        'sgd/train/dialogues_001.json': [sgdDialogue('1'), sgdDialogue('1')],
      },
      /row 2: expected a new dialogue_id, found 1 again/,
    ],
    [
      'sgd',
      { 'sgd/train/schema.json': [], 'sgd/train/dialogues_001.json': [sgdDialogue('1')] },
      /found no Benches_1/,
    ],
    ['snips', { 'snips/uiuc-lab-split/snips.zip': 'PK' }, /snips.zip: expected a zip archive/],
    ['hammer', {}, /expected the rows of xLAM, found nothing/],
  ]
  for (const [name, files, message] of broken)
    await assert.rejects(
      samplesOf(name, folderWith(files), name === 'snips' ? { repeated: 'last' } : {}),
      message,
    )
})
