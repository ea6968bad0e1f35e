// Judges the answers of one single-turn category and writes them as the official score file (eval_checker/eval_runner.py).
import { str } from '../../files/python-repr.ts'
import type { Value } from '../../files/values.ts'
import type { BfclCase } from './cases.ts'
import { isRelevance } from './categories.ts'
import { check, checkRelevance } from './check/check.ts'
import { invalid, type Outcome } from './check/outcome.ts'
import { lineOf, type Part } from './score-line.ts'

/** What a reply was read as. `decoded` is what came out where that is no list of calls. */
export type Decoded =
  | { ok: true; calls: Value[] }
  | { ok: false; error: string; errorType: string; decoded?: Value }

/** `result` is the value of the result file: text, or a list of native calls. */
export type Decoder = (result: Value, item: BfclCase) => Decoded

/** `id` as the result file has it, which another data version may write differently. */
export type Judged = { id: Value; item: BfclCase; result: Value; decoded: Decoded; outcome: Outcome }

const WRONG_FORMAT = 'ast_decoder:decoder_wrong_output_format'

/** Reads a reply and checks its calls; `dotsToUnderscores` is for replies of native tool calls. */
export function judgeReply(reply: {
  id?: Value
  item: BfclCase
  result: Value
  decode: Decoder
  dotsToUnderscores?: boolean
}): Judged {
  const { item, result, decode, id = item.id, dotsToUnderscores = false } = reply
  const decoded = decode(result, item)
  return { id, item, result, decoded, outcome: outcomeOf(item, decoded, { dotsToUnderscores }) }
}

function outcomeOf(item: BfclCase, decoded: Decoded, options: { dotsToUnderscores?: boolean }): Outcome {
  if (isRelevance(item.category)) {
    const isUnread = !decoded.ok && decoded.errorType !== WRONG_FORMAT
    return checkRelevance(item.category, decoded.ok ? decoded.calls : [], isUnread ? decoded.error : null)
  }
  if (decoded.ok) return check(item, decoded.calls, options)
  if (decoded.errorType === WRONG_FORMAT)
    return invalid(
      WRONG_FORMAT,
      'Did not output in the specified format. Note: the model_result is wrapped in a string to ensure json serializability.',
    )
  return invalid(decoded.errorType, `Invalid syntax. Failed to decode AST. ${decoded.error}`)
}

/** The text of `BFCL_v3_<category>_score.json`: the accuracy, then the lines of the failures, without a last line end. */
export function scoreFile({ total, failures }: { total: number; failures: string[] }): string {
  const correct = total - failures.length
  const accuracy = total === 0 ? '0.0' : accuracyText(correct / total)
  const head = `{"accuracy": ${accuracy}, "correct_count": ${correct}, "total_count": ${total}}`
  return [head, ...failures].join('\n')
}

/** The line of a reply that failed. */
export function failureLine(options: { model: string; category: string; judged: Judged }): string {
  return lineOf(failureParts(options))
}

/** A float as Python prints it: 1.0 and 0.0 keep their point. */
function accuracyText(accuracy: number): string {
  return Number.isInteger(accuracy) ? `${accuracy}.0` : String(accuracy)
}

function failureParts(options: { model: string; category: string; judged: Judged }): Part[] {
  const { model, category } = options
  const { id, item, result, decoded, outcome } = options.judged
  const head: Part[] = [
    ['id', id],
    ['model_name', model],
    ['test_category', category],
    ['valid', false],
    ['error', outcome.errors],
    ['error_type', outcome.errorType],
    ['prompt', item],
  ]
  const read = decoded.ok ? decoded.calls : (decoded.decoded ?? null)
  if (isRelevance(category)) return [...head, ['model_result', result], ['decoded_result', read]]
  const answers: Part = ['possible_answer', item.answers ?? []]
  if (outcome.errorType === WRONG_FORMAT)
    return [...head, ['model_result_raw', str(result)], ['model_result_decoded', str(read)], answers]
  const raw: Part = ['model_result_raw', result]
  return decoded.ok ? [...head, raw, ['model_result_decoded', read], answers] : [...head, raw, answers]
}
