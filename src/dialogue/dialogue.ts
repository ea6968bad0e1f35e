// The words of coalm: what is said in a dialogue, by whom, and with which tools.

/** Anything that JSON can hold. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json }

/** A JSON Schema document, as tools describe their parameters with it. */
export type JsonSchema = { [key: string]: Json }

/** A function that the assistant may call. `parameters` is a JSON Schema of type `object`. */
export type Tool = { name: string; description: string; parameters: JsonSchema }

/** One call of one tool. `id` is set where the wire format gives calls an identity. */
export type Call = { name: string; arguments: Record<string, Json>; id?: string }

/** What the user has asked for so far: domain → slot → value (a list where a slot was filled twice). */
export type State = { [domain: string]: { [slot: string]: string | string[] } }

export type UserTurn = { role: 'user'; text: string }

/**
 * One step of the assistant. It thinks, calls tools, tracks state, speaks, or several of these.
 * `raw` is the model's reply exactly as it came, kept where the turn was read from one.
 */
export type AssistantTurn = {
  role: 'assistant'
  thought?: string
  calls?: Call[]
  state?: State
  text?: string
  raw?: string
}

export type ToolTurn = { role: 'tool'; name: string; callId?: string; result: Json }

export type Turn = UserTurn | AssistantTurn | ToolTurn

export type Dialogue = { system?: string; tools: Tool[]; turns: Turn[] }
