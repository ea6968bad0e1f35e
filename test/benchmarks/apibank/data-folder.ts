// A data root with a few invented questions of API-Bank in every published layout, over the invented databases.
import { cpSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

const TOOL = {
  name: 'QueryBalance',
  description: 'Tells the balance.',
  parameters: { token: { type: 'str', description: 'Token.' } },
}
const LINE = JSON.stringify({
  name: TOOL.name,
  description: TOOL.description,
  input_parameters: TOOL.parameters,
  output_parameters: {},
})
const ASK = `Answer in brackets.\nAPI descriptions:\n${LINE}`

export const LABEL = '```\n[{"name": "QueryBalance", "arguments": {"token": "t0ada"}}]\n```'
export const LABEL_2 = LABEL.replace('t0ada', 't0bo')
export const CALL = "API-Request: [QueryBalance(token='t0ada')]"

const RESULT = { api_name: 'QueryBalance', input: { token: 't0ada' }, output: 12.5, exception: null }
const HISTORY = [
  { role: 'User', text: 'How much have I? My token is t0ada.' },
  { role: 'API', api_name: 'QueryBalance', param_dict: { token: 't0ada' }, result: RESULT },
  { role: 'AI', text: 'You have 12.5 crowns.' },
]

const hammer = { instruction: 'Call a tool.', input: '', output: LABEL }
const source = {
  query: [{ role: 'user', content: 'How much have I? My token is t0ada.\nGenerate API Request:' }],
  tools: [TOOL],
  answers: [],
}
const sample = (id: number, output: string) => ({
  file: 'Q-1.jsonl',
  id,
  instruction: ASK,
  input: 'User: How much have I?\nGenerate API Request:\n',
  expected_output: output,
})
const found = { description: TOOL.description, input_parameters: TOOL.parameters, output_parameters: {} }
const plan = {
  requirement: 'Where is Mary?',
  response: 'Mary works from home.',
  apis: [
    {
      api_name: 'ToolSearcher',
      input: { keywords: 'TravelStatus' },
      output: {
        api_name: 'ToolSearcher',
        input: { keywords: 'TravelStatus' },
        output: { name: 'TravelStatus', ...found },
        exception: null,
      },
    },
    {
      api_name: 'TravelStatus',
      input: { member_name: 'Mary' },
      output: {
        api_name: 'TravelStatus',
        input: { member_name: 'Mary' },
        output: 'Working from home',
        exception: null,
      },
    },
  ],
}
const planRow = (api_id: number, output: string) => ({
  instruction: 'Plan.\nAPI descriptions:\n',
  input: `${LINE}\nUser: Where is Mary?\nGenerate API Request: \n`,
  output,
  sample_id: 0,
  api_id,
})

/** Gives the data root; the benchmark's folder is `api-bank` in it. */
export function makeDataRoot(): string {
  const root = mkdtempSync(join(tmpdir(), 'apibank-'))
  const files: Record<string, unknown> = {
    'hammer-hammer/apibank_l1.json': [hammer, hammer],
    'hammer-hammer/apibank_l2.json': [{ ...hammer, output: LABEL_2 }],
    'hammer-original/apibank_l1.json': [source, source],
    'hammer-original/apibank_l2.json': [source],
    'test-data/level-1-api.json': [sample(0, CALL)],
    'test-data/level-1-response.json': [sample(1, 'You have 12.5 crowns.')],
    'test-data/level-2-api.json': [{ ...sample(0, CALL), file: 'S-1.jsonl' }],
    'test-data/level-2-response.json': [{ ...sample(1, 'You have 12.5 crowns.'), file: 'S-1.jsonl' }],
    'test-data/level-3.json': [plan],
    'test-data/level-3-batch-inf.json': [
      planRow(0, "API-Request: [ToolSearcher(keywords='TravelStatus')]"),
      planRow(1, "API-Request: [TravelStatus(member_name='Mary')]"),
    ],
    'test-data/level-3-batch-inf-response.json': [planRow(2, 'Mary works from home.')],
  }
  for (const [name, rows] of Object.entries(files)) write(join(root, 'api-bank', name), JSON.stringify(rows))
  const history = HISTORY.map(turn => JSON.stringify(turn)).join('\n')
  write(join(root, 'api-bank/lv1-lv2-samples/level-1-given-desc/Q-1.jsonl'), history)
  write(join(root, 'api-bank/lv1-lv2-samples/level-2-toolsearcher/S-1.jsonl'), history)
  cpSync(new URL('./world/init_database', import.meta.url).pathname, join(root, 'api-bank/init_database'), {
    recursive: true,
  })
  return root
}

export function write(path: string, text: string): string {
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, text)
  return path
}
