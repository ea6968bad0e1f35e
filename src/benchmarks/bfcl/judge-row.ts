// Judges a line of a result file of any category: one turn by the checker, several turns and executable calls by running them.
import type { Verdict } from '../../eval/benchmark.ts'
import type { Dict } from '../../files/values.ts'
import type { BfclCase } from './cases.ts'
import { isExecutable, isMultiTurn } from './categories.ts'
import { crashOf } from './check/outcome.ts'
import type { Dialect } from './dialects.ts'
import type { TurnsOptions } from './multi-turn/check-turns.ts'
import { type Decoded, failureLine, judgeReply } from './score-file.ts'
import { verdictOf } from './verdict.ts'

/** One answer judged; `failure` is what the score file says of it, `null` where it is right. */
export type JudgedAnswer = { id: string; failure: string | null; verdict: Verdict }

export type RowJudging = {
  /** The model as the score file names it. */
  model: string
  dialect: Dialect
  dotsToUnderscores: boolean
  turns?: TurnsOptions
}

export type RowJudge = (item: BfclCase, row: Dict, judging: RowJudging) => JudgedAnswer

/** The simulated classes are loaded only where a category needs them. */
export async function loadJudge(category: string): Promise<RowJudge> {
  if (isMultiTurn(category)) return (await import('./multi-turn/judge-row.ts')).judgeTurnsRow
  if (isExecutable(category)) return (await import('./executable/judge-row.ts')).judgeExecutableRow
  return judgeReplyRow
}

function judgeReplyRow(item: BfclCase, row: Dict, judging: RowJudging): JudgedAnswer {
  const { model, dialect, dotsToUnderscores } = judging
  const [id, result] = [row.get('id')!, row.get('result')!]
  const judged = judgeReply({ id, item, result, decode: dialect.decode, dotsToUnderscores })
  if (judged.outcome.valid) return { id: item.id, failure: null, verdict: verdictOf(judged) }
  const { category } = item
  try {
    return { id: item.id, failure: failureLine({ model, category, judged }), verdict: verdictOf(judged) }
  } catch (error) {
    // What Python cannot print, an int of 4301 digits for one, cannot be written either.
    const unwritten = { ...judged, decoded: UNPRINTABLE, outcome: crashOf(error) }
    const failure = failureLine({ model, category, judged: unwritten })
    return { id: item.id, failure, verdict: verdictOf(unwritten) }
  }
}

const UNPRINTABLE: Decoded = {
  ok: false,
  error: 'values that cannot be printed',
  errorType: 'ast_decoder:decoder_failed',
}
