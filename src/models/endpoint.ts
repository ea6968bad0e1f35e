// Any OpenAI-compatible server: chat completions over HTTP, with patience for faults that pass and none for a wrong key.
import { randomUUID } from 'node:crypto'
import { setMaxListeners } from 'node:events'
import type { Json } from '../dialogue/dialogue.ts'
import type { Message, Prompt, WireCall } from '../dialogue/prompt.ts'
import { openGate } from './gate.ts'
import { type Model, ModelFault, type Reply, type Sampling, type Usage } from './model.ts'
import { type Patience, withRetries } from './retry.ts'

export type EndpointOptions = {
  /** The base address, with or without `/chat/completions` at its end. */
  url: string
  /** The model's name as the server knows it. */
  model: string
  apiKey?: string
  /** Most prompts in flight; 32 by default. Lowered for a while when the server says it is too many. */
  concurrency?: number
  /** Milliseconds until an answer is given up; 120,000 by default. */
  timeout?: number
  patience?: Partial<Patience>
}

export function endpoint(options: EndpointOptions): Model {
  const { model, apiKey, concurrency = 32, timeout = 120_000 } = options
  const url = chatUrl(options.url)
  const headers = {
    'content-type': 'application/json',
    ...(apiKey !== undefined && { authorization: `Bearer ${apiKey}` }),
  }
  const inFlight = new Set<() => void>()
  let isClosed = false
  const gate = openGate(concurrency)

  /** Every try has an id of its own, sent along, so that a fault can be found in the server's log. */
  async function askOnce(
    body: string,
    signal: AbortSignal | undefined,
    cut: Sampling['cut'],
  ): Promise<Omit<Reply, 'ms'>> {
    const ownId = `coalm-${randomUUID()}`
    const watch = watchTime(timeout, signal)
    inFlight.add(watch.abort)
    if (isClosed) watch.abort()
    try {
      const response = await fetch(url, {
        method: 'POST',
        headers: { ...headers, 'x-request-id': ownId },
        body,
        signal: watch.signal,
      })
      const text = await response.text()
      const requestId = response.headers.get('x-request-id') ?? ownId
      if (!response.ok) throw httpFault(response, text, url, requestId)
      return { ...readCompletion(text, requestId, cut), requestId }
    } catch (error) {
      if (error instanceof ModelFault) throw error
      if (watch.isLate()) throw lateFault(url, timeout, ownId)
      throw isClosed || signal?.aborted ? stoppedFault(error) : networkFault(error as Error, url, ownId)
    } finally {
      inFlight.delete(watch.abort)
      watch.end()
    }
  }

  return {
    identity: { kind: 'endpoint', name: model, url },
    concurrency,
    async ask(prompt, { sampling, signal }) {
      const body = JSON.stringify(requestBody(model, prompt, sampling))
      const started = performance.now()
      const reply = await withRetries(
        () => gate.pass(() => askOnce(body, signal, sampling.cut), isTooMany),
        options.patience ?? {},
        signal,
      )
      return { ...reply, ms: performance.now() - started }
    },
    async close() {
      isClosed = true
      for (const abort of inFlight) abort()
    },
  }
}

/** `http://host/v1`, `http://host/v1/` and the full path all name the same place. */
function chatUrl(base: string): string {
  if (!URL.canParse(base))
    throw new Error(`expected a server's address, as http://localhost:8000/v1, found "${base}"`)
  const url = new URL(base)
  url.pathname = `${url.pathname.replace(/\/+$/, '').replace(/\/chat\/completions$/, '')}/chat/completions`
  return url.href
}

function isTooMany(error: unknown): boolean {
  return error instanceof ModelFault && (error.status === 429 || error.status === 503)
}

/** A signal that is aborted with `outer`, after `milliseconds`, or by hand. One timer and no garbage for each try. */
function watchTime(milliseconds: number, outer: AbortSignal | undefined) {
  const controller = new AbortController()
  const abort = () => controller.abort()
  let late = false
  const timer = setTimeout(() => {
    late = true
    abort()
  }, milliseconds)
  if (outer?.aborted) abort()
  else if (outer) {
    outer.addEventListener('abort', abort, { once: true })
    // One listener for each prompt in flight is what is meant, not a leak.
    setMaxListeners(0, outer)
  }
  return {
    signal: controller.signal,
    abort,
    isLate: () => late,
    end() {
      clearTimeout(timer)
      outer?.removeEventListener('abort', abort)
    },
  }
}

function requestBody(model: string, prompt: Prompt, sampling: Sampling): Json {
  return {
    model,
    messages: prompt.messages.map(wireMessage),
    ...(prompt.tools && { tools: prompt.tools }),
    temperature: sampling.temperature,
    max_tokens: sampling.maxTokens,
    ...(sampling.stop && { stop: sampling.stop }),
    ...(sampling.seed !== undefined && { seed: sampling.seed }),
  }
}

function wireMessage(message: Message): Json {
  return {
    role: message.role,
    content: message.content,
    ...(message.calls && {
      tool_calls: message.calls.map((call, i) => ({
        id: call.id ?? `call_${i}`,
        type: 'function',
        function: { name: call.name, arguments: call.arguments },
      })),
    }),
    ...(message.callId !== undefined && { tool_call_id: message.callId }),
    ...(message.name !== undefined && { name: message.name }),
  }
}

function stoppedFault(cause: unknown): ModelFault {
  return new ModelFault('aborted', 'stopped before the server answered', { cause })
}

function lateFault(url: string, timeout: number, requestId: string): ModelFault {
  const message = `${url} gave no answer within ${timeout / 1000} s (request ${requestId})`
  return new ModelFault('timeout', message, { requestId })
}

function networkFault(error: Error, url: string, requestId: string): ModelFault {
  const reason = (error.cause as Error | undefined)?.message || error.message
  const message = `${url} could not be reached (${reason}; request ${requestId})`
  return new ModelFault('network', message, { requestId, cause: error })
}

function httpFault(response: Response, text: string, url: string, requestId: string): ModelFault {
  const { status } = response
  const said = `${errorMessage(text)} (request ${requestId})`
  if (status === 401 || status === 403)
    return new ModelFault('refused', `${url} refused the key with status ${status}: ${said}`, {
      status,
      requestId,
      stop: true,
    })
  if (status === 404)
    return new ModelFault('http', `${url} answered 404: ${said}; check the address and the model's name`, {
      status,
      requestId,
      stop: true,
    })
  const fault = new ModelFault('http', `${url} answered ${status}: ${said}`, { status, requestId })
  return Object.assign(fault, { retryAfter: response.headers.get('retry-after') ?? undefined })
}

function errorMessage(text: string): string {
  try {
    const body = JSON.parse(text) as { error?: { message?: string } | string; message?: string }
    const message = typeof body.error === 'string' ? body.error : (body.error?.message ?? body.message)
    if (message) return message.slice(0, 300)
  } catch {
    // Not JSON: the text itself is the message.
  }
  return text.slice(0, 300) || 'no reason given'
}

type Completion = {
  choices?: { message?: { content?: unknown; tool_calls?: unknown }; finish_reason?: unknown }[]
  usage?: {
    prompt_tokens?: unknown
    completion_tokens?: unknown
    prompt_tokens_details?: { cached_tokens?: unknown } | null
  } | null
}
type WireToolCall = { id?: unknown; function?: { name?: unknown; arguments?: unknown } } | null

/** Reads the body of a 200. What is not a completion is a fault, not an empty answer. */
function readCompletion(text: string, requestId: string, cut: Sampling['cut']): Omit<Reply, 'ms'> {
  const malformed = (found: string) =>
    new ModelFault(
      'malformed',
      `expected a chat completion, found ${found}: ${text.slice(0, 120)} (request ${requestId})`,
      { requestId },
    )
  const body = readBody(text)
  if (body === undefined) throw malformed('no JSON')
  const choice = Array.isArray(body?.choices) ? body.choices[0] : undefined
  const message = choice?.message
  if (!choice || typeof message !== 'object' || message === null) throw malformed('no message in it')
  const content = message.content ?? ''
  const given = message.tool_calls ?? []
  const calls = Array.isArray(given) ? given.map(wireCall) : [undefined]
  if (typeof content !== 'string' || calls.includes(undefined)) throw malformed('an odd message')
  if (choice.finish_reason === 'length' && cut !== 'answer')
    throw new ModelFault('truncated', `the reply was cut off by the limit of tokens (request ${requestId})`, {
      requestId,
      partial: content,
    })
  const isSilent = message.content == null && calls.length === 0
  if (isSilent && choice.finish_reason !== 'stop' && choice.finish_reason !== 'length')
    throw malformed('neither text nor calls')
  const usage = readUsage(body.usage)
  return {
    text: content,
    ...(calls.length > 0 && { calls: calls as WireCall[] }),
    ...(usage && { usage }),
  }
}

function readBody(text: string): Completion | undefined {
  try {
    return JSON.parse(text) as Completion
  } catch {
    return undefined
  }
}

function wireCall(call: WireToolCall): WireCall | undefined {
  const { name, arguments: given } = call?.function ?? {}
  if (typeof name !== 'string') return undefined
  // Some servers send the arguments as an object instead of text.
  const text = typeof given === 'string' ? given : JSON.stringify(given ?? {})
  return { ...(typeof call?.id === 'string' && { id: call.id }), name, arguments: text }
}

function readUsage(usage: Completion['usage']): Usage | undefined {
  const { prompt_tokens: prompt, completion_tokens: completion, prompt_tokens_details: details } = usage ?? {}
  if (typeof prompt !== 'number') return undefined
  const cached = details?.cached_tokens
  return {
    prompt,
    completion: typeof completion === 'number' ? completion : 0,
    ...(typeof cached === 'number' && { cached }),
  }
}
