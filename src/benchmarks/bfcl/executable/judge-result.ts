// Judges a line of an executable category's result file, and writes what failed as the official score file did (eval_runner.py of February 2025).
import type { Verdict } from '../../../eval/benchmark.ts'
import { PythonError } from '../../../files/python-error.ts'
import { str } from '../../../files/python-repr.ts'
import type { Value } from '../../../files/values.ts'
import type { BfclCase } from '../cases.ts'
import type { Outcome } from '../check/outcome.ts'
import type { StepReader } from '../multi-turn/read-steps.ts'
import { explain } from '../reasons.ts'
import { lineOf, type Part } from '../score-line.ts'
import { checkExecutableCase, isReplayed } from './check-case.ts'

export type JudgedExecutable = {
  id: Value
  item: BfclCase
  result: Value
  decoded: string[] | PythonError
  outcome: Outcome & { output?: Value }
}

export function judgeExecutable(reply: {
  id?: Value
  item: BfclCase
  result: Value
  read: StepReader
}): JudgedExecutable {
  const { item, result, read, id = item.id } = reply
  const decoded = readCalls(result, read)
  return { id, item, result, decoded, outcome: checkExecutableCase(item, decoded) }
}

function readCalls(result: Value, read: StepReader): string[] | PythonError {
  try {
    return read(result)
  } catch (error) {
    if (error instanceof PythonError) return error
    throw error
  }
}

/** `replayed` is 1 for cases whose true answers only a service knows. */
export function executableVerdict({ item, decoded, outcome }: JudgedExecutable): Verdict {
  const metrics = { accuracy: Number(outcome.valid), replayed: Number(isReplayed(item)) }
  if (outcome.valid) return { correct: true, metrics }
  const calls: Value[] = decoded instanceof PythonError ? [] : decoded
  const wanted = (item.entry.get('ground_truth') as Value[]).length
  return {
    correct: false,
    metrics,
    errorType: outcome.errorType!,
    ...explain(outcome, { calls, functions: [], wanted }),
    ...(calls.length > 0 && { given: calls.map(str).join('\n') }),
  }
}

export function executableFailure(judged: JudgedExecutable, model: string): string {
  const { id, item, result, decoded, outcome } = judged
  const isUnformatted = outcome.errorType === 'executable_decoder:wrong_output_format'
  const parts: Part[] = [
    ['id', id],
    ['model_name', model],
    ['test_category', item.category],
    ['valid', false],
    ['error', outcome.errors],
    ['error_type', outcome.errorType],
    ['prompt', item],
    ['model_result_raw', isUnformatted ? str(result) : result],
  ]
  if (!(decoded instanceof PythonError))
    parts.push(['model_result_decoded', isUnformatted ? str(decoded) : decoded])
  if (outcome.output !== undefined) parts.push(['model_executed_output', outcome.output])
  return lineOf(parts)
}
