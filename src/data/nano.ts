// The small mix of the quickstart: starter samples always, and short real ones of every kind where a data folder is there.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { IRRELEVANT_FILE, XLAM_FILE } from './hammer/xlam.ts'
import type { Part } from './mixture.ts'
import { TOOLACE_FILES } from './toolace/rows.ts'

/**
 * How many samples of each at most. Real samples of one kind share little of their prompts and so are dear to train on;
 * `longest` keeps them short, in characters (four are about a token).
 */
export const NANO_PARTS: Part[] = [
  { source: 'starter', count: 480, kinds: ['action'] },
  { source: 'starter', count: 480, kinds: ['response'] },
  { source: 'starter', count: 360, kinds: ['state'] },
  { source: 'starter', count: 180, kinds: ['calls'] },
  { source: 'snips', count: 120 },
  {
    source: 'hammer',
    count: 48,
    longest: 1100,
    settings: { rows: 'toolace', layout: 'calls', tools: '2', copies: '2' },
  },
  { source: 'toolace', count: 16, longest: 2400, settings: { turns: 'calls' } },
  { source: 'sgd', count: 120, longest: 2000, settings: { layout: 'agent', results: '1' } },
]

/** The parts whose files are in the data folder; without one, the starter alone. */
export function nanoParts(folder: string | undefined): Part[] {
  return NANO_PARTS.filter(
    ({ source, settings }) =>
      source === 'starter' || (folder !== undefined && isThere(folder, source, settings)),
  )
}

function isThere(folder: string, source: Part['source'], settings: Part['settings']): boolean {
  const has = (path: string) => existsSync(join(folder, path))
  if (source === 'snips')
    return has('snips/uiuc-lab-split/snips.zip') && has('snips/2017-06-custom-intent-engines')
  if (source === 'sgd') return has('sgd/train/schema.json')
  if (source === 'toolace' || settings?.rows === 'toolace') return TOOLACE_FILES.some(has)
  return has(XLAM_FILE) || has(IRRELEVANT_FILE)
}
