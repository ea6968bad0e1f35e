// Help lists the commands that work and nothing else, with an example each, and answers at once.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { after, test } from 'node:test'
import { coalm, newFolder } from './coalm.ts'

const { folder, remove } = newFolder()
after(remove)
const cwd = folder

async function commandNames(): Promise<string[]> {
  const { status, stdout } = await coalm(['--help'], { cwd })
  assert.equal(status, 0)
  const list = stdout.slice(stdout.indexOf('Commands:'))
  return [...list.matchAll(/^ {2}([a-z]+) /gm)].map(match => match[1] as string)
}

test('every command that is listed has its own help, with a sentence and an example', async () => {
  const names = (await commandNames()).filter(name => name !== 'help')
  assert.ok(names.length >= 7, names.join())
  await Promise.all(
    names.map(async name => {
      const { status, stdout, stderr } = await coalm([name, '--help'], { cwd })
      assert.equal(status, 0, stderr)
      assert.match(stdout, new RegExp(`^Usage: coalm ${name}`))
      assert.match(stdout, /\nExamples?:\n {2}\S/, name)
      assert.doesNotMatch(stdout, /not (yet )?(implemented|there)|coming|TODO/i)
    }),
  )
})

test('the version, and words that are no command', async () => {
  const version = await coalm(['--version'], { cwd })
  assert.match(version.stdout, /^\d+\.\d+\.\d+\n$/)
  for (const words of [['nope'], ['eval', 'starter', '--nope'], ['eval']]) {
    const { status, stdout, stderr } = await coalm(words, { cwd })
    assert.equal(status, 2, words.join(' '))
    assert.equal(stdout, '')
    assert.match(stderr, /^error: .*\n\(add --help to see how it is used\)\n$/)
  }
})

test('help is quick', async () => {
  let least = Number.POSITIVE_INFINITY
  for (let i = 0; i < 12 && least > 400; i++) {
    const started = performance.now()
    await coalm(['eval', '--help'], { cwd })
    least = Math.min(least, performance.now() - started)
  }
  // 0.1 s on a quiet machine; the bound leaves room for a busy one.
  assert.ok(least < 500, `${least} ms`)
})

test('a reader that has seen enough may close the pipe', () => {
  const program = `"${process.execPath}" dist/cli.js`
  const { stderr } = spawnSync('sh', ['-c', `${program} pull --list | head -c 1`], { encoding: 'utf8' })
  assert.equal(stderr, '')
})
