// The chat itself: reads lines from a person, lets the agent work, and shows each step as it happens.
import { createInterface } from 'node:readline'
import { type AgentEvent, type Mind, respond } from '../agent/agent.ts'
import { actDialogue } from '../data/starter/prompts.ts'
import { talk, toolsOf } from '../data/starter/services.ts'
import { createWorld } from '../data/starter/world.ts'
import type { Turn } from '../dialogue/dialogue.ts'
import { loadFormat } from '../formats/all.ts'
import { openModel } from '../models/all.ts'
import { type Model, ModelFault, type Sampling } from '../models/model.ts'
import { prepareWeights } from '../weights/prepare.ts'
import type { ChatOptions } from './chat.ts'
import { namedDataRoot } from './data-root.ts'
import { print, say } from './terminal.ts'

export async function runChat(options: ChatOptions): Promise<void> {
  if (!Object.hasOwn(talk.groups, options.group))
    throw new Error(
      `expected a group of services (${Object.keys(talk.groups).join(', ')}), found "${options.group}"`,
    )
  const dataRoot = namedDataRoot(options.data)
  const model = await openModel(options.model, {
    defaultWeights: async () =>
      (await prepareWeights({ ...(dataRoot !== undefined && { dataRoot }) })).weights,
    ...(options.adapter !== undefined && { adapter: options.adapter }),
    concurrency: 1,
  })
  try {
    await converse(model, options)
  } finally {
    await model.close()
  }
}

/** Ends at the end of input, at "/quit", or at Ctrl-C; "/new" begins again. */
async function converse(model: Model, { group, seed, temperature }: ChatOptions): Promise<void> {
  const isTerminal = process.stdin.isTTY === true
  const lines = createInterface({
    input: process.stdin,
    output: process.stderr,
    terminal: isTerminal,
    prompt: 'you> ',
  })
  const services = talk.groups[group] as string[]
  say(`coalm: services at hand: ${services.join(', ')}. /new begins again, /quit ends.`)
  let world = createWorld({ seed })
  let turns: Turn[] = []
  const sampling: Sampling = {
    temperature,
    maxTokens: 160,
    stop: ['\nObservation:', '\nUser:'],
    cut: 'answer',
  }
  const mind: Mind = { format: loadFormat('coalm'), send: prompt => model.ask(prompt, { sampling }) }
  if (isTerminal) lines.prompt()
  for await (const line of lines) {
    const text = line.trim()
    if (text === '/quit') break
    if (text === '/new') {
      world = createWorld({ seed })
      turns = []
    } else if (text !== '') {
      turns.push({ role: 'user', text })
      turns.push(...(await answerTurn(turns, mind, group, world)))
    }
    if (isTerminal) lines.prompt()
  }
  lines.close()
}

async function answerTurn(
  turns: Turn[],
  model: Mind,
  group: string,
  world: ReturnType<typeof createWorld>,
): Promise<Turn[]> {
  const toolbox = { tools: toolsOf(group), execute: world.call }
  const steps = respond(
    { tools: toolbox.tools, turns: [...turns] },
    { model, toolbox, limits: { steps: 5 }, view: dialogue => actDialogue(group, dialogue.turns) },
  )
  try {
    for (;;) {
      const step = await steps.next()
      if (step.done) return step.value
      print(sayEvent(step.value))
    }
  } catch (error) {
    if (!(error instanceof ModelFault)) throw error
    print(`(no answer: ${error.message})`)
    return []
  }
}

export function sayEvent(event: AgentEvent): string {
  if (event.kind === 'thought') return `  thought  ${event.text}`
  if (event.kind === 'call') return `  call     ${event.call.name}(${JSON.stringify(event.call.arguments)})`
  if (event.kind === 'result') return `  result   ${JSON.stringify(event.result)}`
  if (event.kind === 'text') return `coalm> ${event.text}`
  if (event.kind === 'unreadable')
    return `  (a reply that neither calls nor speaks: ${JSON.stringify(event.reply)})`
  return `  (no response within ${event.steps} steps)`
}
