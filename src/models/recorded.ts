// A model that repeats the replies kept in a run folder, so that a run can be asked again without a model.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ModelIdentity } from './model.ts'
import { type Model, ModelFault } from './model.ts'
import { jsonHash } from '../files/hash.ts'
import { readJsonLines } from '../files/jsonl.ts'

type Row = { prompt?: string; prompts?: string[]; reply?: string }

/**
 * Replies by the hash of the prompt. A prompt that the run was never sent, or whose reply it did not keep (only the
 * last reply of a case of several steps stands in its prediction), is a fault.
 */
export function recorded(folder: string): Model {
  const replies = new Map<string, string>()
  for (const row of readJsonLines(join(folder, 'predictions.jsonl'))) {
    const { prompt, reply } = row as Row
    if (prompt && reply !== undefined) replies.set(prompt, reply)
  }
  return {
    identity: { kind: 'recorded', name: recordedName(folder), replies: replies.size },
    concurrency: 8,
    async ask(prompt) {
      const hash = jsonHash(prompt)
      const text = replies.get(hash)
      if (text === undefined)
        throw new ModelFault('refused', `${folder} holds no reply to this prompt (hash ${hash})`)
      return { text, ms: 0 }
    },
    async close() {},
  }
}

function recordedName(folder: string): string {
  const run = JSON.parse(readFileSync(join(folder, 'run.json'), 'utf8')) as {
    settings?: { model?: ModelIdentity }
  }
  return run.settings?.model?.name ?? folder
}
