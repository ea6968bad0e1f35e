// What the model is asked with starter dialogues, for learning and for judging alike: act, track the state, list calls.
import type { Dialogue, Tool, Turn } from '../../dialogue/dialogue.ts'
import { argumentsOf, service, talk, toolsOf } from './services.ts'

const ACT = `[BEGIN OF TASK INSTRUCTION]
You are a helpful conversational assistant who can perform API function calling.
Read the conversation, think, and then do one thing: call a function with the values that the user gave, or respond to the user.
Ask when a needed value is missing. Refuse when no function fits.
[END OF TASK INSTRUCTION]`

const TRACK = `You track what the user asks for. Read the conversation and write all slots that the user has filled so far as JSON, on one line.`

const LIST = `You are a tool calling assistant. Reply only with a list of calls, [name(argument='value', number=2)], or with [] when no tool fits.`

/** The agent's question: what comes after these turns? */
export function actDialogue(group: string, turns: Turn[]): Dialogue {
  return agentDialogue(toolsOf(group), turns)
}

/** The same question with any tools. */
export function agentDialogue(tools: Tool[], turns: Turn[]): Dialogue {
  return { system: ACT, tools, turns: recall(turns) }
}

/**
 * What the agent remembers: this exchange and the one before it whole, of earlier ones only what was said. The paper
 * keeps everything; here a short prompt is worth more, and later questions reach back to the last result at most.
 */
export function recall(turns: Turn[]): Turn[] {
  const users = turns.flatMap((turn, at) => (turn.role === 'user' ? [at] : []))
  const whole = users.at(-2) ?? 0
  return [...turns.slice(0, whole).flatMap(spoken), ...turns.slice(whole)]
}

/** The state tracker's question: what has the user asked for? It reads what was said, not what was thought. */
export function trackDialogue(group: string, turns: Turn[]): Dialogue {
  const slots = talk.groups[group]!.map(name => `${name}: ${slotsOf(name).join(', ')}`)
  return { system: [TRACK, ...slots].join('\n'), tools: [], turns: turns.flatMap(spoken) }
}

/** Single requests are answered with a list of calls; the tools are shown as JSON, one a line. */
export function callsInstruction(group: string): string {
  return callsQuestion(toolsOf(group))
}

/** The same question with any tools. */
export function callsQuestion(tools: Tool[]): string {
  return [LIST, ...tools.map(tool => JSON.stringify(tool))].join('\n')
}

/** All arguments of a service's tools, each once. */
export function slotsOf(name: string): string[] {
  return [...new Set(service(name).tools.flatMap(tool => Object.keys(argumentsOf(tool).all)))]
}

function spoken(turn: Turn): Turn[] {
  if (turn.role === 'user') return [turn]
  return turn.role === 'assistant' && turn.text !== undefined ? [{ role: 'assistant', text: turn.text }] : []
}
