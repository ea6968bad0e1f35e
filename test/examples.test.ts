// The README's library example and every file under examples/ run offline, as a user has them: on the built package.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { test } from 'node:test'

function run(words: string[], input = ''): string {
  const { status, stdout, stderr } = spawnSync(process.execPath, words, { input, encoding: 'utf8' })
  assert.equal(status, 0, stderr)
  return stdout
}

test("the README's example gives thought, call, observation and answer", () => {
  const code = /```js\n([\s\S]*?)```/.exec(readFileSync('README.md', 'utf8'))?.[1]
  assert.ok(code)
  const said = run(['--input-type=module', '-'], code)
  for (const part of ['find_restaurants', 'Lotus Garden', 'Here is what I found'])
    assert.ok(said.includes(part), `${part} in ${said}`)
})

for (const file of readdirSync('examples').sort())
  test(`examples/${file} runs`, () => {
    assert.ok(run([`examples/${file}`]).length > 0)
  })
