// API-Bank: the single calls of the paper's Table 3, and the official protocol with executed calls.
import type { Json } from '../../dialogue/dialogue.ts'
import type { Answer, CaseCard, CasesRequest, Respondent, Verdict } from '../../eval/benchmark.ts'
import { defineBenchmark } from '../../eval/benchmark.ts'
import { published } from './published.ts'
import type { Question } from './questions.ts'
import { SPLITS } from './splits.ts'
import { totals } from './totals.ts'

/** `dialect`: asked in the words of the format instead of the published prompt. */
type Asked = Question & { dialect: boolean; judge(answer: Answer): Verdict }

export const apibank = defineBenchmark<Asked>({
  name: 'apibank',
  title: 'API-Bank: calls in dialogues, by text, by argument and by execution',
  paper: 'arXiv 2304.08244',
  reference:
    'AlibabaResearch/DAMO-ConvAI@483554e api-bank; MadeAgents/Hammer@ff415d9 evaluation; hiyouga/LLaMA-Factory@ff6d4d1 metric',
  licence: 'Apache-2.0',
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
  score: (item, answer) => item.judge(answer),
  totals,
  published,
})

/** What executes calls is loaded with the cases, so that files of labelled predictions are scored without it. */
async function cases({ folder, splits = Object.keys(SPLITS), options = {} }: CasesRequest): Promise<Asked[]> {
  const { prompt = 'published' } = options
  if (prompt !== 'published' && prompt !== 'format')
    throw new Error(`apibank: expected prompt to be published or format, found ${prompt}`)
  const { predictedText, readQuestions, scoreQuestion } = await import('./questions.ts')
  const questions = await Promise.all(splits.map(split => readQuestions(folder, split)))
  return questions.flat().map(item => ({
    ...item,
    dialect: prompt === 'format',
    judge: answer => scoreQuestion(item, predictedText(item, answer)),
  }))
}

function card(item: Asked): CaseCard {
  const said = item.dialogue.turns.findLast(turn => turn.role === 'user')
  return { title: said?.role === 'user' ? said.text : item.id, expected: item.expected }
}

async function ask(item: Asked, { format, send }: Respondent): Promise<Answer> {
  if (!item.dialect)
    return { reply: (await send({ messages: [{ role: 'user', content: item.prompt }] })).text }
  const reply = await send(format.write(item.dialogue))
  return { reply: reply.text, turns: [format.read(reply, item.dialogue.tools)] as unknown as Json }
}
