// What is wrong with calls, in the paper's words: the first mistake that keeps a prediction from being the gold call.
import { str } from '../../files/python-repr.ts'
import type { Dict, Value } from '../../files/values.ts'
import { asCalls, type GoldCall, readCalls } from './calls.ts'

/** A kind of mistake, with one plain sentence. */
export type Mistake = { errorClass: string; reason: string }

/**
 * Compares a prediction's text with the gold calls; `null` where the calls are the same in any order, every argument
 * equal as Python prints it. `said` is the prediction read, where that is at hand; `offered` gives the names of the tools of the question.
 */
export function findMistake(
  predict: string,
  gold: GoldCall[],
  offered: () => string[],
  said = readCalls(predict),
): Mistake | null {
  const read = asCalls(said)
  if (!read.ok) return unreadable(predict, gold, read.reason)
  const open = [...gold]
  const wrong = read.calls.filter(call => {
    const at = open.findIndex(other => sameCall(call, other))
    if (at >= 0) open.splice(at, 1)
    return at < 0
  })
  const stranger = wrong.find(
    ({ name }) => !gold.some(call => call.name === name) && !offered().includes(name as string),
  )
  if (stranger)
    return { errorClass: 'undefined function', reason: `there is no function ${show(stranger.name)}` }
  for (const call of wrong) {
    const meant = open.find(other => other.name === call.name)
    if (meant) return argumentMistake(call, meant)
  }
  if (open.length > 0) return missing(open[0]!, read.calls)
  return wrong.length === 0
    ? null
    : { errorClass: 'unneeded call', reason: `${show(wrong[0]!.name)} was called besides what was needed` }
}

function sameCall(left: GoldCall, right: GoldCall): boolean {
  return (
    left.name === right.name &&
    left.parameters.size === right.parameters.size &&
    [...right.parameters].every(([key, value]) => sameValue(left.parameters, key, value))
  )
}

function sameValue(parameters: Dict, key: Value, value: Value): boolean {
  return parameters.has(key) && str(parameters.get(key)!) === str(value)
}

function unreadable(predict: string, gold: GoldCall[], reason: string): Mistake {
  const begun = gold.some(({ name }) => typeof name === 'string' && predict.includes(name))
  return begun ? { errorClass: 'wrong syntax', reason } : missing(gold[0]!, [])
}

function missing(gold: GoldCall, calls: GoldCall[]): Mistake {
  const instead =
    calls.length === 0
      ? 'no call was made'
      : `found ${calls
          .map(({ name }) => show(name))
          .join(', ')
          .slice(0, 120)}`
  return { errorClass: 'missing function', reason: `expected ${show(gold.name)}; ${instead}` }
}

function argumentMistake(call: GoldCall, gold: GoldCall): Mistake {
  for (const key of call.parameters.keys())
    if (!gold.parameters.has(key))
      return {
        errorClass: 'hallucinated argument',
        reason: `${show(key)} is an argument that nobody asked for`,
      }
  for (const key of gold.parameters.keys())
    if (!call.parameters.has(key))
      return { errorClass: 'missing argument', reason: `${show(gold.name)} was called without ${show(key)}` }
  const [key, value] = [...gold.parameters].find(([name, one]) => !sameValue(call.parameters, name, one))!
  return {
    errorClass: 'wrong value',
    reason: `expected ${show(key)} to be ${show(value)}, found ${show(call.parameters.get(key)!)}`,
  }
}

function show(value: Value): string {
  return str(value).slice(0, 60)
}
