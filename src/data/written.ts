// A sample as it is written to a file: in Alpaca or chat style, with the same columns of the same types in every row.
import type { Sample } from './source.ts'

export type Style = 'alpaca' | 'chat'

/** Loaders of other projects take the types of the first rows for all, so every row has every field. */
export type WrittenMeta = {
  kind: string
  dialogue: string
  turn: number
  tools: number
  calls: number
  slots: number
}

export type Written = { id: string; source: string; task: string } & (
  | { instruction: string; input: string; output: string; meta: WrittenMeta }
  | { messages: { role: string; content: string }[]; meta: WrittenMeta }
)

/** Alpaca: `{instruction, input, output}`. Chat: the instruction is the system message, or the user's where there is no input. */
export function written(sample: Sample, style: Style): Written {
  const { id, source, task, instruction, input, output } = sample
  const meta = writtenMeta(sample)
  if (style === 'alpaca') return { id, source, task, instruction, input, output, meta }
  const asked =
    input === ''
      ? [{ role: 'user', content: instruction }]
      : [
          { role: 'system', content: instruction },
          { role: 'user', content: input },
        ]
  return { id, source, task, messages: [...asked, { role: 'assistant', content: output }], meta }
}

export function writtenMeta({ id, meta }: Sample): WrittenMeta {
  const { kind = '', dialogue = id, turn = 0, tools = 0, calls = 0, slots = 0 } = meta
  return { kind, dialogue, turn, tools, calls, slots }
}
