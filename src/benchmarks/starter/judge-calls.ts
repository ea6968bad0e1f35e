// Judges calls against the gold ones, and names what is wrong in the paper's words.
import type { AssistantTurn, Call, Json } from '../../dialogue/dialogue.ts'
import { argumentsOf, serviceOf, toolNamed } from '../../data/starter/services.ts'
import { hasType } from '../../data/starter/world.ts'

/** A kind of mistake with one sentence about it. */
export type Mistake = { errorClass: string; reason: string }

/** The first mistake of a step that has to call, or null where the calls are exactly the gold ones, in any order. */
export function findMistake(given: AssistantTurn, gold: Call[]): Mistake | null {
  const calls = given.calls ?? []
  if (calls.length === 0) return withoutCalls(given, gold)
  const open = [...gold]
  const wrong: Call[] = []
  for (const call of calls) {
    const at = open.findIndex(other => sameCall(call, other))
    if (at < 0) wrong.push(call)
    else open.splice(at, 1)
  }
  for (const call of wrong) if (!serviceOf(call.name)) return undefinedFunction(call)
  for (const call of wrong) {
    const meant = open.find(other => other.name === call.name)
    if (meant) return argumentMistake(call, meant)
  }
  if (open.length > 0) return missingFunction(open[0]!, calls)
  if (wrong.length > 0)
    return { errorClass: 'unneeded call', reason: `${wrong[0]!.name} was called besides what was needed` }
  return null
}

/** Equal names and equal arguments of equal types; upper and lower case do not matter, as in the databases. */
export function sameCall(a: Call, b: Call): boolean {
  const names = Object.keys(a.arguments)
  return (
    a.name === b.name &&
    names.length === Object.keys(b.arguments).length &&
    names.every(name => Object.hasOwn(b.arguments, name) && sameValue(a.arguments[name]!, b.arguments[name]!))
  )
}

/** The gold values are texts and whole numbers; anything else equals none of them. */
function sameValue(a: Json, b: Json): boolean {
  return typeof a === 'string' && typeof b === 'string' ? a.toLowerCase() === b.toLowerCase() : a === b
}

function withoutCalls(given: AssistantTurn, gold: Call[]): Mistake {
  const reply = given.raw ?? given.text ?? ''
  if (/\bAction:/.test(reply) || gold.some(call => reply.includes(`${call.name}(`)))
    return { errorClass: 'wrong syntax', reason: 'the reply begins a call that cannot be read' }
  return missingFunction(gold[0]!, [])
}

function missingFunction(gold: Call, calls: Call[]): Mistake {
  const instead = calls.length === 0 ? 'no call was made' : `found ${names(calls)}`
  return { errorClass: 'missing function', reason: `expected ${gold.name}; ${instead}` }
}

function undefinedFunction(call: Call): Mistake {
  return { errorClass: 'undefined function', reason: `there is no function ${call.name.slice(0, 60)}` }
}

/** Arguments that do not exist or were not asked for, then those that are missing, of another type, of another value. */
function argumentMistake(call: Call, gold: Call): Mistake {
  const { all } = argumentsOf(toolNamed(gold.name))
  for (const name of Object.keys(call.arguments)) {
    if (Object.hasOwn(gold.arguments, name)) continue
    const why = Object.hasOwn(all, name) ? 'nobody asked for' : `${gold.name} does not have`
    return { errorClass: 'hallucinated argument', reason: `${name.slice(0, 60)} is an argument that ${why}` }
  }
  for (const name of Object.keys(gold.arguments))
    if (!Object.hasOwn(call.arguments, name))
      return { errorClass: 'missing argument', reason: `${gold.name} was called without ${name}` }
  for (const [name, value] of Object.entries(call.arguments))
    if (!hasType(value, String(all[name]!.type)))
      return { errorClass: 'wrong argument type', reason: `${name} must be of type ${all[name]!.type}` }
  const [name, value] = Object.entries(gold.arguments).find(
    ([name, value]) => !sameValue(call.arguments[name]!, value),
  )!
  return {
    errorClass: 'wrong value',
    reason: `expected ${name} to be ${String(value)}, found ${String(call.arguments[name]).slice(0, 60)}`,
  }
}

function names(calls: Call[]): string {
  return calls.map(call => call.name.slice(0, 60)).join(', ')
}
