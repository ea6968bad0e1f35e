// BFCL V3 as a benchmark: single-turn cases asked in prompt mode or by native tool calls, judged by the official rules.
import type { Message } from '../../dialogue/prompt.ts'
import { type Answer, type CaseCard, type CasesRequest, defineBenchmark } from '../../eval/benchmark.ts'
import type { Respondent, Verdict } from '../../eval/benchmark.ts'
import { fromJson, type Value } from '../../files/values.ts'
import { totals } from './accuracy.ts'
import { asVersion, type BfclCase, type BfclVersion, newestVersion, readCases, VERSIONS } from './cases.ts'
import { JUDGED, JUDGED_GROUPS } from './categories.ts'
import { clusterOf } from './clusters.ts'
import { type Dialect, DIALECT_NAMES, dialectOf, loadFor } from './dialects.ts'
import { messages } from './prompt.ts'
import { judgeReply } from './score-file.ts'
import { tools } from './tools.ts'
import { expectedOf, verdictOf } from './verdict.ts'

/** A case with the way in which it is asked and its reply is read. */
type AskedCase = { item: BfclCase; mode: 'prompt' | 'fc'; dialect: Dialect }

export const bfcl = defineBenchmark<AskedCase>({
  name: 'bfcl',
  title: 'BFCL V3: function calls, single turn',
  paper: 'Patil et al., The Berkeley Function Calling Leaderboard, ICML 2025',
  reference: 'ShishirPatil/gorilla, bfcl-eval 2025.8.5',
  licence: 'Apache-2.0',
  splits: JUDGED,
  groups: JUDGED_GROUPS,
  dataVersion: VERSIONS[0],
  versionOf,
  folder: 'bfcl',
  options: {
    version: `data version, ${VERSIONS.join(' or ')} (default: the newest that is there)`,
    mode: 'prompt: functions in the system message, calls as text; fc: native tool calls (default: prompt)',
    dialect: `how replies are read: ${DIALECT_NAMES.join(', ')} (default: prompting, or native in fc mode)`,
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
  const { mode = 'prompt', dialect: name } = request.options ?? {}
  if (mode !== 'prompt' && mode !== 'fc')
    throw new Error(`bfcl: expected mode to be prompt or fc, found "${mode}"`)
  const dialect = dialectOf(name ?? (mode === 'fc' ? 'native' : 'prompting'))
  const categories = request.splits ?? JUDGED
  const [items] = await Promise.all([
    readCases({ folder: request.folder, version: versionOf(request), categories }),
    loadFor(categories),
  ])
  return items.map(item => ({ item, mode, dialect }))
}

function cardOf({ item }: AskedCase): CaseCard {
  const asked = item.turns[0]?.findLast(({ role }) => role === 'user')?.content ?? ''
  return { title: asked, expected: expectedOf(item) }
}

/** In prompt mode the reply is the official `result`; in fc mode the list of native calls, where there are any. */
async function ask({ item, mode }: AskedCase, respondent: Respondent): Promise<Answer> {
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
  const result: Value = answer.turns === undefined ? answer.reply : fromJson(answer.turns)
  return verdictOf(judgeReply({ item, result, decode: dialect.decode, dotsToUnderscores: mode === 'fc' }))
}
