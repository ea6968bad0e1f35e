// Call-level counts as Hammer's evaluation/evaluate.py makes them, and our own question: is the whole call right?
import { parsePythonJson } from '../../files/python-json.ts'
import { str } from '../../files/python-repr.ts'
import { type Dict, fromJson, type Value } from '../../files/values.ts'

/** A label and a prediction as texts, the keys as LLaMA-Factory writes them. */
export type LabelledText = { label: string; predict: string }

/** Hammer's counters. A prediction that cannot be read counts as one predicted call. */
export type CallCounts = {
  gold: number
  predicted: number
  correct: number
  goldParameters: number
  predictedParameters: number
  correctParameters: number
}

/** `precision`, `recall`, `f1` are fractions; `null` where the official code leaves them out (a counter is 0). */
export type CallRates = { precision: number; recall: number; f1: number } | null

/** `crashes`: rows at which the official run ends; what they counted until then is in, and counting goes on. */
export type CallScores = CallCounts & {
  api: CallRates
  parameter: CallRates
  crashes: { row: number; error: string }[]
}

/** Counts over all rows, as the official code adds them up. Throws where a label is not a list of calls. */
export function scoreCalls(rows: LabelledText[]): CallScores {
  const counts = noCounts()
  const crashes: CallScores['crashes'] = []
  for (const [row, { label, predict }] of rows.entries()) {
    const error = countRow(counts, readLabel(label), readCalls(predict))
    if (error !== null) crashes.push({ row, error })
  }
  return { ...counts, ...ratesOf(counts), crashes }
}

export function noCounts(): CallCounts {
  return {
    gold: 0,
    predicted: 0,
    correct: 0,
    goldParameters: 0,
    predictedParameters: 0,
    correctParameters: 0,
  }
}

export function ratesOf(counts: CallCounts): { api: CallRates; parameter: CallRates } {
  return {
    api: rates(counts.correct, counts.predicted, counts.gold),
    parameter: rates(counts.correctParameters, counts.predictedParameters, counts.goldParameters),
  }
}

function rates(correct: number, predicted: number, gold: number): CallRates {
  if (correct * predicted * gold === 0) return null
  const precision = correct / predicted
  const recall = correct / gold
  return { precision, recall, f1: (2 * precision * recall) / (precision + recall) }
}

/** A gold call; values are kept as Python sees them, since they are compared as Python prints them. */
export type GoldCall = { name: Value; parameters: Dict }

export function readLabel(label: string): GoldCall[] {
  const calls = readCalls(label)
  const gold = Array.isArray(calls) ? calls.map(goldCall) : [undefined]
  if (gold.some(call => call === undefined))
    throw new Error(
      `apibank: expected a label that is a JSON list of calls with name and arguments, found ${label.slice(0, 80)}`,
    )
  return gold as GoldCall[]
}

function goldCall(call: Value): GoldCall | undefined {
  if (!(call instanceof Map)) return undefined
  const parameters = call.get('arguments')
  return call.has('name') && parameters instanceof Map ? { name: call.get('name')!, parameters } : undefined
}

/** What a text says: the list, another JSON value that has no calls, or `undefined` where nothing can be read. */
export function readCalls(text: string): Value | undefined {
  const value = readJson(text.replaceAll('```json', '').replaceAll('```', ''))
  if (value instanceof Map && value.has('tool_calls')) return value.get('tool_calls') ?? []
  if (Array.isArray(value) && value.includes('tool_calls')) return undefined
  return value
}

/**
 * JSON as Python reads it. Where nothing but strings, names and few brackets stand, JavaScript's own reader, which is
 * quicker, reads the same.
 */
function readJson(text: string): Value | undefined {
  try {
    return isPlain(text) ? fromJson(JSON.parse(text)) : parsePythonJson(text)
  } catch {
    return undefined
  }
}

function isPlain(text: string): boolean {
  if (text.length > 10_000) return false
  const bare = text.replace(/"(?:[^"\\]|\\.)*"/g, '')
  return bare.length < 300 && !/[-\dNI]/.test(bare)
}

/** Adds one row to the counts; gives the error at which the official run ends, if it does. */
export function countRow(counts: CallCounts, gold: GoldCall[], calls: Value | undefined): string | null {
  counts.gold += gold.length
  for (const { parameters } of gold) counts.goldParameters += spoken(parameters).length
  if (!Array.isArray(calls)) {
    counts.predicted++
    return null
  }
  counts.predicted += calls.length
  for (const call of calls) {
    const error = countCall(counts, gold, call)
    if (error !== null) return error
  }
  return null
}

function countCall(counts: CallCounts, gold: GoldCall[], call: Value): string | null {
  if (!(call instanceof Map)) return 'TypeError'
  if (!call.has('arguments')) return 'KeyError'
  const parameters = call.get('arguments')
  if (!(parameters instanceof Map)) return 'AttributeError'
  counts.predictedParameters += spoken(parameters).length
  if (!call.has('name')) return null
  const name = call.get('name')!
  const named = gold.filter(one => isSame(one.name, name))
  if (named.length === 0) return null
  counts.correct++
  const correct = named.map(one => correctParameters(one.parameters, parameters))
  counts.correctParameters += correct.find(count => count > 0) ?? 0
  return null
}

/** Two calls without arguments agree in one parameter that no denominator knows; that is how the source counts. */
function correctParameters(gold: Dict, given: Dict): number {
  const said = new Map(spoken(given))
  if (gold.size === 0) return said.size === 0 ? 1 : 0
  return spoken(gold).filter(([name, value]) => said.has(name) && str(said.get(name)!) === str(value)).length
}

/** The arguments whose value is not the empty text. */
function spoken(parameters: Dict): [Value, Value][] {
  return [...parameters].filter(([, value]) => value !== '')
}

function isSame(left: Value, right: Value): boolean {
  return typeof left === 'string' ? left === right : typeof right !== 'string' && str(left) === str(right)
}

/** What a text says as calls, for judging whole calls: fences are dropped, anything else must be JSON. */
export type ReadCalls = { ok: true; calls: GoldCall[] } | { ok: false; reason: string }

export function asCalls(calls: Value | undefined): ReadCalls {
  if (calls === undefined) return { ok: false, reason: 'the reply is not JSON' }
  if (!Array.isArray(calls)) return { ok: false, reason: 'the reply is JSON, but no list of calls' }
  const read = calls.map(goldCall)
  if (read.includes(undefined))
    return { ok: false, reason: 'the list holds something that is no call with name and arguments' }
  return { ok: true, calls: read as GoldCall[] }
}
