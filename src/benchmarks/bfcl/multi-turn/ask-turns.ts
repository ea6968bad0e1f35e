// Asks a multi-turn case turn by turn and step by step, the results of its calls fed back (model_handler/base_handler.py).
import type { Json } from '../../../dialogue/dialogue.ts'
import type { Message, Prompt, WireCall } from '../../../dialogue/prompt.ts'
import type { Answer, Respondent } from '../../../eval/benchmark.ts'
import { PythonError } from '../../../files/python-error.ts'
import { repr, str } from '../../../files/python-repr.ts'
import { type Dict, fromJson, type Value } from '../../../files/values.ts'
import type { Reply } from '../../../models/model.ts'
import type { BfclCase } from '../cases.ts'
import { annotate, messages } from '../prompt.ts'
import { toolsFrom } from '../tools.ts'
import type { World } from '../worlds/world.ts'
import { makeWorlds } from './check-turns.ts'
import { executeCalls } from './execute.ts'
import { isEmptyStep, type StepReader } from './read-steps.ts'
import { stateLog } from './state-log.ts'

/** A turn that takes more steps ends the whole case. */
export const MAX_STEPS = 20

const REVEALED = 'I have updated some more functions you can choose from. What about now?'

/**
 * How a case is asked. `results` is the form in which results go back in prompt mode: a message each with the role
 * `tool`, as local models are asked, or one message of the user, as models behind an interface are.
 */
export type Asking = { mode: 'prompt' | 'fc'; results: 'tool' | 'user'; read: StepReader; model?: string }

/** What is kept of a case: the official `result` with its counts, seconds and log. */
export type Transcript = {
  result: Json[][]
  input_token_count: number[][]
  output_token_count: number[][]
  latency: number[][]
  inference_log: Json[]
}

/** Order within a case is kept; cases may be asked side by side, each in a world of its own. */
export async function askTurns(item: BfclCase, respondent: Respondent, asking: Asking): Promise<Answer> {
  const { model: world } = makeWorlds(item, asking.model === undefined ? {} : { model: asking.model })
  const transcript: Transcript = {
    result: [],
    input_token_count: [],
    output_token_count: [],
    latency: [],
    inference_log: [stateLog(world)],
  }
  const conversation = startConversation(item, asking)
  let reply = ''
  for (const [turn, said] of item.turns.entries()) {
    const query = conversation.open(turn, said as Message[])
    const played = await playTurn({ world, respondent, asking, conversation })
    reply = played.reply
    transcript.result.push(played.result)
    transcript.input_token_count.push(played.input)
    transcript.output_token_count.push(played.output)
    transcript.latency.push(played.seconds)
    transcript.inference_log.push(
      { begin_of_turn_query: query as unknown as Json, ...played.log },
      stateLog(world),
    )
    if (played.isForced) break
  }
  return { reply, turns: transcript as unknown as Json }
}

type Conversation = {
  prompt: Prompt
  /** Adds the user's messages of a turn; a turn that reveals functions has none of its own. */
  open(turn: number, said: Message[]): Message[]
}

function startConversation(item: BfclCase, { mode }: Asking): Conversation {
  const first = mode === 'prompt' ? (messages(item) as Message[]) : undefined
  const prompt: Prompt = { messages: [] }
  let documents = item.functions
  if (mode === 'fc') prompt.tools = compile([])

  function compile(revealed: Dict[]): Json[] {
    // The official code adds its note to the documents themselves, so those of before get it once more.
    documents = annotate([...documents, ...revealed], item.category)
    return toolsFrom(documents, 'openai')
  }

  return {
    prompt,
    open(turn, said) {
      const revealed = item.missed.get(String(turn))
      const query: Message[] = revealed ? [{ role: 'user', content: revealText(revealed, mode) }] : said
      if (revealed && mode === 'fc') prompt.tools = compile(revealed)
      prompt.messages.push(...(turn === 0 && first ? first : query))
      return turn === 0 && first ? first : query
    },
  }
}

function revealText(documents: Dict[], mode: Asking['mode']): string {
  return mode === 'prompt' ? `${str(documents)}\n${REVEALED}` : REVEALED
}

type PlayedTurn = {
  result: Json[]
  input: number[]
  output: number[]
  seconds: number[]
  log: { [step: string]: Json }
  reply: string
  isForced: boolean
}

/** Steps until a reply calls nothing, or there are too many. */
async function playTurn(parts: {
  world: World
  respondent: Respondent
  asking: Asking
  conversation: Conversation
}): Promise<PlayedTurn> {
  const { world, respondent, asking, conversation } = parts
  const { prompt } = conversation
  const played: PlayedTurn = {
    result: [],
    input: [],
    output: [],
    seconds: [],
    log: {},
    reply: '',
    isForced: false,
  }
  for (let step = 0; ; step++) {
    const reply = await respondent.send({ ...prompt, messages: [...prompt.messages] })
    const result = resultOf(reply, asking.mode)
    const entries: Json[] = [{ role: 'assistant', content: result }]
    played.log[`step_${step}`] = entries
    played.result.push(result)
    played.reply = reply.text
    played.input.push(reply.usage?.prompt ?? 0)
    played.output.push(reply.usage?.completion ?? 0)
    played.seconds.push(reply.ms / 1000)
    prompt.messages.push(assistantMessage(reply, asking.mode))
    const calls = readCalls(result, asking.read, entries)
    if (!calls) return played
    const results = executeCalls(world, calls)
    prompt.messages.push(...resultMessages({ asking, calls, results, sent: reply.calls ?? [] }))
    for (const content of results) entries.push({ role: 'tool', content })
    if (step + 1 <= MAX_STEPS) continue
    entries.push({
      role: 'handler_log',
      content: `Model has been forced to quit after ${MAX_STEPS} steps.`,
    })
    return { ...played, isForced: true }
  }
}

/** The official result of a step: text, or native calls as `[{ name: JSON }]`. */
function resultOf(reply: Reply, mode: Asking['mode']): Json {
  if (mode === 'prompt' || !reply.calls || reply.calls.length === 0) return reply.text
  return reply.calls.map(call => Object.fromEntries([[call.name, call.arguments]]))
}

function assistantMessage({ text, calls }: Reply, mode: Asking['mode']): Message {
  const isNative = mode === 'fc' && calls !== undefined && calls.length > 0
  return { role: 'assistant', content: text, ...(isNative && { calls }) }
}

/** The texts of the calls; `undefined` where the turn ends, which the log says. */
function readCalls(result: Json, read: StepReader, entries: Json[]): string[] | undefined {
  let calls: string[]
  try {
    calls = read(fromJson(result))
  } catch (error) {
    if (!(error instanceof PythonError)) throw error
    entries.push({
      role: 'handler_log',
      content: 'Error decoding the model response. Proceed to next turn.',
      error: error.message,
    })
    return undefined
  }
  entries.push({
    role: 'handler_log',
    content: 'Successfully decoded model response.',
    model_response_decoded: calls,
  })
  if (!isEmptyStep(calls)) return calls
  entries.push({
    role: 'handler_log',
    content: 'Empty response from the model. Proceed to next turn.',
    model_response_decoded: calls,
  })
  return undefined
}

function resultMessages(parts: {
  asking: Asking
  calls: string[]
  results: string[]
  sent: WireCall[]
}): Message[] {
  const { asking, calls, results, sent } = parts
  if (asking.mode === 'fc')
    return results.map((content, at): Message => {
      const callId = sent[at]?.id
      return { role: 'tool', content, ...(callId !== undefined && { callId }) }
    })
  if (asking.results === 'tool')
    return results.map((content, at): Message => ({ role: 'tool', name: calls[at]!, content }))
  const told = results.map(
    (content, at): Value =>
      new Map<Value, Value>([
        ['role', 'tool'],
        ['name', calls[at]!],
        ['content', content],
      ]),
  )
  return [{ role: 'user', content: repr(told) }]
}
