// The official verdict on one predicted call: parsed, executed in a world, its result compared with the gold one.
import type { Json } from '../../dialogue/dialogue.ts'
import { PythonError } from '../../files/python-error.ts'
import { isEqual, type Row } from './apis/api.ts'
import type { CallResult } from './cases.ts'
import { parseCall } from './parse.ts'
import type { World } from './world.ts'

/** Words of evaluator_by_json.py; UNSORTED is wrong for a reason it has no word for, BREAKS_OFF ends its run. */
export type OfficialError =
  | 'NO_API_CALL'
  | 'API_NAME_MISMATCH'
  | 'HAS_EXCEPTION'
  | 'INPUT_MISMATCH'
  | 'OUTPUT_MISMATCH'
  | 'INVALID_INPUT_PARAMETER'
  | 'KEY_ERROR'
  | 'MISS_INPUT_ARGUMENT'
  | 'UNSORTED'
  | 'BREAKS_OFF'

/** `raised` is Python's error where one was raised outside of the class. */
export type OfficialVerdict = {
  correct: boolean
  error?: OfficialError
  raised?: { type: string; message: string }
  result?: CallResult
}

export type Gold = { name: string; result: CallResult }

/** Levels 1 and 2 (evaluator.py, evaluator_by_json.py). The world should be fresh: earlier turns leave no trace. */
export function judgeCall(world: World, gold: Gold, prediction: string): OfficialVerdict {
  const { call, name, parameters } = parseCall(prediction)
  if (call === null) return { correct: false, error: 'NO_API_CALL' }
  if (name !== gold.name) return { correct: false, error: 'API_NAME_MISMATCH' }
  let result: CallResult | undefined
  try {
    result = world.call(name, parameters!)
    if (world.check(result, gold.result, name)) return { correct: true, result }
    return { correct: false, error: whyWrong(result, gold.result, name), result }
  } catch (error) {
    if (!(error instanceof PythonError)) throw error
    const raised = { type: error.type, message: error.message }
    return { correct: false, error: sortError(error), raised, ...(result && { result }) }
  }
}

function sortError({ type, message }: PythonError): OfficialError {
  if (type === 'KeyError') return 'KEY_ERROR'
  if (type === 'AssertionError' && message.includes('The API name is not correct.'))
    return 'API_NAME_MISMATCH'
  if (type === 'AssertionError' && message.includes('invalid parameter name'))
    return 'INVALID_INPUT_PARAMETER'
  const isMissing = message.includes('missing') && message.includes('required positional argument')
  return isMissing && type !== 'AssertionError' ? 'MISS_INPUT_ARGUMENT' : 'BREAKS_OFF'
}

function whyWrong(result: CallResult, gold: CallResult, name: string): OfficialError {
  if (result.exception) return 'HAS_EXCEPTION'
  if (!isEqual(result.output, gold.output)) return 'OUTPUT_MISMATCH'
  // The check of meetings takes the topic out of both inputs, so a wrong topic alone is not seen here.
  return isEqual(withoutTopic(result.input, name), withoutTopic(gold.input, name))
    ? 'UNSORTED'
    : 'INPUT_MISMATCH'
}

function withoutTopic(input: Json, name: string): Json {
  if (!/^(?:Add|Modify|Query)Meeting$/.test(name)) return input
  const { meeting_topic: _topic, ...rest } = (input ?? {}) as Row
  return rest
}

/** Level 3 (lv3_evaluator.py): one world for the whole run, no look at the name, keywords split before capitals. */
export function judgePlanCall(world: World, gold: Gold, prediction: string): OfficialVerdict {
  const { call, name, parameters } = parseCall(prediction)
  if (call === null) return { correct: false, error: 'NO_API_CALL' }
  let result: CallResult | undefined
  try {
    result = world.call(name!, name === 'ToolSearcher' ? splitKeywords(parameters!) : parameters!)
    const correct = world.judge(result, gold.result, gold.name)
    return correct ? { correct, result } : { correct, error: planError(result, gold), result }
  } catch (error) {
    if (!(error instanceof PythonError)) throw error
    const raised = { type: error.type, message: error.message }
    return {
      correct: false,
      error: sortPlanError(error, result !== undefined),
      raised,
      ...(result && { result }),
    }
  }
}

function splitKeywords(parameters: Row): Row {
  const { keywords } = parameters
  if (keywords === undefined) throw new PythonError('Exception', "'keywords'")
  const split = (keywords as string).replace(/\p{Lu}/gu, capital => ` ${capital}`).trim()
  return { ...parameters, keywords: split }
}

function planError(result: CallResult, gold: Gold): OfficialError {
  if (result.exception) return 'HAS_EXCEPTION'
  return isEqual(result.output, gold.result.output) ? 'INPUT_MISMATCH' : 'OUTPUT_MISMATCH'
}

/** A type error of the call is wrong, one of the check ends the run; a failed assertion is wrong in both. */
function sortPlanError({ type, message }: PythonError, executed: boolean): OfficialError {
  if (type === 'AssertionError')
    return message.startsWith('invalid parameter name') ? 'INVALID_INPUT_PARAMETER' : 'API_NAME_MISMATCH'
  if (executed) return 'BREAKS_OFF'
  if (type === 'TypeError')
    return message.includes('required positional') ? 'MISS_INPUT_ARGUMENT' : 'HAS_EXCEPTION'
  return message === 'invalid tool name.' ? 'API_NAME_MISMATCH' : 'BREAKS_OFF'
}
