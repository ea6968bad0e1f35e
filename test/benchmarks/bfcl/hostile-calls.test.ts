// Texts of calls that loop, recurse, grow or reach for the inside of objects end soon, as results like any other.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { executeCall } from '../../../src/benchmarks/bfcl/multi-turn/execute.ts'
import { makeWorld } from '../../../src/benchmarks/bfcl/worlds/world.ts'

function run(call: string): string {
  const world = makeWorld({
    classes: ['GorillaFileSystem', 'MathAPI'],
    config: new Map(),
    scenario: {
      edition: '2025-08',
      longContext: null,
      shared: { tags: [], mentions: [] },
      today: new Date(0),
    },
    prefix: 'own',
  })
  return executeCall(world, call)
}

const GROWING = [
  "'a' * 10**9",
  'echo(content="a" * 2**30)',
  '[0] * 10**9',
  '9**9**9',
  'power(base=9, exponent=9**9)',
  '1 << 10**9',
  "['a' * 10**6 for _ in range(1000)]",
  "''.join('a' * 10**6 for _ in range(100))",
  "'ab'.ljust(10**9)",
  "f'{1:1000000000}'",
  "str([['a' * 10**5] * 1000] * 100)",
  '[[[0] * 1000] * 1000] * 1000',
  'square_root(number=2, precision=10**9)',
  'logarithm(value=2, base=3, precision=10**7)',
]

const ENDLESS = [
  '[x for x in range(10**9)]',
  'sum(range(10**9))',
  '[[x * y for x in range(3000)] for y in range(3000)]',
  '(lambda f: f(f))(lambda f: f(f))',
  `${'('.repeat(5000)}1${')'.repeat(5000)}`,
  `${'-'.repeat(50_000)}1`,
]

for (const call of [...GROWING, ...ENDLESS])
  test(`stopped: ${call.slice(0, 60)}`, () => {
    const before = process.memoryUsage().rss
    const started = process.cpuUsage()
    const result = run(call)
    const { user, system } = process.cpuUsage(started)
    assert.match(result, /Error during execution: .|digits expected/)
    // A tenth of a second when it is warm; three times that for code that runs here the first time.
    assert.ok((user + system) / 1000 < 300, `${(user + system) / 1000} ms`)
    assert.ok(process.memoryUsage().rss - before < 100e6)
  })

test('nothing inherited can be reached', () => {
  for (const call of [
    "''.__class__",
    'ls().__class__',
    '().__class__.__bases__[0].__subclasses__()',
    "'a'.constructor",
    '{}.constructor',
    '[].constructor',
    'ls().hasOwnProperty',
    'toString()',
    '__proto__',
    "__import__('os')",
    "open('/etc/hostname')",
    "eval('1')",
    'globals()',
    'own_gorillafilesystem_instance._load_scenario({})',
  ])
    assert.match(run(call), /^Error during execution: .*(cannot be used|not defined|has no attribute)/)
})

test('the official words where the official code refuses', () => {
  assert.equal(run('exit()'), 'Error during execution: Function call exit is not allowed.')
  assert.equal(run('unlink(a=1)'), 'Error during execution: Function call unlink is not allowed.')
  assert.equal(run('unknown(a=1)'), "Error during execution: name 'unknown' is not defined")
  assert.equal(run('cd('), "Error during execution: '(' was never closed (<string>, line 1)")
  assert.equal(run(''), 'Error during execution: invalid syntax (<string>, line 0)')
  assert.equal(
    run('cd()'),
    "Error during execution: GorillaFileSystem.cd() missing 1 required positional argument: 'folder'",
  )
  assert.equal(run('ls(a=1, a=2)'), 'Error during execution: keyword argument repeated: a (<string>, line 1)')
})

test('calls may be nested, and texts lose the space before a parenthesis', () => {
  assert.equal(run('add(a=add(a=1, b=2)["result"], b=0.5)'), '{"result": 3.5}')
  assert.equal(run('echo(content="Hello (world)")'), '{"terminal_output": "Hello(world)"}')
  assert.equal(run('[touch(file_name=name) for name in ["a", "b"]]'), '[None, None]')
})
