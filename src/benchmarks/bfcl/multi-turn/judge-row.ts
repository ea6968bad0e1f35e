// Judges a line of a multi-turn result file and writes its failure as the official tool does.
import type { Dict } from '../../../files/values.ts'
import type { BfclCase } from '../cases.ts'
import type { JudgedAnswer, RowJudging } from '../judge-row.ts'
import { judgeTurns, turnsFailure, turnsVerdict } from './judge-result.ts'
import { stepReader } from './read-steps.ts'

export function judgeTurnsRow(item: BfclCase, row: Dict, judging: RowJudging): JudgedAnswer {
  const { model, dialect, turns = {} } = judging
  const [id, result] = [row.get('id')!, row.get('result')!]
  const read = stepReader(dialect.name)
  const judged = judgeTurns({ id, item, result, log: row.get('inference_log') ?? '', read }, turns)
  const failure = judged.outcome.valid ? null : turnsFailure(judged, model)
  return { id: item.id, failure, verdict: turnsVerdict(judged) }
}
