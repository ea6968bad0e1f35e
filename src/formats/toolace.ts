// The list of Python calls that ToolACE models write, as other models do that answer BFCL's default prompt.
import { repr } from '../files/python-repr.ts'
import { fromJson } from '../files/values.ts'
import { defineCallFormat, systemMessage } from './call-format.ts'
import { COMPOSING_PROMPT } from './composing-prompt.ts'
import { readCallList, writeCall } from './literals.ts'

export const toolace = defineCallFormat({
  name: 'toolace',
  source: 'Team-ACE/ToolACE, arXiv 2409.00920; bfcl-eval 2025.8.5, constants/default_prompts.py',
  prompt: ({ system, tools }, said) => [
    ...systemMessage(
      tools.length === 0 ? undefined : COMPOSING_PROMPT.replace('{functions}', () => repr(fromJson(tools))),
      system,
    ),
    ...said,
  ],
  sayCalls: calls => `[${calls.map(writeCall).join(', ')}]`,
  readCalls: readCallList,
})
