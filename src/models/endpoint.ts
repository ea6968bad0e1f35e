// Any OpenAI-compatible server: chat completions over HTTP, with patience for faults that pass and none for a wrong key.
import type { Json } from '../dialogue/dialogue.ts'
import type { Message, Prompt, WireCall } from '../dialogue/prompt.ts'
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
  const closing = new AbortController()

  async function askOnce(
    body: string,
    signal: AbortSignal | undefined,
    cut: Sampling['cut'],
  ): Promise<Omit<Reply, 'ms'>> {
    const limits = [closing.signal, AbortSignal.timeout(timeout), ...(signal ? [signal] : [])]
    let response: Response
    let text: string
    try {
      response = await fetch(url, { method: 'POST', headers, body, signal: AbortSignal.any(limits) })
      text = await response.text()
    } catch (error) {
      throw networkFault(error as Error, url, timeout, signal?.aborted || closing.signal.aborted)
    }
    const requestId = response.headers.get('x-request-id') ?? undefined
    if (!response.ok) throw httpFault(response, text, url, requestId)
    return { ...readCompletion(text, requestId, cut), ...(requestId !== undefined && { requestId }) }
  }

  return {
    identity: { kind: 'endpoint', name: model, url },
    concurrency,
    async ask(prompt, { sampling, signal }) {
      const body = JSON.stringify(requestBody(model, prompt, sampling))
      const started = performance.now()
      const reply = await withRetries(
        () => askOnce(body, signal, sampling.cut),
        options.patience ?? {},
        signal,
      )
      return { ...reply, ms: performance.now() - started }
    },
    async close() {
      closing.abort()
    },
  }
}

/** `http://host/v1`, `http://host/v1/` and the full path all name the same place. */
function chatUrl(base: string): string {
  const url = new URL(base)
  url.pathname = `${url.pathname.replace(/\/+$/, '').replace(/\/chat\/completions$/, '')}/chat/completions`
  return url.href
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

function networkFault(error: Error, url: string, timeout: number, isStopped: boolean): ModelFault {
  if (isStopped) return new ModelFault('aborted', 'stopped before the server answered', { cause: error })
  if (error.name === 'TimeoutError')
    return new ModelFault('timeout', `${url} gave no answer within ${timeout / 1000} s`, { cause: error })
  const reason = (error.cause as Error | undefined)?.message ?? error.message
  return new ModelFault('network', `${url} could not be reached (${reason})`, { cause: error })
}

function httpFault(response: Response, text: string, url: string, requestId: string | undefined): ModelFault {
  const { status } = response
  const details = { status, ...(requestId !== undefined && { requestId }) }
  const said = errorMessage(text)
  const request = requestId === undefined ? '' : ` (request ${requestId})`
  if (status === 401 || status === 403)
    return new ModelFault('refused', `${url} refused the key with status ${status}: ${said}${request}`, {
      ...details,
      stop: true,
    })
  if (status === 404)
    return new ModelFault(
      'http',
      `${url} answered 404: ${said}${request}; check the address and the model's name`,
      {
        ...details,
        stop: true,
      },
    )
  const fault = new ModelFault('http', `${url} answered ${status}: ${said}${request}`, details)
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
  choices?: {
    message?: { content?: string | null; tool_calls?: WireToolCall[] }
    finish_reason?: string
  }[]
  usage?: {
    prompt_tokens?: number
    completion_tokens?: number
    prompt_tokens_details?: { cached_tokens?: number }
  }
}
type WireToolCall = { id?: string; function?: { name?: string; arguments?: unknown } }

/** Reads the body of a 200. What is not a completion is a fault, not an empty answer. */
function readCompletion(
  text: string,
  requestId: string | undefined,
  cut: Sampling['cut'],
): Omit<Reply, 'ms'> {
  const details = requestId === undefined ? {} : { requestId }
  const malformed = (found: string) =>
    new ModelFault('malformed', `expected a chat completion, found ${found}: ${text.slice(0, 120)}`, details)
  let body: Completion
  try {
    body = JSON.parse(text) as Completion
  } catch {
    throw malformed('no JSON')
  }
  const choice = body?.choices?.[0]
  const message = choice?.message
  if (!choice || typeof message !== 'object' || message === null) throw malformed('no message in it')
  const content = message.content ?? ''
  const calls = (message.tool_calls ?? []).map(wireCall)
  if (typeof content !== 'string' || calls.some(call => call === undefined)) throw malformed('an odd message')
  if (message.content == null && calls.length === 0 && choice.finish_reason !== 'stop')
    throw malformed('neither text nor calls')
  if (choice.finish_reason === 'length' && cut !== 'answer')
    throw new ModelFault('truncated', 'the reply was cut off by the limit of tokens', {
      ...details,
      partial: content,
    })
  const usage = readUsage(body.usage)
  return {
    text: content,
    ...(calls.length > 0 && { calls: calls as WireCall[] }),
    ...(usage && { usage }),
  }
}

function wireCall(call: WireToolCall): WireCall | undefined {
  const { name, arguments: given } = call?.function ?? {}
  if (typeof name !== 'string') return undefined
  // Some servers send the arguments as an object instead of text.
  const text = typeof given === 'string' ? given : JSON.stringify(given ?? {})
  return { ...(typeof call.id === 'string' && { id: call.id }), name, arguments: text }
}

function readUsage(usage: Completion['usage']): Usage | undefined {
  if (typeof usage?.prompt_tokens !== 'number') return undefined
  const cached = usage.prompt_tokens_details?.cached_tokens
  return {
    prompt: usage.prompt_tokens,
    completion: usage.completion_tokens ?? 0,
    ...(typeof cached === 'number' && { cached }),
  }
}
