// The files of SNIPS: the original ones with their marked-up texts, and the lab's split into three sets.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { unzipSync } from 'fflate'
import { rowError } from '../../files/json-rows.ts'

export type SnipsSet = 'train' | 'valid' | 'test' | 'full'

/** An utterance with its slots in the order of the text; a slot may occur twice. */
export type SnipsRow = {
  id: string
  domain: string
  utterance: string
  slots: [name: string, value: string][]
}

/** The lab's row ids: these letters and the row's place in the original files, `train_…_full.json` first. */
const PREFIXES: [prefix: string, domain: string][] = [
  ['ap', 'AddToPlaylist'],
  ['br', 'BookRestaurant'],
  ['gw', 'GetWeather'],
  ['pm', 'PlayMusic'],
  ['rb', 'RateBook'],
  ['sc', 'SearchCreativeWork'],
  ['ss', 'SearchScreeningEvent'],
]

const ORIGINAL = 'snips/2017-06-custom-intent-engines'
const SPLIT = 'snips/uiuc-lab-split/snips.zip'

export const SNIPS_FILES = [
  { path: SPLIT, optional: true },
  ...PREFIXES.flatMap(([, domain]) => [
    { path: `${ORIGINAL}/${domain}/train_${domain}_full.json`, optional: true },
    { path: `${ORIGINAL}/${domain}/validate_${domain}.json`, optional: true },
  ]),
]

/** The rows of the original training files, all 13,784 of them. */
export function readOriginal(folder: string): SnipsRow[] {
  return PREFIXES.flatMap(([prefix, domain]) =>
    readDomain(folder, domain, 'train').map((row, at) => ({ id: `${prefix}_${at}`, domain, ...row })),
  )
}

/** One set of the lab's split. With `repeated` the slots come from the original texts, which keep one that occurs twice. */
export function readSplit(folder: string, set: 'train' | 'valid' | 'test', repeated: boolean): SnipsRow[] {
  const path = join(folder, SPLIT)
  const rows = readZipRows(path, `snips/${set}.json`)
  const originals = repeated ? originalSlots(folder) : undefined
  return rows.map((row, at) => {
    const { dialog_id: id, domain, utterance, slot_values } = checkRow(path, at + 1, row)
    const slots = originals?.get(id) ?? Object.entries(slot_values)
    return {
      id,
      domain,
      utterance,
      slots: sameSlots(slots, slot_values) ? slots : Object.entries(slot_values),
    }
  })
}

type SplitRow = { dialog_id: string; domain: string; utterance: string; slot_values: Record<string, string> }

function checkRow(path: string, at: number, row: unknown): SplitRow {
  const { dialog_id, domain, utterance, slot_values } = (row ?? {}) as Partial<SplitRow>
  const isWhole =
    typeof dialog_id === 'string' &&
    typeof domain === 'string' &&
    typeof utterance === 'string' &&
    typeof slot_values === 'object' &&
    slot_values !== null
  if (!isWhole)
    throw rowError(
      path,
      at,
      'expected dialog_id, domain, utterance and slot_values, found one of them missing',
    )
  return { dialog_id, domain, utterance, slot_values }
}

/** Where the lab changed a text (one row), its own slots stand. */
function sameSlots(slots: [string, string][], given: Record<string, string>): boolean {
  const last = Object.fromEntries(slots)
  return Object.keys(given).every(name => last[name] === given[name])
}

function readZipRows(path: string, name: string): unknown[] {
  if (!existsSync(path))
    throw new Error(`${path}: expected the lab's split of SNIPS, found nothing; run "coalm pull snips"`)
  let bytes: Uint8Array | undefined
  try {
    bytes = unzipSync(readFileSync(path), { filter: file => file.name === name })[name]
  } catch (error) {
    throw new Error(`${path}: expected a zip archive, found ${(error as Error).message}; fetch it again`)
  }
  if (!bytes) throw new Error(`${path}: expected ${name} in the archive, found none`)
  const rows: unknown = JSON.parse(new TextDecoder().decode(bytes))
  if (!Array.isArray(rows)) throw new Error(`${path}: expected ${name} to be a list of rows`)
  return rows
}

function originalSlots(folder: string): Map<string, [string, string][]> {
  const slots = new Map<string, [string, string][]>()
  for (const [prefix, domain] of PREFIXES) {
    const rows = [...readDomain(folder, domain, 'train'), ...readDomain(folder, domain, 'validate')]
    for (const [at, row] of rows.entries()) slots.set(`${prefix}_${at}`, row.slots)
  }
  return slots
}

function readDomain(
  folder: string,
  domain: string,
  part: 'train' | 'validate',
): Pick<SnipsRow, 'utterance' | 'slots'>[] {
  const name = part === 'train' ? `train_${domain}_full.json` : `validate_${domain}.json`
  const path = join(folder, ORIGINAL, domain, name)
  if (!existsSync(path))
    throw new Error(
      `${path}: expected an original file of SNIPS, found nothing; run "coalm pull snips", or choose repeated=last`,
    )
  const rows = (parse(path) as Record<string, unknown>)[domain]
  if (!Array.isArray(rows)) throw new Error(`${path}: expected a list of rows under "${domain}", found none`)
  return rows.map((row, at) => {
    const pieces = (row as { data?: unknown }).data
    if (!Array.isArray(pieces)) throw rowError(path, at + 1, 'expected a list "data", found none')
    return fromPieces(pieces as { text: string; entity?: string }[])
  })
}

function fromPieces(pieces: { text: string; entity?: string }[]): Pick<SnipsRow, 'utterance' | 'slots'> {
  return {
    utterance: pieces.map(piece => piece.text).join(''),
    slots: pieces.flatMap(({ text, entity }) =>
      entity === undefined ? [] : [[entity, text] as [string, string]],
    ),
  }
}

function parse(path: string): unknown {
  try {
    return JSON.parse(decode(readFileSync(path)))
  } catch (error) {
    throw new Error(`${path}: expected JSON, ${(error as Error).message}; fetch the file again`)
  }
}

/**
 * One file (PlayMusic) is usually read as Latin-1, which spoils 24 rows: it is UTF-8 but for one character beyond the
 * first plane that was written as two surrogates of three bytes each.
 */
function decode(bytes: Buffer): string {
  return bytes.toString('latin1').replace(/[\x80-\xff]+/g, high => {
    const piece = Buffer.from(high, 'latin1')
    return piece.toString('utf8').includes('\ufffd') ? withSurrogates(piece) : piece.toString('utf8')
  })
}

function withSurrogates(piece: Buffer): string {
  return piece
    .toString('latin1')
    .replace(/\xed([\xa0-\xbf])([\x80-\xbf])|[\xc2-\xef][\x80-\xbf]{1,2}/g, (sequence, middle?: string) => {
      if (middle === undefined) return Buffer.from(sequence, 'latin1').toString('utf8')
      const low = sequence.charCodeAt(2) & 0x3f
      return String.fromCharCode(0xd000 | ((middle.charCodeAt(0) & 0x3f) << 6) | low)
    })
}
