// The simulated APIs give the official results and end states for calls of our own, good, odd and wrong.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { compareExecutable, compareMethods, readLines } from '../../reference/bfcl-worlds-compare.ts'

function golden(name: string): string[] {
  return readLines(fileURLToPath(new URL(`./golden/${name}.jsonl.gz`, import.meta.url)))
}

for (const edition of ['2025-08', '2025-02'] as const)
  test(`every method of the eight APIs, code of ${edition}`, () => {
    const lines = golden(`worlds-${edition}`)
    assert.ok(lines.length >= 400)
    assert.deepEqual(
      lines.flatMap(line => compareMethods(line, { edition, longContext: null })),
      [],
    )
  })

test('the executable functions and how their values are compared', () => {
  const lines = golden('executable')
  assert.equal(lines.length, 1200)
  assert.deepEqual(lines.flatMap(compareExecutable), [])
})
