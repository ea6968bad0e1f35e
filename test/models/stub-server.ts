// A chat completions server on this machine that behaves as a test tells it to, and counts what it sees.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export type StubRequest = { body: ChatBody; headers: IncomingMessage['headers']; number: number }

/** As much of a request's body as tests look at. */
type ChatBody = { messages: { role: string; content: string }[] }

/** What the stub does with a request: a text is a completion, an object a status with headers and body. */
export type StubAnswer =
  | string
  | { status?: number; headers?: Record<string, string>; body: unknown }
  | ((response: ServerResponse) => void)

export type StubServer = {
  /** The address for `endpoint`. */
  url: string
  requests: StubRequest[]
  /** Most requests that were open at once. */
  peak(): number
  open(): number
  close(): Promise<void>
}

export async function stubServer(
  answer: (request: StubRequest) => StubAnswer | Promise<StubAnswer>,
): Promise<StubServer> {
  const requests: StubRequest[] = []
  let open = 0
  let peak = 0
  const server = createServer(async (incoming, response) => {
    peak = Math.max(peak, ++open)
    response.on('close', () => open--)
    let text = ''
    for await (const piece of incoming) text += piece
    const request = { body: JSON.parse(text), headers: incoming.headers, number: requests.length }
    requests.push(request)
    const said = await answer(request)
    if (typeof said === 'function') said(response)
    else send(response, said)
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', () => resolve()))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    requests,
    peak: () => peak,
    open: () => open,
    close: () =>
      new Promise(resolve => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

function send(response: ServerResponse, said: Exclude<StubAnswer, (response: ServerResponse) => void>): void {
  const { status = 200, headers = {}, body } = typeof said === 'string' ? { body: completion(said) } : said
  response.writeHead(status, { 'content-type': 'application/json', ...headers })
  response.end(typeof body === 'string' ? body : JSON.stringify(body))
}

/** A whole chat completion with this text. */
export function completion(content: string | null, more: Record<string, unknown> = {}): unknown {
  return {
    choices: [{ message: { role: 'assistant', content }, finish_reason: 'stop', ...more }],
    usage: { prompt_tokens: 7, completion_tokens: 2 },
  }
}
