// What is sent to a model and what comes back: messages in, text and native calls out.
import type { Json } from './dialogue.ts'

/** A call as a wire format carries it: `arguments` is JSON text, exactly as the model wrote it. */
export type WireCall = { id?: string; name: string; arguments: string }

export type Message = {
  role: 'system' | 'user' | 'assistant' | 'tool'
  content: string
  calls?: WireCall[]
  callId?: string
  name?: string
}

/** `tools` are documents for a server that takes tools natively; prompt-mode formats put them in the text. */
export type Prompt = { messages: Message[]; tools?: Json[] }

/** What a model said. `calls` only where the server gave native tool calls. */
export type Said = { text: string; calls?: WireCall[] }
