// The loop: think, call, observe, answer; wrong calls, tools that throw, replies that say nothing, and a limit.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type AgentEvent, answer, respond, type Toolbox } from '../../src/agent/agent.ts'
import type { Call, Dialogue, Json, Turn } from '../../src/dialogue/dialogue.ts'
import type { Prompt, Said } from '../../src/dialogue/prompt.ts'
import { loadFormat } from '../../src/formats/all.ts'
import { ModelFault } from '../../src/models/model.ts'
import { scriptedReplies } from '../../src/models/scripted.ts'

const FIND = {
  name: 'find',
  description: 'Finds.',
  parameters: { type: 'object', properties: { food: { type: 'string' } }, required: ['food'] },
}
const ASKED: Dialogue = { tools: [], turns: [{ role: 'user', text: 'A thai place?' }] }

function setUp(replies: (string | Said)[], options: { execute?: Toolbox['execute']; format?: string } = {}) {
  const model = scriptedReplies(replies)
  const prompts: Prompt[] = []
  const executed: Call[] = []
  const sampling = { temperature: 0, maxTokens: 9 }
  const mind = {
    format: loadFormat(options.format ?? 'coalm'),
    send(prompt: Prompt) {
      prompts.push(prompt)
      return model.ask(prompt, { sampling })
    },
  }
  const toolbox: Toolbox = {
    tools: [FIND],
    execute(call) {
      executed.push(call)
      return options.execute?.(call) ?? { found: 3 }
    },
  }
  return { mind, toolbox, prompts, executed }
}

async function play(
  setting: ReturnType<typeof setUp>,
  steps?: number,
): Promise<{ events: AgentEvent[]; turns: Turn[] }> {
  const events: AgentEvent[] = []
  const run = respond(ASKED, {
    model: setting.mind,
    toolbox: setting.toolbox,
    ...(steps && { limits: { steps } }),
  })
  for (;;) {
    const next = await run.next()
    if (next.done) return { events, turns: next.value }
    events.push(next.value)
  }
}

const CALL = "Thought: look\nAction: find(food='thai')"

test('it thinks, calls, observes and answers; what is kept is what was sent', async () => {
  const setting = setUp([CALL, 'Thought: tell\nSystem: Three places.'])
  const { events, turns } = await play(setting)
  assert.deepEqual(
    events.map(({ kind }) => kind),
    ['thought', 'call', 'result', 'thought', 'text'],
  )
  assert.deepEqual(setting.executed, [{ name: 'find', arguments: { food: 'thai' } }])
  assert.deepEqual(
    turns.map(({ role }) => role),
    ['assistant', 'tool', 'assistant'],
  )
  const sent = setting.prompts[1]?.messages.at(-1)?.content
  assert.equal(sent, `User: A thai place?\n${CALL}\nObservation: {'found': 3}`)
  assert.deepEqual(ASKED.turns.length, 1)
})

test('native calls keep their ids with their results', async () => {
  const calls = [
    { id: 'c1', name: 'find', arguments: '{"food":"thai"}' },
    { id: 'c2', name: 'find', arguments: '{"food":"greek"}' },
  ]
  const setting = setUp([{ text: '', calls }, { text: 'Done.' }], { format: 'openai' })
  const { turns } = await play(setting)
  assert.deepEqual(
    turns.flatMap(turn => (turn.role === 'tool' ? [turn.callId] : [])),
    ['c1', 'c2'],
  )
  assert.equal(setting.executed.length, 2)
})

test('a function that is not there, and a tool that throws, are observations', async () => {
  const setting = setUp(["Action: destroy(world='yes')", CALL, 'System: Sorry.'], {
    execute: () => {
      throw new Error('the kitchen is on fire')
    },
  })
  const { turns } = await play(setting)
  const results = turns.flatMap((turn): Json[] => (turn.role === 'tool' ? [turn.result] : []))
  assert.deepEqual(results, [{ error: 'there is no function destroy' }, { error: 'the kitchen is on fire' }])
  assert.equal(setting.executed.length, 1)
})

test('a reply that neither calls nor speaks is answered with what was expected', async () => {
  const setting = setUp(['Thought: hm', 'System: There.'])
  const { events, turns } = await play(setting)
  assert.deepEqual(events[1], { kind: 'unreadable', reply: 'Thought: hm' })
  assert.match(JSON.stringify(turns[1]), /expected a call or a response/)
  assert.match(setting.prompts[1]?.messages.at(-1)?.content ?? '', /Observation: .*expected a call/)
})

test('a broken call is spoken as text: it is shown, never executed', async () => {
  const setting = setUp(["Action: find(food='thai'"])
  const { events } = await play(setting)
  assert.deepEqual(events, [{ kind: 'text', text: "Action: find(food='thai'" }])
  assert.equal(setting.executed.length, 0)
})

test('a model that never speaks is stopped at the limit', async () => {
  const setting = setUp([CALL, CALL, CALL, CALL])
  const { events, turns } = await play(setting, 3)
  assert.deepEqual(events.at(-1), { kind: 'limit', steps: 3 })
  assert.equal(turns.length, 6)
  assert.equal(setting.prompts.length, 3)
})

test('a fault of the model passes through', async () => {
  const setting = setUp([CALL])
  await assert.rejects(
    answer(ASKED, { model: setting.mind, toolbox: setting.toolbox }),
    error => error instanceof ModelFault && error.kind === 'refused',
  )
})

test('a view decides what is sent, not what is kept', async () => {
  const setting = setUp([CALL, 'System: Three.'])
  const turns = await answer(ASKED, {
    model: setting.mind,
    toolbox: setting.toolbox,
    view: dialogue => ({ ...dialogue, turns: dialogue.turns.slice(-1) }),
  })
  assert.equal(setting.prompts[1]?.messages.at(-1)?.content, "Observation: {'found': 3}")
  assert.equal(turns.length, 3)
})
