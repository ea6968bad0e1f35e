// BFCL V3 as a benchmark: cases of one turn and of several, asked in prompt mode or by native tool calls, judged by the official rules.
import { type CasesRequest, defineBenchmark } from '../../eval/benchmark.ts'
import { totals } from './accuracy.ts'
import type { AskedCase } from './asked-cases.ts'
import { asVersion, type BfclVersion, newestVersion, VERSIONS } from './cases.ts'
import { GROUPS, SCORED } from './categories.ts'
import { clusterOf } from './clusters.ts'
import { DIALECT_NAMES } from './dialects.ts'

/** What asks and judges a case is loaded with it: scoring result files of one turn needs none of the simulated classes. */
type LoadedCase = { asked: AskedCase; ways: typeof import('./asked-cases.ts') }

export const bfcl = defineBenchmark<LoadedCase>({
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
    dialect: `how replies are read: ${DIALECT_NAMES.join(', ')} (default: prompting, or tool-calls in fc mode)`,
    results:
      'how results of calls go back in prompt mode: tool, a message each, as to local models, or user, one message, as to served ones (default: tool)',
  },
  cases,
  id: ({ asked }) => asked.item.id,
  split: ({ asked }) => asked.item.category,
  cluster: ({ asked }) => clusterOf(asked.item.id),
  sampling: { maxTokens: 512 },
  card: ({ asked, ways }) => ways.cardOf(asked),
  ask: ({ asked, ways }, respondent) => ways.ask(asked, respondent),
  score: ({ asked, ways }, answer) => ways.score(asked, answer),
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

async function cases(request: CasesRequest): Promise<LoadedCase[]> {
  const ways = await import('./asked-cases.ts')
  const read = await ways.readAsked({ ...request, version: versionOf(request) })
  return read.map(asked => ({ asked, ways }))
}

function versionOf({ folder, options = {} }: CasesRequest): BfclVersion {
  return options.version === undefined ? newestVersion(folder) : asVersion(options.version)
}
