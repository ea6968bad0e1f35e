// Hammer's training file: three shuffled copies of all rows, two thirds of them masked, in the published order of draws.
import { type PythonRandom, pythonRandom } from '../../files/python-random.ts'
import { hammerLayout, type Shown } from './layout.ts'
import { maskAndCount, type XlamRow } from './mask.ts'

/** Rows in memory, or rows that are read when they are needed. */
export type XlamRows = readonly XlamRow[] | { count: number; at(index: number): XlamRow }

export type HammerOptions = { seed?: number | bigint; copies?: number }

/** A row of the training file: which one of the input, in which copy, and whether its tools were masked. */
export type HammerRow = {
  index: number
  copy: number
  masked: boolean
  row: XlamRow
  /** How many tools and answers it has, where masking had to look. */
  tools?: number
  answers?: number
}

/** The published seed and number of copies. */
export const HAMMER_DEFAULTS = { seed: 12, copies: 3 }

/** The whole training file in Hammer's layout, row by row: it is too large for one text. */
export function* buildHammer(
  rows: XlamRows,
  irrelevant: XlamRows,
  options: HammerOptions = {},
): Generator<Shown> {
  for (const { row } of hammerRows(rows, irrelevant, options)) yield hammerLayout(row)
}

/** The rows as they are after masking. `index` counts through `rows`, then through `irrelevant`. */
export function* hammerRows(
  rows: XlamRows,
  irrelevant: XlamRows,
  options: HammerOptions = {},
): Generator<HammerRow> {
  const { seed, copies } = { ...HAMMER_DEFAULTS, ...options }
  const count = sizeOf(rows)
  const total = count + sizeOf(irrelevant)
  const order = shuffledCopies(total, copies, pythonRandom(seed))
  // The published script seeds a second time here, so masking draws the numbers of the first shuffle again.
  const random = pythonRandom(seed)
  for (const [at, index] of order.entries()) {
    const given = index < count ? rowAt(rows, index) : rowAt(irrelevant, index - count)
    const masked = random.random() > 1 / 3
    const row = masked ? maskAndCount(given, { random }) : { row: given }
    yield { index, copy: Math.floor(at / total), masked, ...row }
  }
}

function shuffledCopies(total: number, copies: number, random: PythonRandom): Uint32Array {
  const order = new Uint32Array(total * copies)
  for (let copy = 0; copy < copies; copy++) {
    const one = Array.from({ length: total }, (_, index) => index)
    random.shuffle(one)
    order.set(one, copy * total)
  }
  return order
}

function sizeOf(rows: XlamRows): number {
  return 'count' in rows ? rows.count : rows.length
}

function rowAt(rows: XlamRows, index: number): XlamRow {
  return rows.at(index)!
}
