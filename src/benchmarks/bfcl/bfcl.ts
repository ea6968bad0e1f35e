// BFCL V3 as a benchmark: cases of one turn and of several, asked in prompt mode or by native tool calls, judged by the official rules.
import type { Json } from '../../dialogue/dialogue.ts'
import type { Message } from '../../dialogue/prompt.ts'
import { type Answer, type CaseCard, type CasesRequest, defineBenchmark } from '../../eval/benchmark.ts'
import type { Respondent, Verdict } from '../../eval/benchmark.ts'
import { fromJson, type Value } from '../../files/values.ts'
import { totals } from './accuracy.ts'
import { asVersion, type BfclCase, type BfclVersion, newestVersion, readCases, VERSIONS } from './cases.ts'
import { CATEGORIES, GROUPS, isExecutable, isMultiTurn, SCORED } from './categories.ts'
import { clusterOf } from './clusters.ts'
import { type Dialect, DIALECT_NAMES, dialectOf, loadFor } from './dialects.ts'
import { executableVerdict, judgeExecutable } from './executable/judge-result.ts'
import { askTurns } from './multi-turn/ask-turns.ts'
import { judgeTurns, turnsVerdict } from './multi-turn/judge-result.ts'
import { stepReader } from './multi-turn/read-steps.ts'
import { messages } from './prompt.ts'
import { judgeReply } from './score-file.ts'
import { tools } from './tools.ts'
import { expectedOf, verdictOf } from './verdict.ts'

/** A case with the way in which it is asked and its reply is read. */
type AskedCase = { item: BfclCase; mode: 'prompt' | 'fc'; results: 'tool' | 'user'; dialect: Dialect }

export const bfcl = defineBenchmark<AskedCase>({
  name: 'bfcl',
  title: 'BFCL V3: function calls, single-turn and multi-turn',
  paper: 'Patil et al., The Berkeley Function Calling Leaderboard, ICML 2025',
  reference: 'ShishirPatil/gorilla, bfcl-eval 2025.8.5',
  licence: 'Apache-2.0',
  splits: SCORED,
  groups: GROUPS,
  dataVersion: VERSIONS[0],
  versionOf,
  folder: 'bfcl',
  options: {
    version: `data version, ${VERSIONS.join(' or ')} (default: the newest that is there)`,
    mode: 'prompt: functions in the system message, calls as text; fc: native tool calls (default: prompt)',
    dialect: `how replies are read: ${DIALECT_NAMES.join(', ')} (default: prompting, or native in fc mode)`,
    results:
      'how results of calls go back in prompt mode: tool, a message each, as to local models, or user, one message, as to served ones (default: tool)',
  },
  cases: readAsked,
  id: ({ item }) => item.id,
  split: ({ item }) => item.category,
  cluster: ({ item }) => clusterOf(item.id),
  sampling: { maxTokens: 512 },
  card: cardOf,
  ask,
  score,
  totals: cases => totals(cases),
  published: {
    accepts:
      "an official result file (BFCL_v3_<category>_result.json), a model's folder of them, or a folder of such folders",
    options: {
      dialect: `how replies are read: ${DIALECT_NAMES.join(', ')} (default: as the official table says for the model, else prompting)`,
      formula: '2025-02 or 2025-08, the formula of the tables (default: that of the data version)',
    },
    examples: 'examples/bfcl-v3-results',
    score: async request => (await import('./score-results.ts')).scoreResults(request),
    verify: async request => (await import('./verify.ts')).verify(request),
    write: async request => (await import('./write-results.ts')).writeResults(request),
  },
})

function versionOf({ folder, options = {} }: CasesRequest): BfclVersion {
  return options.version === undefined ? newestVersion(folder) : asVersion(options.version)
}

async function readAsked(request: CasesRequest): Promise<AskedCase[]> {
  const { mode = 'prompt', dialect: name, results = 'tool' } = request.options ?? {}
  if (mode !== 'prompt' && mode !== 'fc')
    throw new Error(`bfcl: expected mode to be prompt or fc, found "${mode}"`)
  if (results !== 'tool' && results !== 'user')
    throw new Error(`bfcl: expected results to be tool or user, found "${results}"`)
  const dialect = dialectOf(name ?? (mode === 'fc' ? 'native' : 'prompting'))
  const categories = request.splits ?? CATEGORIES
  const [items] = await Promise.all([
    readCases({ folder: request.folder, version: versionOf(request), categories }),
    loadFor(categories),
  ])
  return items.map(item => ({ item, mode, results, dialect }))
}

function cardOf({ item }: AskedCase): CaseCard {
  const asked = item.turns[0]?.findLast(({ role }) => role === 'user')?.content ?? ''
  return { title: asked, expected: expectedOf(item) }
}

/** In prompt mode the reply is the official `result`; in fc mode the list of native calls, where there are any. */
async function ask({ item, mode, results, dialect }: AskedCase, respondent: Respondent): Promise<Answer> {
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

function score({ item, mode, dialect }: AskedCase, answer: Answer): Verdict {
  const read = () => stepReader(dialect.name)
  if (isMultiTurn(item.category)) {
    const result = fromJson((answer.turns as { result?: Json } | undefined)?.result ?? null)
    return turnsVerdict(judgeTurns({ item, result, read: read() }))
  }
  const result: Value = answer.turns === undefined ? answer.reply : fromJson(answer.turns)
  if (isExecutable(item.category)) return executableVerdict(judgeExecutable({ item, result, read: read() }))
  return verdictOf(judgeReply({ item, result, decode: dialect.decode, dotsToUnderscores: mode === 'fc' }))
}
