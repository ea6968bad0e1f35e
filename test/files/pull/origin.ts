// A web server on this machine that gives files as an origin does, with the faults that a test wants.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export type Visit = { path: string; range: string | undefined }

export type WebOrigin = {
  url(path: string): string
  visits: Visit[]
  /** Called instead of the usual answer; returns whether it answered. */
  trouble: (request: IncomingMessage, response: ServerResponse) => boolean
  close(): Promise<void>
}

/** Serves `files` with a strong ETag and ranges. */
export async function webOrigin(files: Record<string, Buffer>, tag = '"v1"'): Promise<WebOrigin> {
  const server = createServer((request, response) => {
    const path = (request.url ?? '/').slice(1)
    const { range } = request.headers
    origin.visits.push({ path, range })
    if (origin.trouble(request, response)) return
    const bytes = files[path]
    if (!bytes) return response.writeHead(404).end()
    const start =
      request.headers['if-range'] === tag ? Number(/^bytes=(\d+)-/.exec(range ?? '')?.[1] ?? 0) : 0
    if (start >= bytes.length && start > 0) return response.writeHead(416).end()
    response.writeHead(start > 0 ? 206 : 200, {
      etag: tag,
      'content-length': bytes.length - start,
      ...(start > 0 && { 'content-range': `bytes ${start}-${bytes.length - 1}/${bytes.length}` }),
    })
    return response.end(bytes.subarray(start))
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', () => resolve()))
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const origin: WebOrigin = {
    url: path => `${base}/${path}`,
    visits: [],
    trouble: () => false,
    close: () =>
      new Promise(resolve => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
  return origin
}
