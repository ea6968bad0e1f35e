// A model that repeats the replies kept in a run folder, so that a run can be asked again without a model.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Said } from '../dialogue/prompt.ts'
import { jsonHash } from '../files/hash.ts'
import { readJsonLines } from '../files/jsonl.ts'
import { type Model, ModelFault, type ModelIdentity } from './model.ts'

type Row = { prompt?: string; prompts?: string[]; reply?: string; calls?: Said['calls'] }

/**
 * Replies by the hash of the prompt. A prompt that the run was never sent, or whose reply it did not keep (only the
 * last reply of a case of several steps stands in its prediction), is a fault. Throws where `folder` is no run.
 */
export function recorded(folder: string): Model {
  const name = recordedName(folder)
  const replies = new Map<string, Said>()
  for (const row of readJsonLines(join(folder, 'predictions.jsonl'))) {
    const { prompt, reply, calls } = row as Row
    // What is asked first is answered first: a later attempt at the same prompt does not replace it.
    if (prompt && reply !== undefined && !replies.has(prompt))
      replies.set(prompt, { text: reply, ...(calls && { calls }) })
  }
  return {
    identity: { kind: 'recorded', name, replies: replies.size },
    concurrency: 8,
    async ask(prompt) {
      const hash = jsonHash(prompt)
      const said = replies.get(hash)
      if (said === undefined)
        throw new ModelFault('refused', `${folder} holds no reply to this prompt (hash ${hash})`)
      return { ...said, ms: 0 }
    },
    async close() {},
  }
}

function recordedName(folder: string): string {
  for (const file of ['run.json', 'predictions.jsonl'])
    if (!existsSync(join(folder, file)))
      throw new Error(`${folder}: expected a run folder with ${file}, found none; "coalm eval" makes one`)
  const path = join(folder, 'run.json')
  try {
    const run = JSON.parse(readFileSync(path, 'utf8')) as { settings?: { model?: ModelIdentity } }
    return run.settings?.model?.name ?? folder
  } catch (error) {
    throw new Error(`${path}: expected JSON (${(error as Error).message}); the run folder is damaged`, {
      cause: error,
    })
  }
}
