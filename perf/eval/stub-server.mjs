// A chat completions server that answers at once (or after a delay), in a process of its own, and counts requests.
import { createServer } from 'node:http'

const delay = Number(process.argv[2] ?? 0)
let served = 0

const server = createServer((request, response) => {
  const pieces = []
  request.on('data', piece => pieces.push(piece))
  request.on('end', () => {
    if (request.url === '/served') return response.end(String(served))
    served++
    const question = JSON.parse(Buffer.concat(pieces).toString()).messages[0].content
    const answer = String(Number.parseInt(question.slice(question.lastIndexOf(':') + 1), 10) + 1)
    const body = JSON.stringify({
      choices: [{ index: 0, message: { role: 'assistant', content: answer }, finish_reason: 'stop' }],
      usage: { prompt_tokens: 50, completion_tokens: 1 },
    })
    const send = () => response.writeHead(200, { 'content-type': 'application/json' }).end(body)
    if (delay === 0) send()
    else setTimeout(send, delay)
  })
})
server.keepAliveTimeout = 60_000
server.listen(0, '127.0.0.1', () => process.send?.(server.address().port))
process.on('disconnect', () => process.exit())
