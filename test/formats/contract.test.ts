// What every format keeps: what it says it reads back, a broken reply stays text, and no reply makes it throw.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { AssistantTurn, Call, Dialogue, Json, State, Tool, Turn } from '../../src/dialogue/dialogue.ts'
import type { Said } from '../../src/dialogue/prompt.ts'
import { formatNames, formats, loadFormat } from '../../src/formats/all.ts'
import type { Format } from '../../src/formats/format.ts'

/** What of a turn a format can say at all, and which texts stand for themselves in it. */
type Scope = {
  thought: boolean
  calls: boolean
  state: boolean
  /** Whether a turn may both call and speak. */
  callsWithText: boolean
  ids: boolean
  text: fc.Arbitrary<string>
  thoughts: fc.Arbitrary<string>
  argument: fc.Arbitrary<string>
  values: fc.Arbitrary<Json>
}

const anyText = fc.string({ unit: 'binary', maxLength: 40 })
const word = fc.stringMatching(/^[A-Za-z_][A-Za-z0-9_]{0,8}$/)
const odd = fc.constantFrom(
  '__proto__',
  'constructor',
  'toString',
  "it's",
  'a "b" c',
  '\\',
  '日本',
  'é😀',
  '\u2028',
)
const json = fc
  .jsonValue({ maxDepth: 3, depthSize: 'small', stringUnit: 'binary' })
  // -0 is written as 0 by JSON itself.
  .map(value => JSON.parse(JSON.stringify(value)) as Json)

/** Lines of labelled formats are trimmed at their ends, and must not begin with a label of the format's own. */
const line = fc
  .oneof(fc.string({ unit: 'grapheme', maxLength: 30 }), odd)
  .map(text => text.replace(/[\r\n]/g, ' ').trim())
  .filter(text => text !== '')
const lines = fc
  .array(
    line.filter(text => !/^(Thought|Action|System|State|User|Observation):/.test(text)),
    { minLength: 1, maxLength: 3 },
  )
  .map(parts => parts.join('\n'))

const SCOPES: Record<string, Scope> = {
  coalm: {
    thought: true,
    calls: true,
    state: true,
    callsWithText: true,
    ids: false,
    text: lines,
    thoughts: lines,
    argument: fc.oneof(word, fc.constantFrom('__proto__', 'constructor')),
    values: json,
  },
  openai: {
    thought: true,
    calls: true,
    state: true,
    callsWithText: true,
    ids: true,
    // A text that begins as the format's own labelled lines do is read as such a line.
    text: fc.oneof(anyText, odd).filter(text => text !== '' && !/^(Thought|State): /.test(text)),
    thoughts: fc.oneof(anyText, odd),
    argument: fc.oneof(anyText, odd),
    values: json,
  },
}

/** Families that write their calls as JSON, and nothing beside them. */
for (const name of ['granite', 'hammer', 'llama3', 'mistral', 'qwen', 'xlam'])
  SCOPES[name] = {
    thought: false,
    calls: true,
    state: false,
    callsWithText: false,
    ids: name === 'mistral',
    text: fc.oneof(anyText, odd).filter(text => text !== ''),
    thoughts: lines,
    argument: fc.oneof(anyText, odd),
    values: json,
  }

SCOPES.toolace = { ...SCOPES.coalm!, thought: false, state: false, callsWithText: false }

/** A new format gets its line in SCOPES: what its turns can hold. */
function scopeOf(format: Format): Scope {
  const scope = SCOPES[format.name]
  assert.ok(scope, `${format.name}: expected its scope in this file, found none; say what its turns can hold`)
  return scope
}

function calls(scope: Scope): fc.Arbitrary<Call[]> {
  const name = fc.oneof(word, fc.constantFrom('Find.by_name', 'a-b.c'))
  const given = fc
    .uniqueArray(fc.tuple(scope.argument, scope.values), { maxLength: 4, selector: ([key]) => key })
    .map(entries => Object.fromEntries(entries) as Record<string, Json>)
  const call = scope.ids
    ? fc
        .tuple(name, given, fc.option(word, { nil: undefined }))
        .map(([name, given, id]): Call => ({ name, arguments: given, ...(id !== undefined && { id }) }))
    : fc.tuple(name, given).map(([name, given]): Call => ({ name, arguments: given }))
  return fc.array(call, { minLength: 1, maxLength: 3 })
}

const states: fc.Arbitrary<State> = fc.dictionary(
  fc.oneof(word, odd),
  fc.dictionary(fc.oneof(word, odd), fc.oneof(anyText, fc.array(anyText, { maxLength: 3 })), {
    maxKeys: 3,
    noNullPrototype: true,
  }),
  { maxKeys: 3, noNullPrototype: true },
)

function turns(scope: Scope): fc.Arbitrary<AssistantTurn> {
  const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined })
  return fc
    .tuple(
      scope.thought ? maybe(scope.thoughts) : fc.constant(undefined),
      scope.calls ? maybe(calls(scope)) : fc.constant(undefined),
      scope.state ? maybe(states) : fc.constant(undefined),
      maybe(scope.text),
    )
    .filter(([thought, calls, state, text]) => [thought, calls, state, text].some(part => part !== undefined))
    .filter(([, calls, , text]) => scope.callsWithText || calls === undefined || text === undefined)
    .map(([thought, calls, state, text]) => ({
      role: 'assistant',
      ...(thought !== undefined && { thought }),
      ...(calls && { calls }),
      ...(state && { state }),
      ...(text !== undefined && { text }),
    }))
}

function without(turn: AssistantTurn): AssistantTurn {
  const { raw: _raw, ...rest } = turn
  return rest
}

/** Texts that look like replies, cut and damaged anywhere. */
function damaged(format: Format, scope: Scope): fc.Arbitrary<Said> {
  return fc
    .tuple(turns(scope), fc.nat(400), fc.nat(5), fc.string({ unit: 'binary', maxLength: 5 }))
    .map(([turn, at, cut, put]) => {
      const said = format.say(turn)
      const hurt = (text: string) => {
        const place = at % (text.length + 1)
        return text.slice(0, place) + put + text.slice(place + cut)
      }
      return {
        text: hurt(said.text),
        ...(said.calls && {
          calls: said.calls.map(call => ({ ...call, arguments: hurt(call.arguments) })),
        }),
      }
    })
}

function isWhole(turn: AssistantTurn): void {
  assert.equal(turn.role, 'assistant')
  for (const call of turn.calls ?? []) {
    assert.equal(typeof call.name, 'string')
    assert.ok(call.arguments !== null && typeof call.arguments === 'object' && !Array.isArray(call.arguments))
  }
  if (turn.text !== undefined) assert.equal(typeof turn.text, 'string')
  if (turn.thought !== undefined) assert.equal(typeof turn.thought, 'string')
  for (const slots of Object.values(turn.state ?? {})) assert.equal(typeof slots, 'object')
  assert.equal(Object.getPrototypeOf({}), Object.prototype)
}

const TOOLS: Tool[] = [
  {
    name: 'find',
    description: 'Finds.',
    parameters: {
      type: 'object',
      properties: { food: { type: 'string' }, price: { enum: ['cheap', 'dear'] } },
      required: ['food'],
    },
  },
]

for (const format of formats) {
  const scope = scopeOf(format)

  test(`${format.name}: what it says it reads back`, () => {
    fc.assert(
      fc.property(turns(scope), turn => {
        const read = format.read(format.say(turn), TOOLS)
        assert.deepEqual(without(read), turn)
      }),
      { numRuns: 400 },
    )
  })

  test(`${format.name}: never throws, on any text and any damage, and gives a whole turn`, () => {
    fc.assert(
      fc.property(
        fc.oneof(
          damaged(format, scope),
          anyText.map(text => ({ text })),
        ),
        said => isWhole(format.read(said, TOOLS)),
      ),
      { numRuns: 600 },
    )
  })

  test(`${format.name}: keeps the reply as it came`, () => {
    fc.assert(
      fc.property(anyText, text => {
        assert.equal(format.read({ text }, TOOLS).raw ?? text, text)
      }),
    )
  })

  test(`${format.name}: long and deep replies are read in time`, () => {
    const texts = [
      'a'.repeat(2_000_000),
      `Action: f(a=${'['.repeat(200_000)}`,
      `Action: f(a='${'\\\\'.repeat(300_000)}')`,
      'Thought: \n'.repeat(100_000),
      `Action: f(${"a='x', ".repeat(50_000)})`,
      `State: ${'{"a":'.repeat(50_000)}`,
      `Action: ${' '.repeat(200_000)}x`,
      '\ud800'.repeat(1000),
    ]
    for (const text of texts) {
      const started = performance.now()
      isWhole(format.read({ text }, TOOLS))
      isWhole(format.read({ text: '', calls: [{ name: 'f', arguments: text }] }, TOOLS))
      assert.ok(performance.now() - started < 1000, `${text.slice(0, 20)}… took too long`)
    }
  })

  test(`${format.name}: writes every dialogue, and changes nothing that it is given`, () => {
    const turn = fc.oneof<fc.Arbitrary<Turn>[]>(
      anyText.map(text => ({ role: 'user', text })),
      turns(scope),
      fc.tuple(word, json).map(([name, result]) => ({ role: 'tool', name, result })),
    )
    fc.assert(
      fc.property(
        fc.array(turn, { maxLength: 5 }),
        fc.option(anyText, { nil: undefined }),
        (said, system) => {
          const dialogue: Dialogue = { ...(system !== undefined && { system }), tools: TOOLS, turns: said }
          const before = JSON.stringify(dialogue)
          const prompt = format.write(dialogue)
          for (const { content } of prompt.messages) assert.equal(typeof content, 'string')
          assert.equal(JSON.stringify(dialogue), before)
          assert.deepEqual(format.write(dialogue), prompt)
        },
      ),
      { numRuns: 150 },
    )
  })
}

test('a format by its name; another is refused with the list', () => {
  for (const name of formatNames) assert.equal(loadFormat(name).name, name)
  assert.throws(() => loadFormat('nope'), /expected a format \(coalm, openai.*\), found "nope"/)
})
