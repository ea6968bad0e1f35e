// The README's table of commands says what the program itself says.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'

/** `coalm chat` and what it is for, from the program's own help. */
function commandsOf(help: string): string[][] {
  const list = help.slice(help.indexOf('Commands:')).split('\n').slice(1)
  return list.flatMap(line => {
    const [, name, summary] = /^ {2}(\w+)\b.*? {2,}(\S.*)$/.exec(line) ?? []
    return name === undefined || name === 'help' ? [] : [[`\`coalm ${name}\``, summary as string]]
  })
}

test('every command stands in the README with its own summary', () => {
  const { stdout } = spawnSync(process.execPath, ['dist/cli.js', '--help'], { encoding: 'utf8' })
  const expected = commandsOf(stdout)
  assert.ok(expected.length >= 8, stdout)
  const table = /<!-- commands -->\n([\s\S]*?)\n<!-- \/commands -->/.exec(
    readFileSync('README.md', 'utf8'),
  )?.[1]
  assert.ok(table)
  const rows = table
    .split('\n')
    .slice(2)
    .map(row =>
      row
        .split(/(?<!\\)\|/)
        .slice(1, -1)
        .map(cell => cell.trim()),
    )
  assert.deepEqual(
    rows,
    expected,
    `expected rows:\n${expected.map(row => `| ${row.join(' | ')} |`).join('\n')}`,
  )
})
