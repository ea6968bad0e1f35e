// SNIPS: one utterance, one intent, its slots; teaches state tracking (arXiv 2502.08820, figure 4).
import { dumpJson } from '../../files/python-dump.ts'
import type { Value } from '../../files/values.ts'
import { defineSource, type Sample } from '../source.ts'
import { readOriginal, readSplit, SNIPS_FILES, type SnipsRow, type SnipsSet } from './files.ts'
import { type SnipsPrompt, snipsInstruction } from './prompt.ts'

export const snips = defineSource<SnipsRow>({
  name: 'snips',
  task: 'TOD',
  teaches: 'the intent of one utterance and its slots',
  licence: 'CC0-1.0',
  origin: 'sonos/nlu-benchmark, in the split of uiuc-conversational-ai-lab/Accountable-DST',
  files: SNIPS_FILES,
  settings: {
    set: {
      values: ['train', 'valid', 'test', 'full'],
      says: "which rows: one set of the lab's 13,084/700/700 split, or all 13,784 original training rows",
    },
    prompt: {
      values: ['complete', 'paper'],
      says: "the instruction with all seven domains, or as the paper's figure prints it, without AddToPlaylist",
    },
    repeated: {
      values: ['list', 'last'],
      says: 'a slot that occurs twice becomes a list, or its last value',
    },
  },
  rows({ folder, settings }) {
    const set = settings.set as SnipsSet
    return set === 'full' ? readOriginal(folder) : readSplit(folder, set, settings.repeated === 'list')
  },
  samples: (row, { settings }) => [
    snipsSample(row, {
      prompt: settings.prompt as SnipsPrompt,
      repeated: settings.repeated as 'list' | 'last',
    }),
  ],
})

export function snipsSample(
  row: SnipsRow,
  { prompt, repeated }: { prompt: SnipsPrompt; repeated: 'list' | 'last' },
): Sample {
  const label = new Map<Value, Value>([
    ['domain', row.domain],
    ['slot_values', slotValues(row, repeated)],
  ])
  return {
    id: `snips/${row.id}`,
    source: 'snips',
    task: 'TOD',
    instruction: snipsInstruction(prompt),
    input: `User: ${row.utterance.trim()}`,
    output: `System: ${dumpJson(label)}`,
    meta: { kind: 'state', slots: row.slots.length },
  }
}

/** A slot stands where it first occurs, as in a Python dictionary. */
function slotValues(row: SnipsRow, repeated: 'list' | 'last'): Map<Value, Value> {
  const values = new Map<Value, Value>()
  for (const [name, value] of row.slots) {
    const before = values.get(name)
    if (before === undefined || repeated === 'last') values.set(name, value)
    else values.set(name, Array.isArray(before) ? [...before, value] : [before, value])
  }
  return values
}
