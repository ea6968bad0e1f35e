// The splits of the benchmark.
import type { CasesOf } from './cases.ts'

/** The two sets of the paper's Table 3, then the official ones: calls that are executed, and responses. */
export const SPLITS: Record<string, Omit<CasesOf, 'folder'>> = {
  'level-1': { edition: 'hammer', level: 1 },
  'level-2': { edition: 'hammer', level: 2 },
  'official-1': { edition: 'official', level: 1 },
  'official-2': { edition: 'official', level: 2 },
  'official-3': { edition: 'official', level: 3 },
  'response-1': { edition: 'official', level: 1, task: 'response' },
  'response-2': { edition: 'official', level: 2, task: 'response' },
  'response-3': { edition: 'official', level: 3, task: 'response' },
}
