// Renders messages through a model's own chat template, and keeps what people wrote apart from its control tokens.
import { Template } from '@huggingface/jinja'
import type { Message, Prompt } from '../dialogue/prompt.ts'

/** A piece of a rendered prompt: the template's own text, in which control tokens count, or a message's text. */
export type RenderedPiece = { text: string; isTemplate: boolean }

export type ChatTemplate = {
  /** The prompt as the model sees it, ready for its reply; without `forReply`, as it stands once all is said. */
  render(prompt: Prompt, options?: { forReply?: boolean }): RenderedPiece[]
}

/** A model's template and the texts of its control tokens: what turns messages into ids. */
export type Chat = { template: ChatTemplate; special: ReadonlyMap<string, number> }

type TemplateMessage = {
  role: string
  content: string
  tool_calls?: unknown[]
  tool_call_id?: string
  name?: string
}

/** `source` is a Jinja template as GGUF and Hugging Face files carry it. */
export function createChatTemplate(
  source: string,
  tokens: { beginOfText?: string; endOfText?: string } = {},
): ChatTemplate {
  const template = new Template(source)

  function renderText(messages: TemplateMessage[], tools: Prompt['tools'], forReply: boolean): string {
    return template.render({
      messages,
      add_generation_prompt: forReply,
      bos_token: tokens.beginOfText ?? '',
      eos_token: tokens.endOfText ?? '',
      ...(tools && { tools }),
    })
  }

  return {
    render({ messages, tools }, { forReply = true } = {}) {
      const whole = renderText(messages.map(asTemplateMessage), tools, forReply)
      const marks = messages.map((_, i) => `\uE000${i}\uE001`)
      const marked = renderText(
        messages.map((message, i) => ({ ...asTemplateMessage(message), content: marks[i] as string })),
        tools,
        forReply,
      )
      // A template may trim what it is given; one of the two readings gives the rendered text back.
      const asIs = splitAtMarks(marked, messages, text => text)
      if (joinPieces(asIs) === whole) return asIs
      const trimmed = splitAtMarks(marked, messages, text => text.trim())
      return joinPieces(trimmed) === whole ? trimmed : [{ text: whole, isTemplate: true }]
    },
  }
}

/** The chat that a GGUF's metadata describes; `name` is the file's, for messages. */
export function chatFrom(metadata: ReadonlyMap<string, unknown>, name: string): Chat {
  const source = metadata.get('tokenizer.chat_template')
  if (typeof source !== 'string')
    throw new Error(
      `${name}: expected a chat template in the metadata, found none; choose an instruction-tuned model`,
    )
  const tokens = metadata.get('tokenizer.ggml.tokens') as string[]
  const types = metadata.get('tokenizer.ggml.token_type') as number[] | undefined
  // GGML's token types: 3 is a control token, 4 one that the user defined (llama.h).
  const special = new Map(
    tokens.flatMap((token, id) => (types?.[id] === 3 || types?.[id] === 4 ? [[token, id]] : [])),
  )
  const tokenAt = (key: string) => tokens[Number(metadata.get(key) ?? -1)]
  const beginOfText = tokenAt('tokenizer.ggml.bos_token_id')
  const endOfText = tokenAt('tokenizer.ggml.eos_token_id')
  const template = createChatTemplate(source, {
    ...(beginOfText !== undefined && { beginOfText }),
    ...(endOfText !== undefined && { endOfText }),
  })
  return { template, special }
}

function asTemplateMessage(message: Message): TemplateMessage {
  return {
    role: message.role,
    content: message.content,
    ...(message.calls && {
      tool_calls: message.calls.map(call => ({
        type: 'function',
        id: call.id,
        function: { name: call.name, arguments: call.arguments },
      })),
    }),
    ...(message.callId !== undefined && { tool_call_id: message.callId }),
    ...(message.name !== undefined && { name: message.name }),
  }
}

function splitAtMarks(
  marked: string,
  messages: Message[],
  change: (text: string) => string,
): RenderedPiece[] {
  return marked.split(/\uE000(\d+)\uE001/).flatMap((text, i): RenderedPiece[] => {
    if (i % 2 === 0) return text === '' ? [] : [{ text, isTemplate: true }]
    const content = change(messages[Number(text)]?.content ?? '')
    return content === '' ? [] : [{ text: content, isTemplate: false }]
  })
}

function joinPieces(pieces: RenderedPiece[]): string {
  return pieces.map(piece => piece.text).join('')
}

/**
 * The ids of a rendered prompt. Control tokens are read in the template's own text only: one that a person or a
 * document wrote stays ordinary text. Text is cut into words across the pieces, as it would be in one string.
 */
export function pieceIds(
  pieces: RenderedPiece[],
  special: ReadonlyMap<string, number>,
  encode: (text: string) => ArrayLike<number>,
): number[] {
  const ids: number[] = []
  const control = controlPattern(special)
  let text = ''
  function flush(): void {
    if (text === '') return
    for (const id of Array.from(encode(text))) ids.push(id)
    text = ''
  }
  for (const piece of pieces) {
    if (!piece.isTemplate) {
      text += piece.text
      continue
    }
    for (const part of control ? piece.text.split(control) : [piece.text]) {
      const id = special.get(part)
      if (id === undefined) text += part
      else {
        flush()
        ids.push(id)
      }
    }
  }
  flush()
  return ids
}

function controlPattern(special: ReadonlyMap<string, number>): RegExp | undefined {
  const names = [...special.keys()].filter(Boolean).sort((a, b) => b.length - a.length)
  if (names.length === 0) return undefined
  return new RegExp(`(${names.map(name => name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|')})`)
}
