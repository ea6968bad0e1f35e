// API-Bank: the single calls of the paper's Table 3, and the official protocol with executed calls.
import { type Answer, type CaseCard, defineBenchmark, type Respondent } from '../../eval/benchmark.ts'
import type { AssistantTurn, Json } from '../../dialogue/dialogue.ts'
import { type ApibankCase, type CasesOf, readCases } from './cases.ts'
import { published } from './published.ts'
import { scoreCase } from './score.ts'
import { totals } from './totals.ts'
import { sayCalls } from './wording.ts'

/** A case with how it is asked: with the published prompt, or in the dialect of the format. */
type Question = ApibankCase & { split: string; dialect: boolean }

/** The two sets of the paper's Table 3, then the official ones: calls that are executed, and responses. */
const SPLITS: Record<string, Omit<CasesOf, 'folder'>> = {
  'level-1': { edition: 'hammer', level: 1 },
  'level-2': { edition: 'hammer', level: 2 },
  'official-1': { edition: 'official', level: 1 },
  'official-2': { edition: 'official', level: 2 },
  'official-3': { edition: 'official', level: 3 },
  'response-1': { edition: 'official', level: 1, task: 'response' },
  'response-2': { edition: 'official', level: 2, task: 'response' },
  'response-3': { edition: 'official', level: 3, task: 'response' },
}

export const apibank = defineBenchmark<Question>({
  name: 'apibank',
  title: 'API-Bank: calls in dialogues, by text, by argument and by execution',
  paper: 'arXiv 2304.08244',
  reference:
    'AlibabaResearch/DAMO-ConvAI@483554e api-bank; MadeAgents/Hammer@ff415d9 evaluation; hiyouga/LLaMA-Factory@ff6d4d1 metric',
  licence: 'MIT',
  splits: Object.keys(SPLITS),
  dataVersion: 'API-Bank: Hammer edition 399 + 127, official edition 399 + 135 + 245',
  folder: 'api-bank',
  options: {
    prompt:
      'published or format: the prompt as published (default), or the same question in the dialect of --format',
  },
  sampling: { maxTokens: 256, cut: 'answer' },
  cases,
  id: item => item.id,
  split: item => item.split,
  cluster: item => item.cluster,
  card,
  ask,
  score: (item, answer) => scoreCase(item, predicted(item, answer)),
  totals,
  published,
})

async function cases({
  folder,
  splits = Object.keys(SPLITS),
  options = {},
}: {
  folder: string
  splits?: string[]
  options?: Record<string, string>
}): Promise<Question[]> {
  const { prompt = 'published' } = options
  if (prompt !== 'published' && prompt !== 'format')
    throw new Error(`apibank: expected prompt to be published or format, found ${prompt}`)
  const dialect = prompt === 'format'
  const read = splits.map(async split =>
    (await readCases({ folder, ...SPLITS[split]! })).map(item => ({ ...item, split, dialect })),
  )
  return (await Promise.all(read)).flat()
}

function card(item: Question): CaseCard {
  const said = item.dialogue.turns.findLast(turn => turn.role === 'user')
  return { title: said?.role === 'user' ? said.text : item.id, expected: item.expected }
}

async function ask(item: Question, { format, send }: Respondent): Promise<Answer> {
  if (!item.dialect)
    return { reply: (await send({ messages: [{ role: 'user', content: item.prompt }] })).text }
  const reply = await send(format.write(item.dialogue))
  const turn = format.read(reply, item.dialogue.tools)
  return { reply: reply.text, turns: [turn] as unknown as Json }
}

/** The text that is judged: the reply itself, or what the format read of it, said as the labels say it. */
function predicted(item: Question, { reply, turns }: Answer): string {
  if (!item.dialect) return reply
  const turn = (turns as unknown as AssistantTurn[])[0]!
  if (turn.calls === undefined || turn.calls.length === 0) return turn.text ?? reply
  return sayCalls(turn.calls, item.edition)
}
