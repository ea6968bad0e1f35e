// Judges a line of a result file of any category: one turn by the checker, several turns and executable calls by running them.
import type { Verdict } from '../../eval/benchmark.ts'
import type { Dict } from '../../files/values.ts'
import type { BfclCase } from './cases.ts'
import { isExecutable, isMultiTurn } from './categories.ts'
import type { Dialect } from './dialects.ts'
import { executableFailure, executableVerdict, judgeExecutable } from './executable/judge-result.ts'
import { judgeTurns, turnsFailure, turnsVerdict } from './multi-turn/judge-result.ts'
import type { TurnsOptions } from './multi-turn/check-turns.ts'
import { stepReader } from './multi-turn/read-steps.ts'
import { failureLine, judgeReply } from './score-file.ts'
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

export function judgeRow(item: BfclCase, row: Dict, judging: RowJudging): JudgedAnswer {
  const { model, dialect, dotsToUnderscores, turns = {} } = judging
  const [id, result] = [row.get('id')!, row.get('result')!]
  if (isMultiTurn(item.category)) {
    const read = stepReader(dialect.name)
    const judged = judgeTurns({ id, item, result, log: row.get('inference_log') ?? '', read }, turns)
    const failure = judged.outcome.valid ? null : turnsFailure(judged, model)
    return { id: item.id, failure, verdict: turnsVerdict(judged) }
  }
  if (isExecutable(item.category)) {
    const judged = judgeExecutable({ id, item, result, read: stepReader(dialect.name) })
    const failure = judged.outcome.valid ? null : executableFailure(judged, model)
    return { id: item.id, failure, verdict: executableVerdict(judged) }
  }
  const judged = judgeReply({ id, item, result, decode: dialect.decode, dotsToUnderscores })
  const failure = judged.outcome.valid ? null : failureLine({ model, category: item.category, judged })
  return { id: item.id, failure, verdict: verdictOf(judged) }
}
