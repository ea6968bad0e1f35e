// Patience: which faults are tried again, how long is waited, and when it ends.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openGate } from '../../src/models/gate.ts'
import { type FaultKind, ModelFault } from '../../src/models/model.ts'
import { retryAfter, withRetries } from '../../src/models/retry.ts'

const QUICK = { tries: 4, first: 1, longest: 4 }

async function triesOf(fault: unknown): Promise<number> {
  let tries = 0
  await assert.rejects(
    withRetries(async () => {
      tries++
      throw fault
    }, QUICK),
    error => error === fault,
  )
  return tries
}

test('only faults that pass are tried again', async () => {
  const http = (status: number) => new ModelFault('http', '', { status })
  for (const status of [408, 409, 429, 500, 502, 503, 504, 529])
    assert.equal(await triesOf(http(status)), 4, String(status))
  for (const status of [400, 404, 413, 422]) assert.equal(await triesOf(http(status)), 1, String(status))
  for (const kind of ['network', 'timeout', 'malformed'] as FaultKind[])
    assert.equal(await triesOf(new ModelFault(kind, '')), 4, kind)
  for (const kind of ['truncated', 'refused', 'aborted', 'context'] as FaultKind[])
    assert.equal(await triesOf(new ModelFault(kind, '')), 1, kind)
  assert.equal(await triesOf(new ModelFault('http', '', { status: 500, stop: true })), 1)
  assert.equal(await triesOf(new Error('ours')), 1)
})

test('the wait doubles up to a limit and differs from one client to the next', async context => {
  const waits: number[] = []
  const timer = globalThis.setTimeout
  context.mock.method(globalThis, 'setTimeout', (work: () => void, wait: number) => {
    waits.push(wait)
    return timer(work, 0)
  })
  const patience = { tries: 6, first: 100, longest: 400 }
  for (let i = 0; i < 20; i++)
    await withRetries(() => Promise.reject(new ModelFault('timeout', '')), patience).catch(() => {})
  const limits = [100, 200, 400, 400, 400]
  for (const [at, wait] of waits.entries()) {
    const limit = limits[at % limits.length] as number
    assert.ok(wait >= limit / 2 && wait <= limit, `${wait} of ${limit}`)
  }
  assert.ok(new Set(waits.map(wait => wait.toFixed(6))).size > 90)
})

test('Retry-After is read as seconds and as a date', () => {
  const now = Date.parse('2026-01-01T00:00:00Z')
  const asked = (text: string) =>
    retryAfter(Object.assign(new ModelFault('http', ''), { retryAfter: text }), now)
  assert.equal(asked('3'), 3000)
  assert.equal(asked('Thu, 01 Jan 2026 00:00:05 GMT'), 5000)
  assert.equal(asked('Thu, 01 Jan 2025 00:00:05 GMT'), 0)
  assert.equal(asked('-4'), 0)
  for (const text of ['', ' ', 'soon', 'NaN']) assert.equal(asked(text), undefined, text)
  assert.equal(retryAfter(new ModelFault('http', '')), undefined)
})

test('a wait longer than two minutes is not waited for', async () => {
  const fault = Object.assign(new ModelFault('http', '', { status: 429 }), { retryAfter: '121' })
  assert.equal(await triesOf(fault), 1)
})

test('a burst of "too many" narrows the gate once, and quiet opens it again', async () => {
  const gate = openGate(16)
  let inside = 0
  let peak = 0
  const turn = (fails: boolean) =>
    gate
      .pass(
        async () => {
          peak = Math.max(peak, ++inside)
          await new Promise(resolve => setTimeout(resolve, 1))
          inside--
          if (fails) throw new Error('too many')
        },
        () => true,
      )
      .catch(() => {})
  async function peakOf(count: number, fails: boolean): Promise<number> {
    peak = 0
    await Promise.all(Array.from({ length: count }, () => turn(fails)))
    return peak
  }
  assert.equal(await peakOf(16, true), 16)
  assert.equal(await peakOf(8, false), 8)
  assert.equal(await peakOf(200, false), 16)
})
