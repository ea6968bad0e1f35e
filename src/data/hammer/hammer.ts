// Hammer: single requests whose functions and parameters have masked names; teaches calls by descriptions.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Call, Json, Tool } from '../../dialogue/dialogue.ts'
import type { RowList } from '../../files/json-rows.ts'
import { writeCall } from '../../formats/literals.ts'
import { defineSource, type Sample, type SourceRequest } from '../source.ts'
import { callsQuestion } from '../starter/prompts.ts'
import { HAMMER_DEFAULTS, type HammerRow, hammerRows, type XlamRows } from './build.ts'
import { xlamFromToolace } from './from-toolace.ts'
import { makeIrrelevant } from './irrelevant.ts'
import { hammerLayout, paperLayout, type Shown } from './layout.ts'
import type { XlamRow } from './mask.ts'
import { IRRELEVANT_FILE, openXlam, XLAM_FILE, xlamPath } from './xlam.ts'

export const hammer = defineSource<HammerRow>({
  name: 'hammer',
  task: 'LA',
  teaches: 'calls of functions that are known by their descriptions alone',
  licence: 'xLAM: quoted as CC BY 4.0 and as CC BY-NC 4.0; masking Apache-2.0',
  terms: ['non-commercial', 'unverified'],
  origin: 'Salesforce/xlam-function-calling-60k, masked as MadeAgents/Hammer does',
  files: [
    { path: XLAM_FILE, optional: true },
    { path: IRRELEVANT_FILE, optional: true },
  ],
  isShuffled: true,
  settings: {
    rows: {
      values: ['xlam', 'toolace'],
      says: "whose rows are masked: xLAM's, or first requests of ToolACE",
    },
    layout: {
      values: ['paper', 'hammer', 'calls'],
      says: "the paper's layout, Hammer's own, or the starter's question for calls",
    },
    irrelevant: {
      values: ['given', 'made', 'none'],
      says: 'rows that no tool fits: the published file (made where it is missing), made from the rows, or none',
    },
    copies: { default: String(HAMMER_DEFAULTS.copies), says: 'how many shuffled copies of all rows' },
    seed: {
      default: String(HAMMER_DEFAULTS.seed),
      says: 'the seed of all draws; the default is the published one',
    },
    tools: { default: '99', says: 'at most so many tools a row (rows of ToolACE)' },
  },
  rows: openHammer,
  samples: (row, { settings }) => [hammerSample(row, settings.layout as Layout)],
})

type Layout = 'paper' | 'hammer' | 'calls'

function openHammer({ folder, settings, onBroken }: SourceRequest): RowList<HammerRow> {
  const seed = BigInt(settings.seed!)
  const copies = Number(settings.copies)
  const rows =
    settings.rows === 'toolace'
      ? xlamFromToolace(folder, Number(settings.tools))
      : openXlam(xlamPath(folder), onBroken)
  const irrelevant = openIrrelevant(rows, { folder, settings, seed, ...(onBroken && { onBroken }) })
  const masked = hammerRows(rows, irrelevant, { seed, copies })
  return {
    count: copies * (rows.count + irrelevant.count),
    // Each row draws from the stream of the one before, so they can only be had in order.
    at: () => masked.next().value as HammerRow,
    close() {
      rows.close?.()
      irrelevant.close?.()
    },
  }
}

function openIrrelevant(
  rows: XlamRows,
  options: {
    folder: string
    settings: Record<string, string>
    seed: bigint
    onBroken?: (error: Error) => void
  },
): RowList<XlamRow> {
  const { folder, settings, seed, onBroken } = options
  if (settings.irrelevant === 'none') return { count: 0, at: () => undefined as never }
  const path = join(folder, IRRELEVANT_FILE)
  const isGiven = settings.irrelevant === 'given' && settings.rows === 'xlam' && existsSync(path)
  return isGiven ? openXlam(path, onBroken) : makeIrrelevant(rows, seed)
}

export function hammerSample(masked: HammerRow, layout: Layout): Sample {
  const { index, copy, row } = masked
  const shown = { paper: paperLayout, hammer: hammerLayout, calls: callsLayout }[layout](row)
  return {
    id: `hammer/${copy}/${index}`,
    source: 'hammer',
    task: 'LA',
    ...shown,
    meta: {
      kind: 'calls',
      dialogue: `hammer/${index}`,
      tools: masked.tools ?? lengthOf(row.tools),
      calls: masked.answers ?? lengthOf(row.answers),
      masked: masked.masked,
    },
  }
}

/** How many items a JSON list has; 0 where only Python can read it (NaN). */
function lengthOf(text: string): number {
  try {
    return (JSON.parse(text) as unknown[]).length
  } catch {
    return 0
  }
}

/** Short, and asked as the starter asks: for small models. */
function callsLayout(row: XlamRow): Shown {
  type Flat = { name: string; description: string; parameters: { [name: string]: Json } }
  const tools = (JSON.parse(row.tools) as Flat[]).map(
    ({ name, description, parameters }): Tool => ({
      name,
      description,
      parameters: { type: 'object', properties: parameters },
    }),
  )
  const calls = JSON.parse(row.answers) as Call[]
  return {
    instruction: callsQuestion(tools),
    input: row.query,
    output: `[${calls.map(writeCall).join(', ')}]`,
  }
}
