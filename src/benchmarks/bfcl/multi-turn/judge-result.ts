// Judges a line of a multi-turn result file, and writes what failed as the official score file does (eval_runner.py).
import type { Verdict } from '../../../eval/benchmark.ts'
import { str } from '../../../files/python-repr.ts'
import type { Dict, Value } from '../../../files/values.ts'
import type { BfclCase } from '../cases.ts'
import { invalid } from '../check/outcome.ts'
import { explain } from '../reasons.ts'
import { lineOf } from '../score-line.ts'
import { checkTurns, type TurnsOptions, type TurnsOutcome } from './check-turns.ts'
import { readTurns, type StepReader } from './read-steps.ts'

export type TurnsReply = { id?: Value; item: BfclCase; result: Value; log?: Value; read: StepReader }

export type JudgedTurns = {
  id: Value
  item: BfclCase
  result: Value
  log: Value
  /** Texts of calls as they were read; empty where the result is no list of turns. */
  turns: string[][][]
  outcome: TurnsOutcome
}

/** A result that is no list of turns is an error of its own, and is cut off besides. */
export function judgeTurns(reply: TurnsReply, options: TurnsOptions = {}): JudgedTurns {
  const { item, result, read, id = item.id, log = '' } = reply
  const isList = Array.isArray(result)
  const turns = isList ? readTurns(result, read) : []
  const checked = checkTurns(item, turns, { ...options, stopsAtFailure: true })
  const outcome = isList
    ? checked
    : {
        ...checked,
        ...invalid(
          'multi_turn:inference_error',
          'Error during inference phase. Model did not output a list of model responses.',
        ),
      }
  return { id, item, result, log, turns, outcome }
}

/** What is told of a judged case; `given` shows the turn that decides, both sides. */
export function turnsVerdict({ item, turns, outcome }: JudgedTurns): Verdict {
  const metrics = { accuracy: Number(outcome.valid), calls: turns.flat(2).length }
  if (outcome.valid) return { correct: true, metrics }
  const { errorType, failedTurn } = outcome
  const explained = explain(outcome, { calls: [], functions: [], wanted: 0 })
  return {
    correct: false,
    metrics,
    errorType: errorType!,
    ...explained,
    ...(failedTurn !== null && { given: sayTurn(item, turns, outcome, failedTurn) }),
  }
}

/** The calls and results of a turn: the model's, then those of the ground truth. */
function sayTurn(item: BfclCase, turns: string[][][], outcome: TurnsOutcome, turn: number): string {
  const calls = turns[turn]?.flat() ?? []
  const results = outcome.results[turn]?.flat() ?? []
  const gold = (item.answers as string[][])[turn] ?? []
  const say = (call: string, result: string | undefined) => `${call}\n  → ${cut(result ?? '')}`
  return [
    `turn ${turn + 1}, the model:`,
    ...(calls.length === 0 ? ['(no call)'] : calls.map((call, at) => say(call, results[at]))),
    'expected:',
    ...gold.map((call, at) => say(call, outcome.gold[turn]?.[at])),
  ].join('\n')
}

const LONGEST = 300

function cut(text: string): string {
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text
}

/** The line, or for a result that is no list the two lines, of a case that failed. */
export function turnsFailure(judged: JudgedTurns, model: string): string {
  const { result, outcome } = judged
  if (!Array.isArray(result)) {
    const length = typeof result === 'string' ? Array.from(result).length : 0
    const wanted = (judged.item.answers as Value[]).length
    const cutOff = `Model was force-terminated during inference phase. The length of the model result turns (${length}) does not match the length of the ground truth turns (${wanted}).`
    return [
      unjudgedLine(judged, model, 'multi_turn:inference_error', str(outcome.errors[0]!)),
      unjudgedLine(judged, model, 'multi_turn:force_terminated', cutOff),
    ].join('\n')
  }
  if (outcome.errorType === 'multi_turn:force_terminated')
    return unjudgedLine(judged, model, outcome.errorType, str(outcome.errors[0]!))
  const error: Dict = new Map<Value, Value>([
    ['error_message', outcome.errors[0]!],
    ['error_type', outcome.errorType],
  ])
  for (const [key, value] of outcome.details) error.set(key, value)
  return lineOf([
    ...head(judged, model),
    ['error', error],
    ['prompt', judged.item],
    ['model_result_raw', result],
    ['model_result_decoded', judged.turns],
    ['possible_answer', judged.item.answers ?? []],
    ['inference_log', judged.log],
  ])
}

function unjudgedLine(judged: JudgedTurns, model: string, type: string, message: string): string {
  return lineOf([
    ...head(judged, model),
    [
      'error',
      new Map<Value, Value>([
        ['error_message', [message]],
        ['error_type', type],
      ]),
    ],
    ['prompt', judged.item],
    ['model_result', judged.result],
    ['possible_answer', judged.item.answers ?? []],
  ])
}

function head({ id, item }: JudgedTurns, model: string): [string, Value][] {
  return [
    ['id', id],
    ['model_name', model],
    ['test_category', item.category],
    ['valid', false],
  ]
}
