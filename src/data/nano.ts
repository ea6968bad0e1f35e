// The small mix of the quickstart: starter samples always, and short real ones of every kind where a data folder is there.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { IRRELEVANT_FILE, XLAM_FILE } from './hammer/xlam.ts'
import type { Part } from './mixture.ts'
import { TOOLACE_FILES } from './toolace/rows.ts'

/**
 * Samples for 60 steps of 8, and some to hold out. `longest` keeps them short, in characters (four are about a token):
 * tools and instruction are shared by a batch, the rest is what a sample costs. Real samples share little and are dear.
 */
const REAL_PARTS: Part[] = [
  { source: 'snips', count: 40 },
  {
    source: 'hammer',
    count: 24,
    longest: 1100,
    settings: { rows: 'toolace', layout: 'calls', tools: '2', copies: '2' },
  },
  { source: 'toolace', count: 8, longest: 2400, settings: { turns: 'calls' } },
  { source: 'sgd', count: 24, longest: 2000, settings: { layout: 'agent', results: '1' } },
]

const SAMPLES = 496

/** The parts whose files are in the data folder, and as much of the starter as is left; without a folder, that alone. */
export function nanoParts(folder: string | undefined): Part[] {
  const real = REAL_PARTS.filter(
    ({ source, settings }) => folder !== undefined && isThere(folder, source, settings),
  )
  return [...starterParts(SAMPLES - real.reduce((sum, { count }) => sum + count, 0)), ...real]
}

/** More than half are steps of the agent, which are the hardest to learn; long histories are left to larger mixes. */
function starterParts(samples: number): Part[] {
  const share = (part: number) => Math.round(part * samples)
  const [responses, restraint, states, calls] = [share(0.06), share(0.17), share(0.24), share(0.1)]
  const actions = samples - responses - restraint - states - calls
  return [
    { source: 'starter', kinds: ['action'], count: actions, longest: 1650 },
    { source: 'starter', kinds: ['response'], count: responses, longest: 1650 },
    { source: 'starter', kinds: ['restraint'], count: restraint, longest: 1700 },
    { source: 'starter', kinds: ['state'], count: states, longest: 700 },
    { source: 'starter', kinds: ['calls'], count: calls },
  ]
}

function isThere(folder: string, source: Part['source'], settings: Part['settings']): boolean {
  const has = (path: string) => existsSync(join(folder, path))
  if (source === 'snips')
    return has('snips/uiuc-lab-split/snips.zip') && has('snips/2017-06-custom-intent-engines')
  if (source === 'sgd') return has('sgd/train/schema.json')
  if (source === 'toolace' || settings?.rows === 'toolace') return TOOLACE_FILES.some(has)
  return has(XLAM_FILE) || has(IRRELEVANT_FILE)
}
