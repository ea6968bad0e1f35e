// Prompts and converted tools of all cases of both data versions equal the official ones, by hash.
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { readCases, VERSIONS } from '../../../src/benchmarks/bfcl/cases.ts'
import { messages } from '../../../src/benchmarks/bfcl/prompt.ts'
import { type ToolStyle, tools } from '../../../src/benchmarks/bfcl/tools.ts'

function shortHash(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  return createHash('sha256').update(text).digest('hex').slice(0, 8)
}

const folder = join(process.env.COALM_DATA ?? '', 'bfcl')

for (const version of VERSIONS)
  test(`prompts and tools of the data of ${version}`, async () => {
    const path = new URL(`./golden/prompts-${version}.json`, import.meta.url)
    const golden = JSON.parse(readFileSync(path, 'utf8')) as Record<string, Record<string, string>>
    let count = 0
    for (const [category, hashes] of Object.entries(golden)) {
      const cases = await readCases({ folder, version, categories: [category] })
      count += cases.length
      const { messages: asked, openai, ...styles } = hashes
      for (const [at, item] of cases.entries()) {
        const place = [at * 8, at * 8 + 8] as const
        assert.equal(shortHash(messages(item)), asked!.slice(...place), `${item.id}: prompt`)
        assert.equal(
          shortHash(tools(item, { style: 'openai' })),
          openai!.slice(...place),
          `${item.id}: tools`,
        )
      }
      for (const [style, hash] of Object.entries(styles)) {
        const all = cases.map(item => shortHash(tools(item, { style: style as ToolStyle }))).join('')
        assert.equal(shortHash(all), hash, `${category}: tools for ${style}`)
      }
    }
    assert.equal(count, 4441)
  })
