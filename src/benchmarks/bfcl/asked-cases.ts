// Cases with the way in which they are asked and their replies are read: prompt mode or native calls, one turn or several.
import type { Json } from '../../dialogue/dialogue.ts'
import type { Message } from '../../dialogue/prompt.ts'
import type { Answer, CaseCard, CasesRequest, Respondent, Verdict } from '../../eval/benchmark.ts'
import { fromJson, type Value } from '../../files/values.ts'
import { type BfclCase, type BfclVersion, readCases } from './cases.ts'
import { CATEGORIES, isExecutable, isMultiTurn } from './categories.ts'
import { type Dialect, dialectOf, loadFor } from './dialects.ts'
import { executableVerdict, judgeExecutable } from './executable/judge-result.ts'
import { askTurns } from './multi-turn/ask-turns.ts'
import { judgeTurns, turnsVerdict } from './multi-turn/judge-result.ts'
import { stepReader } from './multi-turn/read-steps.ts'
import { messages } from './prompt.ts'
import { judgeReply } from './score-file.ts'
import { tools } from './tools.ts'
import { expectedOf, verdictOf } from './verdict.ts'

export type AskedCase = { item: BfclCase; mode: 'prompt' | 'fc'; results: 'tool' | 'user'; dialect: Dialect }

export async function readAsked(request: CasesRequest & { version: BfclVersion }): Promise<AskedCase[]> {
  const { mode = 'prompt', dialect: name, results = 'tool' } = request.options ?? {}
  if (mode !== 'prompt' && mode !== 'fc')
    throw new Error(`bfcl: expected mode to be prompt or fc, found "${mode}"`)
  if (results !== 'tool' && results !== 'user')
    throw new Error(`bfcl: expected results to be tool or user, found "${results}"`)
  const dialect = dialectOf(name ?? (mode === 'fc' ? 'tool-calls' : 'prompting'))
  const categories = request.splits ?? CATEGORIES
  const [items] = await Promise.all([
    readCases({ folder: request.folder, version: request.version, categories }),
    loadFor(categories),
  ])
  return items.map(item => ({ item, mode, results, dialect }))
}

export function cardOf({ item }: AskedCase): CaseCard {
  const asked = item.turns[0]?.findLast(({ role }) => role === 'user')?.content ?? ''
  return { title: asked, expected: expectedOf(item) }
}

/** In prompt mode the reply is the official `result`; in fc mode the list of native calls, where there are any. */
export async function ask(
  { item, mode, results, dialect }: AskedCase,
  respondent: Respondent,
): Promise<Answer> {
  if (isMultiTurn(item.category))
    return askTurns(item, respondent, { mode, results, read: stepReader(dialect.name) })
  if (mode === 'prompt') {
    const { text } = await respondent.send({ messages: messages(item) as Message[] })
    return { reply: text }
  }
  const reply = await respondent.send({
    messages: (item.turns[0] ?? []) as Message[],
    tools: tools(item, { style: 'openai' }),
  })
  if (reply.calls === undefined || reply.calls.length === 0) return { reply: reply.text }
  return {
    reply: reply.text,
    turns: reply.calls.map(call => Object.fromEntries([[call.name, call.arguments]])),
  }
}

export function score({ item, mode, dialect }: AskedCase, answer: Answer): Verdict {
  const read = () => stepReader(dialect.name)
  if (isMultiTurn(item.category)) {
    const result = fromJson((answer.turns as { result?: Json } | undefined)?.result ?? null)
    return turnsVerdict(judgeTurns({ item, result, read: read() }))
  }
  const result: Value = answer.turns === undefined ? answer.reply : fromJson(answer.turns)
  if (isExecutable(item.category)) return executableVerdict(judgeExecutable({ item, result, read: read() }))
  return verdictOf(judgeReply({ item, result, decode: dialect.decode, dotsToUnderscores: mode === 'fc' }))
}
