// How a row of calls is shown: in Hammer's own layout, in the paper's (figure 5), or as the starter asks for calls.

const TASK = `You are a tool calling assistant. In order to complete the user's request, you need to select one or more appropriate tools from the following tools and fill in the correct values for the tool parameters. Your specific tasks are:
1. Make one or more function/tool calls to meet the request based on the question.
2. If none of the function can be used, point it out and refuse to answer.
3. If the given question lacks the parameters required by the function, also point it out.
`

const EXAMPLE = `[
    {"name": "func_name1", "arguments": {"argument1": "value1", "argument2": "value2"}},
    ... (more tool calls as required)
]`

const FORM = `
The output MUST strictly adhere to the following JSON format, and NO other text MUST be included.
The example format is as follows. Please make sure the parameter type is correct. If no function call is needed, please directly output an empty list '[]'
`

export type Shown = { instruction: string; input: string; output: string }

/** MadeAgents/Hammer, train/data_processing.py, get_hammer_prompt: all in the instruction, the answer fenced. */
export function hammerLayout(row: { query: string; tools: string; answers: string }): Shown {
  const form = `${FORM}\`\`\`\n${EXAMPLE}\n\`\`\`\n`
  return {
    instruction:
      block('TASK INSTRUCTION', TASK) +
      block('AVAILABLE TOOLS', row.tools) +
      block('FORMAT INSTRUCTION', form) +
      block('QUERY', row.query),
    input: '',
    output: `\`\`\`\n${row.answers}\n\`\`\``,
  }
}

/** arXiv 2502.08820, figure 5: the query is the input, and there is no fence. */
export function paperLayout(row: { query: string; tools: string; answers: string }): Shown {
  const instruction =
    block('TASK INSTRUCTION', TASK) +
    block('AVAILABLE TOOLS', row.tools) +
    block('FORMAT INSTRUCTION', `${FORM}${EXAMPLE}\n`)
  return {
    instruction: instruction.trimEnd(),
    input: block('QUERY', row.query).trimEnd(),
    output: row.answers,
  }
}

function block(name: string, text: string): string {
  return `[BEGIN OF ${name}]\n${text}\n[END OF ${name}]\n\n`
}
