// What is kept of one asked case: an answer, or the fault that stood in its place.
import type { Json } from '../dialogue/dialogue.ts'
import type { WireCall } from '../dialogue/prompt.ts'
import type { Usage } from '../models/model.ts'

export const PREDICTIONS_FORMAT = 'coalm/predictions@1'

export type CaseKey = { benchmark: string; split: string; id: string; attempt: number }

/**
 * `prompt` is the hash of the last prompt sent, `prompts` those of all steps where there were several. `calls` are the
 * native calls of the last reply, which its text does not show.
 */
export type Answered = CaseKey & {
  prompt: string
  prompts?: string[]
  reply: string
  calls?: WireCall[]
  turns?: Json
  usage?: Usage
  ms: number
}

export type Faulted = CaseKey & {
  prompt?: string
  ms: number
  fault: { kind: string; message: string; status?: number; requestId?: string; partial?: string }
}

export type Prediction = Answered | Faulted

export function isAnswered(prediction: Prediction): prediction is Answered {
  return !('fault' in prediction)
}

export function keyText(key: CaseKey): string {
  return JSON.stringify([key.benchmark, key.split, key.id, key.attempt])
}

/**
 * One prediction a case, from rows in the order written: the first answer counts, and a fault only while there is
 * no answer.
 */
export function settle(rows: Iterable<Prediction>): Map<string, Prediction> {
  const settled = new Map<string, Prediction>()
  for (const row of rows) {
    const key = keyText(row)
    const before = settled.get(key)
    if (!before || !isAnswered(before)) settled.set(key, row)
  }
  return settled
}
