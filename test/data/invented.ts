// A data folder with a few invented rows of each source, for tests.
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { zipSync } from 'fflate'

/** Writes the files under a new folder and gives its path. Texts are written as they are, other values as JSON. */
export function folderWith(files: Record<string, unknown>): string {
  const folder = mkdtempSync(join(tmpdir(), 'coalm-data-'))
  for (const [path, content] of Object.entries(files)) {
    const place = join(folder, path)
    mkdirSync(dirname(place), { recursive: true })
    const isRaw = typeof content === 'string' || content instanceof Uint8Array
    writeFileSync(place, isRaw ? content : JSON.stringify(content))
  }
  return folder
}

export const TOOLACE_SYSTEM =
  'You are an expert in composing functions. Here is a list of functions in JSON format that you can invoke:\n' +
  JSON.stringify([
    {
      name: 'Find a Bench',
      description: 'Benches [with a view] near a "place"',
      parameters: {
        type: 'dict',
        properties: {
          place: { description: 'Where', type: 'string' },
          'most-walk': { description: 'km', type: 'int' },
        },
        required: ['place'],
      },
    },
    {
      name: 'Paint a Bench',
      description: 'Paints',
      parameters: { type: 'dict', properties: {}, required: [] },
    },
  ]) +
  '. \nPut it in the format of [func1(params_name=params_value)]\n'

export const toolaceRow = {
  system: TOOLACE_SYSTEM,
  conversations: [
    { from: 'user', value: 'A bench near the mill, please.' },
    { from: 'assistant', value: '[Find a Bench(place="mill", most-walk=2)]' },
    { from: 'tool', value: '[{"name": "Find a Bench", "results": {"bench": "oak"}}]' },
    { from: 'assistant', value: 'There is one under the oak.' },
  ],
}

export const sharegptRow = {
  system: TOOLACE_SYSTEM,
  tools: '[]',
  conversations: [
    { from: 'human', value: 'A bench near the mill, please.' },
    { from: 'function_call', value: '{"name": "Bench", "arguments": {"place": "mill", "most-walk": 2}}' },
    { from: 'observation', value: '[]' },
    { from: 'function_call', value: '[{"name": "Swim", "arguments": {}}]' },
    { from: 'gpt', value: 'Nothing found.' },
  ],
}

export const sgdSchema = [
  {
    service_name: 'Benches_1',
    description: 'Benches of a town',
    slots: [
      { name: 'place', description: 'Where', is_categorical: false, possible_values: [] },
      { name: 'colour', description: 'Colour', is_categorical: true, possible_values: ['green', 'brown'] },
    ],
    intents: [
      {
        name: 'FindBench',
        description: 'Find a bench',
        is_transactional: false,
        required_slots: ['place'],
        optional_slots: { colour: 'dontcare' },
        result_slots: [],
      },
    ],
  },
]

const act = (name: string, slot = '', values: string[] = []) => ({
  act: name,
  slot,
  values,
  canonical_values: values,
})

export function sgdDialogue(id: string, method = 'FindBench') {
  const frame = (actions: unknown[], more = {}) => [{ service: 'Benches_1', actions, slots: [], ...more }]
  return {
    dialogue_id: id,
    services: ['Benches_1'],
    turns: [
      {
        speaker: 'USER',
        utterance: 'I want to sit down.',
        frames: frame([act('INFORM_INTENT', 'intent', ['FindBench'])]),
      },
      { speaker: 'SYSTEM', utterance: 'Where?', frames: frame([act('REQUEST', 'place')]) },
      { speaker: 'USER', utterance: 'Near the mill.', frames: frame([act('INFORM', 'place', ['mill'])]) },
      {
        speaker: 'SYSTEM',
        utterance: 'There is one under the oak.',
        frames: frame([act('OFFER', 'tree', ['oak'])], {
          service_call: { method, parameters: { place: 'mill' } },
          service_results: [
            { place: 'mill', tree: 'oak' },
            { place: 'mill', tree: "miller's elm" },
          ],
        }),
      },
    ],
  }
}

const snipsRow = (at: number) => ({
  dialog_id: `rb_${at}`,
  domain: 'RateBook',
  utterance: `give book ${at} ${(at % 5) + 1} stars`,
  slot_values: { object_name: `book ${at}`, rating_value: String((at % 5) + 1) },
})

/** A small folder with rows of SNIPS, ToolACE and SGD. */
export function inventedFolder(): string {
  const rows = JSON.stringify(Array.from({ length: 40 }, (_, at) => snipsRow(at)))
  return folderWith({
    'snips/uiuc-lab-split/snips.zip': zipSync({ 'snips/train.json': Buffer.from(rows) }),
    'toolace/data.json': [toolaceRow, { ...toolaceRow }],
    'sgd/train/schema.json': sgdSchema,
    'sgd/train/dialogues_001.json': [sgdDialogue('1_00000'), sgdDialogue('1_00001')],
    'sgd/train/dialogues_002.json': [sgdDialogue('2_00000')],
  })
}
