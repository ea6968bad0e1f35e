// A case of several turns of our own: asked in both modes with functions revealed late, limited, judged and written back.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { bfcl } from '../../../src/benchmarks/bfcl/bfcl.ts'
import { readCases } from '../../../src/benchmarks/bfcl/cases.ts'
import { checkTurns } from '../../../src/benchmarks/bfcl/multi-turn/check-turns.ts'
import type { Prompt, Said } from '../../../src/dialogue/prompt.ts'
import { choose, runSession } from '../../../src/eval/session.ts'
import type { Judgement } from '../../../src/eval/judge.ts'
import { coalm } from '../../../src/formats/coalm.ts'
import { scripted } from '../../../src/models/scripted.ts'
import { freshFolder, writeLines } from './own-data.ts'

function document(name: string, parameter: string) {
  const properties = { [parameter]: { type: 'string', description: 'Its name.' } }
  return {
    name,
    description: `Does ${name}.`,
    parameters: { type: 'dict', properties, required: [parameter] },
  }
}

const root = freshFolder()
const folder = join(root, 'bfcl')
const place = (name: string) => join(folder, 'v3-2025-07-17', name)
for (const name of 'math_api message_api posting_api ticket_api trading_bot travel_booking vehicle_control'.split(
  ' ',
))
  writeLines(place(`multi_turn_func_doc/${name}.json`), [])
writeLines(place('multi_turn_func_doc/gorilla_file_system.json'), [
  document('mkdir', 'dir_name'),
  document('cd', 'folder'),
  document('touch', 'file_name'),
])
const user = (content: string) => [{ role: 'user', content }]
writeLines(place('BFCL_v3_multi_turn_miss_func.json'), [
  {
    id: 'multi_turn_miss_func_0',
    question: [user('Make a folder for eggs and go there.'), user('Put a list there.'), []],
    initial_config: {
      GorillaFileSystem: { root: { kitchen: { type: 'directory', contents: {} } } },
    },
    path: [],
    involved_classes: ['GorillaFileSystem'],
    missed_function: { '2': ['touch'] },
  },
])
writeLines(place('possible_answer/BFCL_v3_multi_turn_miss_func.json'), [
  {
    id: 'multi_turn_miss_func_0',
    ground_truth: [["mkdir(dir_name='eggs')", "cd(folder='eggs')"], [], ["touch(file_name='list')"]],
  },
])

async function run(script: (prompt: Prompt) => string | Said, options: Record<string, string> = {}) {
  const prompts: Prompt[] = []
  const kept = freshFolder()
  const chosen = await choose(bfcl, folder, { splits: ['multi_turn_miss_func'], options })
  const steps = runSession({
    folder: kept,
    chosen: [chosen],
    model: scripted('uiuc-convai/CoALM-8B', prompt => {
      prompts.push(structuredClone(prompt))
      return script(prompt)
    }),
    format: coalm,
    provenance: { command: 'test', versions: {}, machine: {} },
  })
  for (;;) {
    const step = await steps.next()
    if (step.done) return { judgement: step.value[0] as Judgement, run: kept, prompts }
  }
}

/** Calls what the last message asks for, one step after the other. */
function cook(prompt: Prompt): string {
  const last = prompt.messages.at(-1)!
  if (last.content.includes('Make a folder')) return '[mkdir(dir_name="eggs")]'
  if (last.content === 'None') return prompt.messages.length < 6 ? '[cd(folder="eggs")]' : 'Done.'
  if (last.content.includes('What about now?')) return '[touch(file_name="list")]'
  return last.role === 'tool' ? 'I am there.' : 'I cannot make files.'
}

test('prompt mode: results go back as messages, functions are revealed in words, the case passes', async () => {
  const { judgement, prompts, run: kept } = await run(cook)
  assert.deepEqual(
    judgement.verdicts.map(({ correct }) => correct),
    [true],
  )
  assert.doesNotMatch(prompts[0]!.messages[0]!.content, /touch/)
  const revealed = prompts.find(({ messages }) => messages.at(-1)!.content.includes('What about now?'))!
  assert.match(
    revealed.messages.at(-1)!.content,
    /^\[\{'name': 'touch', 'description': 'Does touch\.', .*\}\]\nI have updated some more functions/,
  )
  const told = prompts[1]!.messages.at(-1)!
  assert.deepEqual([told.role, told.name, told.content], ['tool', "mkdir(dir_name='eggs')", 'None'])

  const out = freshFolder()
  const [path] = await bfcl.published!.write!({ run: kept, out })
  const line = JSON.parse(readFileSync(path!, 'utf8'))
  assert.deepEqual(line.result, [
    ['[mkdir(dir_name="eggs")]', '[cd(folder="eggs")]', 'I am there.'],
    ['I cannot make files.'],
    ['[touch(file_name="list")]', 'Done.'],
  ])
  assert.equal(line.latency.flat().length, 6)
  assert.deepEqual(
    line.inference_log.map((part: unknown) => (Array.isArray(part) ? 'states' : 'turn')),
    ['states', 'turn', 'states', 'turn', 'states', 'turn', 'states'],
  )
  assert.deepEqual(line.inference_log[3].step_0.at(-1), {
    role: 'handler_log',
    content: 'Error decoding the model response. Proceed to next turn.',
    error: 'invalid syntax (<unknown>, line 1)',
  })
  const report = await bfcl.published!.score({ paths: [out], data: root, partial: false, options: {} })
  assert.deepEqual(
    report.verdicts.map(({ correct }) => correct),
    [true],
  )
})

test('prompt mode for served models: the results of a step are one message of the user', async () => {
  const { prompts } = await run(cook, { results: 'user' })
  assert.deepEqual(prompts[1]!.messages.at(-1), {
    role: 'user',
    content: `[{'role': 'tool', 'name': "mkdir(dir_name='eggs')", 'content': 'None'}]`,
  })
})

test('native calls: tools are added when they are revealed, results name their calls', async () => {
  const call = (name: string, given: object): Said => ({
    text: '',
    calls: [{ id: `call-${name}`, name, arguments: JSON.stringify(given) }],
  })
  const { judgement, prompts } = await run(
    prompt => {
      const last = prompt.messages.at(-1)!
      if (last.content.includes('Make a folder')) return call('mkdir', { dir_name: 'eggs' })
      if (last.callId === 'call-mkdir') return call('cd', { folder: 'eggs' })
      if (last.content.includes('What about now?')) return call('touch', { file_name: 'list' })
      return 'Done.'
    },
    { mode: 'fc' },
  )
  assert.deepEqual(
    judgement.verdicts.map(({ correct }) => correct),
    [true],
  )
  const names = (prompt: Prompt) =>
    (prompt.tools as { function: { name: string; description: string } }[]).map(tool => tool.function.name)
  assert.deepEqual(names(prompts[0]!), ['mkdir', 'cd'])
  assert.deepEqual(names(prompts.at(-1)!), ['mkdir', 'cd', 'touch'])
  assert.equal(prompts.at(-1)!.messages.at(-1)!.callId, 'call-touch')
})

test('a model that never stops calling is stopped, and its case counts as cut off', async () => {
  const { judgement, prompts } = await run(() => '[cd(folder="..")]')
  assert.equal(prompts.length, 21)
  assert.deepEqual(
    judgement.verdicts.map(({ errorType }) => errorType),
    ['multi_turn:force_terminated'],
  )
})

test('verdicts say the official type, and where both sides part', async () => {
  const [item] = await readCases({ folder, categories: ['multi_turn_miss_func'] })
  const judge = (turns: string[][][]) => {
    const { valid, errorType, errors, failedTurn } = checkTurns(item!, turns)
    return [valid, errorType, errors, failedTurn]
  }
  const first = ["mkdir(dir_name='eggs')", "cd(folder='eggs')"]
  assert.deepEqual(judge([[first], [], [["touch(file_name='list')"]]]), [true, null, [], null])
  assert.deepEqual(judge([[first], [], []]), [
    false,
    'multi_turn:empty_turn_model_response',
    ['Model response list is empty for turn 2'],
    2,
  ])
  assert.deepEqual(judge([[["mkdir(dir_name='egg')"]], [], []]), [
    false,
    'multi_turn:instance_state_mismatch',
    ['Model instance for GorillaFileSystem does not match the state with ground truth instance.'],
    0,
  ])
  assert.deepEqual(judge([[["mkdir(dir_name='eggs')"]], [], []]), [
    false,
    'multi_turn:execution_response_mismatch',
    [
      'Model response execution results so far does not contain all the ground truth response execution results for turn 0.',
    ],
    0,
  ])
})

test('all turns are executed, and the states are those after the last', async () => {
  const [item] = await readCases({ folder, categories: ['multi_turn_miss_func'] })
  const { results, states } = checkTurns(item!, [
    [["mkdir(dir_name='a')"], ["cd(folder='a')"]],
    [],
    [['pwd()']],
  ])
  assert.deepEqual(results, [
    [['None'], ['{"current_working_directory": "a"}']],
    [],
    [['{"current_working_directory": "/kitchen/a"}']],
  ])
  assert.deepEqual(JSON.parse(JSON.stringify(states)), {
    GorillaFileSystem: {
      long_context: false,
      root: { $dir: 'kitchen', contents: { a: { $dir: 'a', contents: {} } } },
      $cwd: '/kitchen/a',
    },
  })
})

test('worlds share nothing: a case played twice comes out the same', async () => {
  const [item] = await readCases({ folder, categories: ['multi_turn_miss_func'] })
  const turns = [[["mkdir(dir_name='eggs')", "cp(source='eggs', destination='eggs')"]], [], []]
  assert.deepEqual(checkTurns(item!, turns), checkTurns(item!, turns))
})
