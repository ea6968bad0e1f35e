// Two baselines that understand nothing: one repeats the user, one gives the most frequent training reply.
import { samplesOf, starterRows } from '../../data/starter/starter.ts'
import { makeDialogues } from '../../data/starter/dialogues.ts'
import type { Prompt } from '../../dialogue/prompt.ts'
import type { Model } from '../../models/model.ts'
import { CASES_SEED } from './cases.ts'

/** Repeats what the user said last. */
export function echo(): Model {
  return baseline('echo', prompt => {
    const content = prompt.messages.findLast(message => message.role === 'user')?.content ?? ''
    const at = content.lastIndexOf('User: ')
    return (at < 0 ? content : content.slice(at + 'User: '.length)).split('\n')[0]!
  })
}

/** Gives the reply that is most frequent in training under the same instruction, else the most frequent of all. */
export function majority(): Model {
  const counts = new Map<string, Map<string, number>>()
  for (const { kind, dialogue } of starterRows(makeDialogues({ seed: CASES_SEED }), 'train'))
    for (const { instruction, output } of samplesOf(dialogue, kind))
      for (const key of [instruction, '']) count(counts, key, output)
  const replies = new Map([...counts].map(([key, outputs]) => [key, mostFrequent(outputs)]))
  return baseline('majority', prompt => {
    const instruction = prompt.messages.find(message => message.role === 'system')?.content ?? ''
    return replies.get(instruction) ?? replies.get('')!
  })
}

function baseline(name: string, reply: (prompt: Prompt) => string): Model {
  return {
    identity: { kind: 'baseline', name },
    concurrency: 1,
    ask: async prompt => ({ text: reply(prompt), ms: 0 }),
    close: async () => {},
  }
}

function count(counts: Map<string, Map<string, number>>, key: string, output: string): void {
  const outputs = counts.get(key) ?? new Map<string, number>()
  outputs.set(output, (outputs.get(output) ?? 0) + 1)
  counts.set(key, outputs)
}

function mostFrequent(outputs: Map<string, number>): string {
  return [...outputs].reduce((best, one) => (one[1] > best[1] ? one : best))[0]
}
