// Judges one official prediction: a call by executing it, a response by ROUGE-L.
import type { Json } from '../../dialogue/dialogue.ts'
import type { Verdict } from '../../eval/benchmark.ts'
import { PythonError } from '../../files/python-error.ts'
import type { ApibankCase } from './cases.ts'
import { judgeCall, judgePlanCall, type OfficialVerdict } from './official.ts'
import { parseCall } from './parse.ts'
import { scorePlanResponse, scoreResponse } from './response.ts'
import type { World } from './world.ts'

/** Executes an official call in `world`; the verdict of the gold call through the same path stands beside it. */
export function scoreExecuted(item: ApibankCase, predict: string, world: World): Verdict {
  const gold = item.gold!
  const judge = item.level === 3 ? judgePlanCall : judgeCall
  const verdict = judge(world, gold, predict)
  const ceiling = judge(world.fresh(), gold, item.expected)
  return {
    correct: verdict.correct,
    metrics: {
      executed: Number(verdict.correct),
      'gold-executed': Number(ceiling.correct),
      'named-right': Number(parseCall(predict).name === gold.name),
    },
    ...(verdict.error && { errorType: verdict.error, ...explain(verdict, gold.name, predict) }),
    expected: { call: item.expected, result: gold.result as unknown as Json },
    given: { call: predict, result: (verdict.result ?? null) as unknown as Json },
  }
}

const CLASSES: Record<string, string> = {
  NO_API_CALL: 'wrong syntax',
  API_NAME_MISMATCH: 'missing function',
  HAS_EXCEPTION: 'call failed',
  INPUT_MISMATCH: 'wrong value',
  OUTPUT_MISMATCH: 'wrong result',
  INVALID_INPUT_PARAMETER: 'hallucinated argument',
  MISS_INPUT_ARGUMENT: 'missing argument',
  KEY_ERROR: 'official check fails',
  UNSORTED: 'wrong value',
  BREAKS_OFF: 'official check fails',
}

function explain(
  verdict: OfficialVerdict,
  name: string,
  predict: string,
): { errorClass: string; reason: string } {
  const { error, raised, result } = verdict
  return { errorClass: CLASSES[error!]!, reason: sayReason() }

  function sayReason(): string {
    if (error === 'NO_API_CALL') return 'no call in brackets on one line can be read'
    if (raised) return `${raised.type}: ${raised.message}`.slice(0, 200)
    if (error === 'API_NAME_MISMATCH')
      return `expected ${name}, found ${parseCall(predict).name?.slice(0, 60)}`
    if (error === 'HAS_EXCEPTION') return `the call reports: ${result!.exception}`.slice(0, 200)
    if (error === 'KEY_ERROR') return 'the official check looks for a key that the result does not have'
    const what = error === 'OUTPUT_MISMATCH' ? 'result' : 'input'
    return `the call's ${what} is not that of the gold call`
  }
}

/** ROUGE-L of a response; where the official package would break off, the score is 0 and the error is named. */
export function scoreSaid(item: ApibankCase, predict: string): Verdict {
  const score = item.level === 3 ? scorePlanResponse : scoreResponse
  try {
    const value = score(predict, item.said!)
    return { correct: value >= 0.5, metrics: { 'rouge-l': value }, expected: item.said!, given: predict }
  } catch (error) {
    if (!(error instanceof PythonError)) throw error
    return {
      correct: false,
      metrics: { 'rouge-l': 0 },
      errorType: error.type,
      errorClass: 'no response',
      reason: `the official metric breaks off: ${error.message}`,
      expected: item.said!,
      given: predict,
    }
  }
}
