// An OpenAI-compatible server in all its moods: what is an answer, what is a fault, and what is tried again.
import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import type { Prompt } from '../../src/dialogue/prompt.ts'
import { type EndpointOptions, endpoint } from '../../src/models/endpoint.ts'
import { ModelFault, type Sampling } from '../../src/models/model.ts'
import { completion, type StubAnswer, type StubRequest, stubServer } from './stub-server.ts'

const SAMPLING: Sampling = { temperature: 0, maxTokens: 16 }
const QUICK = { tries: 3, first: 2, longest: 4 }

function ask(content: string): Prompt {
  return { messages: [{ role: 'user', content }] }
}

async function setUp(
  context: TestContext,
  answer: (request: StubRequest) => StubAnswer | Promise<StubAnswer>,
  options: Partial<EndpointOptions> = {},
) {
  const server = await stubServer(answer)
  const model = endpoint({ url: server.url, model: 'm', patience: QUICK, ...options })
  context.after(async () => {
    await model.close()
    await server.close()
  })
  return { server, model }
}

async function faultOf(work: Promise<unknown>): Promise<ModelFault> {
  const fault = await work.then(
    said => assert.fail(`expected a fault, found ${JSON.stringify(said)}`),
    error => error,
  )
  assert.ok(fault instanceof ModelFault, String(fault))
  return fault
}

test('a question as it is sent, and an answer with its usage', async context => {
  const { server, model } = await setUp(
    context,
    () => ({
      headers: { 'x-request-id': 'server-1' },
      body: {
        choices: [
          {
            message: {
              content: null,
              tool_calls: [
                { id: 'c1', function: { name: 'find', arguments: '{"a":1}' } },
                { function: { name: 'book', arguments: { b: 2 } } },
              ],
            },
            finish_reason: 'tool_calls',
          },
        ],
        usage: { prompt_tokens: 9, completion_tokens: 4, prompt_tokens_details: { cached_tokens: 5 } },
      },
    }),
    { apiKey: 'secret' },
  )
  const prompt: Prompt = {
    messages: [
      { role: 'system', content: 's' },
      { role: 'assistant', content: '', calls: [{ name: 'find', arguments: '{}' }] },
      { role: 'tool', content: '1', callId: 'call_0', name: 'find' },
    ],
    tools: [{ type: 'function' }],
  }
  const { ms, ...reply } = await model.ask(prompt, { sampling: { ...SAMPLING, stop: ['\nUser:'], seed: 3 } })
  assert.ok(ms > 0)
  assert.deepEqual(reply, {
    text: '',
    calls: [
      { id: 'c1', name: 'find', arguments: '{"a":1}' },
      { name: 'book', arguments: '{"b":2}' },
    ],
    usage: { prompt: 9, completion: 4, cached: 5 },
    requestId: 'server-1',
  })
  const [request] = server.requests
  assert.equal(request?.headers.authorization, 'Bearer secret')
  assert.deepEqual(request?.body, {
    model: 'm',
    messages: [
      { role: 'system', content: 's' },
      {
        role: 'assistant',
        content: '',
        tool_calls: [{ id: 'call_0', type: 'function', function: { name: 'find', arguments: '{}' } }],
      },
      { role: 'tool', content: '1', tool_call_id: 'call_0', name: 'find' },
    ],
    tools: [{ type: 'function' }],
    temperature: 0,
    max_tokens: 16,
    stop: ['\nUser:'],
    seed: 3,
  })
})

test('the address may or may not end in the path of chat completions', async context => {
  const { server } = await setUp(context, () => 'yes')
  for (const url of [server.url, `${server.url}/`, `${server.url}/chat/completions`]) {
    const model = endpoint({ url, model: 'm' })
    assert.equal((await model.ask(ask('?'), { sampling: SAMPLING })).text, 'yes')
    assert.equal(model.identity.url, `${server.url}/chat/completions`)
  }
  assert.throws(() => endpoint({ url: 'http://%%/v1', model: 'm' }), /expected a server's address/)
})

test('never more in flight than allowed', async context => {
  const { server, model } = await setUp(
    context,
    async () => {
      await new Promise(resolve => setTimeout(resolve, 5))
      return 'yes'
    },
    { concurrency: 4 },
  )
  await Promise.all(Array.from({ length: 24 }, (_, i) => model.ask(ask(`${i}`), { sampling: SAMPLING })))
  assert.equal(server.requests.length, 24)
  assert.equal(server.peak(), 4)
})

test('a server that says "too many" is asked less at once, and answers all in the end', async context => {
  let open = 0
  const { server, model } = await setUp(
    context,
    async () => {
      open++
      await new Promise(resolve => setTimeout(resolve, 5))
      const isTooMany = open-- > 4
      return isTooMany ? { status: 429, body: { error: { message: 'slow down' } } } : 'yes'
    },
    { concurrency: 16, patience: { tries: 20, first: 2, longest: 10 } },
  )
  const replies = await Promise.all(
    Array.from({ length: 60 }, (_, i) => model.ask(ask(`${i}`), { sampling: SAMPLING })),
  )
  assert.ok(replies.every(({ text }) => text === 'yes'))
  assert.ok(server.requests.length < 150, `${server.requests.length} requests for 60 questions`)
})

test('429 and 5xx are tried again, each try with an id of its own', async context => {
  const { server, model } = await setUp(context, ({ number }) =>
    number < 2 ? { status: number === 0 ? 429 : 503, body: '' } : 'yes',
  )
  assert.equal((await model.ask(ask('?'), { sampling: SAMPLING })).text, 'yes')
  const ids = server.requests.map(({ headers }) => headers['x-request-id'])
  assert.equal(new Set(ids).size, 3)
})

test('when patience ends the last fault is thrown, with status, reason and request id', async context => {
  const { server, model } = await setUp(context, () => ({
    status: 500,
    headers: { 'x-request-id': 'r-7' },
    body: { error: { message: 'out of memory' } },
  }))
  const fault = await faultOf(model.ask(ask('?'), { sampling: SAMPLING }))
  assert.equal(server.requests.length, QUICK.tries)
  assert.deepEqual([fault.kind, fault.status, fault.requestId, fault.stop], ['http', 500, 'r-7', false])
  assert.match(fault.message, /answered 500: out of memory \(request r-7\)/)
})

test('Retry-After is waited for', async context => {
  const times: number[] = []
  const { model } = await setUp(context, ({ number }) => {
    times.push(performance.now())
    return number === 0 ? { status: 429, headers: { 'retry-after': '0.2' }, body: '' } : 'yes'
  })
  await model.ask(ask('?'), { sampling: SAMPLING })
  assert.ok((times[1] as number) - (times[0] as number) >= 195, String(times))
})

test('a refused key and an unknown model stop the run and are not tried again', async context => {
  for (const [status, kind] of [
    [401, 'refused'],
    [403, 'refused'],
    [404, 'http'],
  ] as const) {
    const { server, model } = await setUp(context, () => ({ status, body: { error: 'no such key' } }))
    const fault = await faultOf(model.ask(ask('?'), { sampling: SAMPLING }))
    assert.deepEqual([fault.kind, fault.status, fault.stop], [kind, status, true])
    assert.match(fault.message, /no such key \(request coalm-[0-9a-f-]{36}\)/)
    assert.equal(server.requests.length, 1)
  }
})

test('another 4xx is a fault of this one question', async context => {
  const { server, model } = await setUp(context, () => ({ status: 400, body: { message: 'too long' } }))
  const fault = await faultOf(model.ask(ask('?'), { sampling: SAMPLING }))
  assert.deepEqual([fault.kind, fault.status, fault.stop], ['http', 400, false])
  assert.equal(server.requests.length, 1)
})

const MALFORMED: [string, unknown][] = [
  ['no JSON', '<html>504 Gateway</html>'],
  ['nothing', ''],
  ['null', 'null'],
  ['a number', '7'],
  ['an error with status 200', { error: { message: 'overloaded' } }],
  ['no choices', { choices: [] }],
  ['choices that are a text', { choices: 'abc' }],
  ['a choice that is null', { choices: [null] }],
  ['no message', { choices: [{ finish_reason: 'stop' }] }],
  ['neither text nor calls', { choices: [{ message: { content: null }, finish_reason: 'error' }] }],
  ['content that is a number', { choices: [{ message: { content: 5 }, finish_reason: 'stop' }] }],
  ['calls that are an object', { choices: [{ message: { content: '', tool_calls: { a: 1 } } }] }],
  ['a call that is null', { choices: [{ message: { content: '', tool_calls: [null] } }] }],
  [
    'a call without a name',
    { choices: [{ message: { content: '', tool_calls: [{ function: { arguments: '{}' } }] } }] },
  ],
]

for (const [name, body] of MALFORMED)
  test(`a 200 with ${name} is a fault, tried again, with a request id`, async context => {
    const { server, model } = await setUp(context, () => ({ body }))
    const fault = await faultOf(model.ask(ask('?'), { sampling: SAMPLING }))
    assert.equal(fault.kind, 'malformed')
    assert.match(fault.message, /expected a chat completion, found .*\(request coalm-/s)
    assert.equal(fault.requestId, server.requests.at(-1)?.headers['x-request-id'])
    assert.equal(server.requests.length, QUICK.tries)
  })

test('odd usage is left out, an empty text that ended by itself is an answer', async context => {
  const { model } = await setUp(context, () => ({
    body: { choices: [{ message: { content: '' }, finish_reason: 'stop' }], usage: { prompt_tokens: 'x' } },
  }))
  const { ms: _ms, requestId: _id, ...reply } = await model.ask(ask('?'), { sampling: SAMPLING })
  assert.deepEqual(reply, { text: '' })
})

test('a reply cut off by the limit is a fault that keeps what was said, or an answer where that is asked', async context => {
  const { server, model } = await setUp(context, () => ({
    body: completion('The ans', { finish_reason: 'length' }),
  }))
  const fault = await faultOf(model.ask(ask('?'), { sampling: SAMPLING }))
  assert.deepEqual([fault.kind, fault.partial], ['truncated', 'The ans'])
  assert.ok(fault.requestId)
  assert.equal(server.requests.length, 1)
  const cut = await model.ask(ask('?'), { sampling: { ...SAMPLING, cut: 'answer' } })
  assert.equal(cut.text, 'The ans')
})

test('a server that is silent, or stops in the middle of its answer, is a timeout', async context => {
  const moods: StubAnswer[] = [
    () => {},
    response => response.writeHead(200, { 'content-length': '500' }).write('{"choices":'),
  ]
  for (const mood of moods) {
    const { server, model } = await setUp(context, () => mood, {
      timeout: 60,
      patience: { ...QUICK, tries: 2 },
    })
    const started = performance.now()
    const fault = await faultOf(model.ask(ask('?'), { sampling: SAMPLING }))
    assert.equal(fault.kind, 'timeout')
    assert.match(fault.message, /no answer within 0\.06 s \(request coalm-/)
    assert.equal(server.requests.length, 2)
    assert.ok(performance.now() - started < 2000)
  }
})

test('a broken connection, before or within an answer, is a network fault with a request id', async context => {
  const moods: StubAnswer[] = [
    response => response.destroy(),
    response => {
      response.writeHead(200, { 'content-length': '500' }).write('{"choices":')
      setTimeout(() => response.destroy(), 5)
    },
  ]
  for (const mood of moods) {
    const { server, model } = await setUp(context, () => mood)
    const fault = await faultOf(model.ask(ask('?'), { sampling: SAMPLING }))
    assert.equal(fault.kind, 'network')
    assert.equal(fault.requestId, server.requests.at(-1)?.headers['x-request-id'])
    assert.equal(server.requests.length, QUICK.tries)
  }
})

test('no server at all is a network fault that says so', async () => {
  const server = await stubServer(() => 'yes')
  await server.close()
  const model = endpoint({ url: server.url, model: 'm', patience: { ...QUICK, tries: 1 } })
  const fault = await faultOf(model.ask(ask('?'), { sampling: SAMPLING }))
  assert.equal(fault.kind, 'network')
  assert.match(fault.message, /could not be reached \(.*ECONNREFUSED.*request coalm-/)
})

test('a stop ends what is in flight, and what waits for its turn or its next try', async context => {
  const { server, model } = await setUp(
    context,
    ({ number }) => (number === 0 ? { status: 503, headers: { 'retry-after': '60' }, body: '' } : () => {}),
    { concurrency: 2 },
  )
  const stop = new AbortController()
  const asked = [1, 2, 3, 4].map(i =>
    faultOf(model.ask(ask(`${i}`), { sampling: SAMPLING, signal: stop.signal })),
  )
  while (server.requests.length < 2) await new Promise(resolve => setTimeout(resolve, 2))
  stop.abort()
  for (const fault of await Promise.all(asked)) assert.equal(fault.kind, 'aborted')
})
