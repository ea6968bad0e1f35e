// Replies that are nearly right: half of an answer is another answer, so the whole stays text.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { coalm } from '../../src/formats/coalm.ts'
import { openai } from '../../src/formats/openai.ts'

const BROKEN = [
  "Action: find(food='thai'",
  'Action: find(food=thai)',
  "Action: find('thai')",
  "Action: find(food='thai', food='greek')",
  "Action: find(food='thai') and then",
  'Action: find(food={1: 2})',
  'Action: 7(food=1)',
  'Action:',
  "Thought: yes\nAction: find(food='thai')\nAction: book(",
  'State: {"restaurant": "thai"}',
  'State: [1]',
  'State: {"a": {"b": ',
  'I think.\nAction: find()',
  '',
  '   ',
  "action: find(food='thai')",
]

for (const text of BROKEN)
  test(`coalm: ${JSON.stringify(text)} stays text`, () => {
    assert.deepEqual(coalm.read({ text }, []), { role: 'assistant', text, raw: text })
  })

test('coalm: what follows a line of the user or the world is the model talking to itself', () => {
  const text = "Thought: look\nAction: find(food='thai')\nObservation: {'found': 3}\nSystem: Three places."
  assert.deepEqual(coalm.read({ text }, []), {
    role: 'assistant',
    thought: 'look',
    calls: [{ name: 'find', arguments: { food: 'thai' } }],
    raw: text,
  })
})

test('coalm: values of every kind, in either quotes, over several lines', () => {
  const text = `Thought: two\nlines\nAction: f(a="it's", b=[1, -2.5e3, None], c={'k': True}, d='\\n\\'')`
  assert.deepEqual(coalm.read({ text }, []).calls, [
    { name: 'f', arguments: { a: "it's", b: [1, -2500, null], c: { k: true }, d: "\n'" } },
  ])
  assert.equal(coalm.read({ text }, []).thought, 'two\nlines')
})

test('openai: calls whose arguments cannot be read make the reply text', () => {
  for (const wrong of ['', '{', '[1]', 'null', '"a"', '{"a":1}}']) {
    const calls = [
      { name: 'f', arguments: '{}' },
      { name: 'g', arguments: wrong },
    ]
    const raw = JSON.stringify({ text: 'hm', calls })
    assert.deepEqual(openai.read({ text: 'hm', calls }, []), { role: 'assistant', text: 'hm', raw })
  }
})

test('openai: a labelled line that is not JSON is text', () => {
  for (const text of ['Thought: plain words', 'State: {', 'State: [1]'])
    assert.deepEqual(openai.read({ text }, []), { role: 'assistant', text, raw: text })
})
