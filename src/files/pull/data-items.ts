// The training sources that can be pulled: SNIPS, SGD and ToolACE, from where they are published.
import { SGD_PINS, SNIPS_PINS } from './data-pins.ts'
import { type PullItem, type PulledFile, readPins } from './item.ts'

const RAW = 'https://raw.githubusercontent.com'
const SNIPS = `${RAW}/sonos/nlu-benchmark/b86ac7f15778`
const SPLIT = `${RAW}/uiuc-conversational-ai-lab/Accountable-DST/1b50726f9372`
const SGD = `${RAW}/google-research-datasets/dstc8-schema-guided-dialogue/e852981ae349/train`

/** Dialogues of SGD's training part are numbered so far. */
const SGD_FILES = 127

export const snipsItem: PullItem = {
  name: 'snips',
  title: "SNIPS: utterances with intents and slots, and the lab's split of them",
  licence: "CC0-1.0; the lab's split MIT",
  folder: 'snips',
  files: readPins(SNIPS_PINS),
  switchesOff: 'the source snips (state tracking)',
  origins: [
    {
      kind: 'https',
      name: 'GitHub',
      url: path => (path.endsWith('snips.zip') ? `${SPLIT}/snips.zip` : `${SNIPS}/${path}`),
    },
  ],
}

export const sgdItem: PullItem = {
  name: 'sgd',
  title: 'SGD: task dialogues with calls and results, training part',
  licence: 'CC BY-SA 4.0',
  folder: 'sgd/train',
  files: sgdFiles(),
  switchesOff: 'the source sgd (conversational ReAct)',
  origins: [{ kind: 'https', name: 'GitHub', url: path => `${SGD}/${path}` }],
}

/** Its bytes were not seen when this was written: the hash is recorded at first use. */
export const toolaceItem: PullItem = {
  name: 'toolace',
  title: 'ToolACE: calls over several turns',
  licence: 'Apache-2.0 on its hub (not verified)',
  folder: 'toolace',
  files: [{ path: 'data.json' }],
  switchesOff: 'the source toolace',
  origins: [
    {
      kind: 'https',
      name: 'Hugging Face',
      url: path => `https://huggingface.co/datasets/Team-ACE/ToolACE/resolve/main/${path}`,
    },
  ],
}

/** The files that were seen are pinned, the others recorded at first use. */
function sgdFiles(): PulledFile[] {
  const pinned = new Map(readPins(SGD_PINS).map(file => [file.path, file]))
  const names = Array.from(
    { length: SGD_FILES },
    (_, at) => `dialogues_${String(at + 1).padStart(3, '0')}.json`,
  )
  return ['schema.json', ...names].map(path => pinned.get(path) ?? { path })
}
