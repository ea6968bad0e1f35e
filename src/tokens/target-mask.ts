// The target mask: a sample as tokens, rendered by the model's own chat template, and which of them are learnt.
import type { Prompt } from '../dialogue/prompt.ts'
import { type Chat, pieceIds, type RenderedPiece } from './chat-template.ts'
import type { Tokenizer } from './tokenizer.ts'

/** What of a training sample the model sees and learns to say. */
export type TaughtSample = { id: string; instruction: string; input: string; output: string }

/** `learnt[i]` is 1 where token `i` is a target. */
export type MaskedSample = { id: string; ids: Int32Array; learnt: Uint8Array }

/** A model's way from messages to ids. */
export type Reader = { chat: Chat; tokenizer: Tokenizer }

/** The instruction is the system message and the input the user's; an instruction without input is the user's. */
export function samplePrompt({ instruction, input }: TaughtSample): Prompt {
  if (input === '') return { messages: [{ role: 'user', content: instruction }] }
  const user = { role: 'user', content: input } as const
  if (instruction === '') return { messages: [user] }
  return { messages: [{ role: 'system', content: instruction }, user] }
}

/**
 * The prompt exactly as the model is asked it, then the output and the token that ends a reply; these two are learnt.
 * Prompt and output are cut into tokens apart from each other, as they are when a model answers.
 */
export function maskSample(sample: TaughtSample, { chat, tokenizer }: Reader): MaskedSample {
  const prompt = samplePrompt(sample)
  const asked = chat.template.render(prompt)
  const said = { role: 'assistant', content: sample.output } as const
  const whole = chat.template.render({ messages: [...prompt.messages, said] }, { forReply: false })
  const reply = replyAfter(textOf(asked), textOf(whole), sample.output)
  const encode = (text: string) => tokenizer.encode(text)
  const promptIds = pieceIds(asked, chat.special, encode)
  const replyIds = pieceIds([{ text: reply.text, isTemplate: false }], chat.special, encode)
  const end = firstSpecial(reply.ending, chat.special) ?? tokenizer.endOfText
  const ids = Int32Array.from([...promptIds, ...replyIds, ...(end === undefined ? [] : [end])])
  return { id: sample.id, ids, learnt: new Uint8Array(ids.length).fill(1, promptIds.length) }
}

function textOf(pieces: RenderedPiece[]): string {
  return pieces.map(piece => piece.text).join('')
}

/** The output as the template writes it (some trim it), and what the template writes behind it. */
function replyAfter(asked: string, whole: string, output: string): { text: string; ending: string } {
  if (whole.startsWith(asked))
    for (const text of [output, output.trim()])
      if (whole.startsWith(text, asked.length))
        return { text, ending: whole.slice(asked.length + text.length) }
  // A template may say a past reply otherwise than it asks for one; the model's own end token closes it then.
  return { text: output, ending: '' }
}

/** The control token that `text` begins with. */
function firstSpecial(text: string, special: ReadonlyMap<string, number>): number | undefined {
  const names = [...special.keys()].filter(name => name !== '' && text.startsWith(name))
  return special.get(names.sort((a, b) => b.length - a.length)[0] ?? '')
}
