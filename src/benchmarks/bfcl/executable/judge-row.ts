// Judges a line of a result file of the executable categories and writes its failure as the official tool does.
import type { Dict } from '../../../files/values.ts'
import type { BfclCase } from '../cases.ts'
import type { JudgedAnswer, RowJudging } from '../judge-row.ts'
import { stepReader } from '../multi-turn/read-steps.ts'
import { executableFailure, executableVerdict, judgeExecutable } from './judge-result.ts'

export function judgeExecutableRow(item: BfclCase, row: Dict, judging: RowJudging): JudgedAnswer {
  const { model, dialect } = judging
  const [id, result] = [row.get('id')!, row.get('result')!]
  const judged = judgeExecutable({ id, item, result, read: stepReader(dialect.name) })
  const failure = judged.outcome.valid ? null : executableFailure(judged, model)
  return { id: item.id, failure, verdict: executableVerdict(judged) }
}
