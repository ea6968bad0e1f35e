// The unified agent on a small world: it thinks, calls, reads the observation, and answers. Run: node examples/01-agent.mjs
import { answer, loadFormat, scriptedReplies } from 'coalm'
import { createWorld, toolsOf } from 'coalm/starter'

const world = createWorld({ seed: 1 })
const tools = toolsOf('outing')

// A script stands in for a model; `openModel('local')` or `openModel('http://localhost:8000/v1#name')` give a real one.
const model = scriptedReplies([
  "Thought: I look for a thai restaurant in the north.\nAction: find_restaurants(food='thai', area='north')",
  'Thought: I can answer now.\nSystem: I found one for you. Shall I book a table?',
])

const turns = await answer(
  { tools, turns: [{ role: 'user', text: 'Thai food in the north, please.' }] },
  {
    model: {
      format: loadFormat('coalm'),
      send: prompt => model.ask(prompt, { sampling: { temperature: 0, maxTokens: 96 } }),
    },
    toolbox: { tools, execute: world.call },
  },
)
for (const { raw, ...turn } of turns) console.log(JSON.stringify(turn))
