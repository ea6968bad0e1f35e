// The two kinds of samples as figures 6 and 7 of arXiv 2502.08820 print them: an action, and a response to the user.
import type { Turn } from '../../dialogue/dialogue.ts'
import { sayTurn } from '../../formats/coalm.ts'
import type { Exchange } from './turns.ts'

const ACTION_TASK = `You are a helpful conversational assistant who can perform API function calling. Your goal is to understand user queries and respond using the appropriate API functions. In order to complete the user's request, you need to select a tool from the following functions and fill in the correct values for the function parameters. Your specific tasks are:
1. Analyze the user's query within the given dialogue context to identify their intent and relevant details.
2. Make a function/tool call and provide the necessary arguments to meet the request based on the user query.
3. Formulate a natural and coherent response, guiding the conversation towards resolving the user's request.`

const RESPONSE_TASK = `You are a helpful conversational assistant specializing in understanding user queries and providing accurate, reasoned responses. Your goal is to analyze the user's input, reason about their intent and needs, and provide a coherent and contextually appropriate system response. Your specific tasks are:
- Ensure your response is informative and contextually relevant, guiding the conversation toward successful task completion.
- Analyze the user's input in the context of the conversation history (if available) to identify their intent and relevant details.
- Use logical reasoning to determine the most suitable response, considering the user's needs and the dialogue context.
- Generate a natural and coherent system response to address the user's request or query effectively.`

const FORM = `The output MUST strictly adhere to the following structured text format.
Example Output API Call Format:
function_name(argument1=value1, argument2=value2, ...)`

export type Shown = { instruction: string; input: string; output: string }

/** Functions as a numbered list. */
export function numbered(signatures: string[]): string {
  return signatures.map((signature, at) => `${at + 1}. ${signature}`).join('\n')
}

/** `functions` is the numbered list. The paper learns what stands after the last thought; with `isThoughtLearnt` the thought is learnt too. */
export type PaperOptions = { functions: string; history: Exchange[]; isThoughtLearnt: boolean }

/** Figure 6. */
export function actionSample(exchange: Exchange, options: PaperOptions): Shown {
  const { thought, turn } = exchange.action!
  const instruction = [
    block('TASK INSTRUCTION', ACTION_TASK),
    block('AVAILABLE TOOLS', options.functions),
    block('FORMAT INSTRUCTION', FORM),
    history(options.history),
  ]
  return split(instruction, [sayTurn({ role: 'user', text: exchange.user })], thought, sayTurn(turn), options)
}

/** Figure 7: no list of tools. */
export function responseSample(exchange: Exchange, options: PaperOptions): Shown {
  const instruction = [
    block('TASK INSTRUCTION', RESPONSE_TASK),
    block('FORMAT INSTRUCTION', FORM),
    history(options.history),
  ]
  const before = turnsBefore(exchange).map(sayTurn)
  const said = sayTurn({ role: 'assistant', text: exchange.text })
  return split(instruction, before, exchange.thought, said, options)
}

function split(
  instruction: string[],
  before: string[],
  thought: string,
  said: string,
  { isThoughtLearnt }: PaperOptions,
): Shown {
  const thinking = `Thought: ${thought}`
  return {
    instruction: instruction.join('\n'),
    input: (isThoughtLearnt ? before : [...before, thinking]).join('\n'),
    output: isThoughtLearnt ? `${thinking}\n${said}` : said,
  }
}

/** The whole conversation so far, thoughts and observations included. */
function history(exchanges: Exchange[]): string {
  return block('CONVERSATION HISTORY', exchanges.map(linesOf).join('\n'))
}

/** Said once: every later sample of the dialogue shows it again. */
function linesOf(exchange: Exchange): string {
  exchange.lines ??= [
    ...turnsBefore(exchange).map(sayTurn),
    `Thought: ${exchange.thought}`,
    `System: ${exchange.text}`,
  ].join('\n')
  return exchange.lines
}

/** The user's words, and the call with its thought and result where there is one. */
export function turnsBefore({ user, action }: Exchange): Turn[] {
  const said: Turn = { role: 'user', text: user }
  if (!action) return [said]
  return [said, { ...action.turn, thought: action.thought }, ...action.results] as Turn[]
}

function block(name: string, text: string): string {
  return `[BEGIN OF ${name}]\n${text === '' ? '' : `${text}\n`}[END OF ${name}]`
}
