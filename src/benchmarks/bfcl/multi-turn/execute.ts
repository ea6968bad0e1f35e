// Runs texts of calls in a world and gives the official result texts (multi_turn_eval/multi_turn_utils.py).
import { dumpJson } from '../../../files/python-dump.ts'
import { PythonError } from '../../../files/python-error.ts'
import { str } from '../../../files/python-repr.ts'
import type { Value } from '../../../files/values.ts'
import { assertPrintable } from '../python/budget.ts'
import { evaluateWith } from '../python/evaluate-text.ts'
import { readPlainCalls } from '../decode/plain-calls.ts'
import type { World } from '../worlds/world.ts'

/** Names that the official code refuses to call. */
const REFUSED = ['kill', 'exit', 'quit', 'remove', 'unlink', 'popen', 'Popen', 'run']

const NAME_BEFORE_PARENTHESIS =
  /(?<![\p{L}\p{N}_])([a-zA-Z_][\p{L}\p{N}_]*)[\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]*(?=\()/gu

/** The result text of each call, in order; errors are texts too. */
export function executeCalls(world: World, calls: readonly string[]): string[] {
  return calls.map(call => executeCall(world, call))
}

export function executeCall(world: World, call: string): string {
  try {
    const value = runPlain(world, call)
    return resultText(world, value === undefined ? runText(world, call) : value)
  } catch (error) {
    if (error instanceof PythonError) return `Error during execution: ${error.message}`
    if (error instanceof RangeError) return `Error during execution: ${rangeMessage(error)}`
    throw error
  }
}

/** `undefined` for what is more than one method called with plain named values, which is how nearly all texts look. */
function runPlain({ holders }: World, call: string): Value | undefined {
  const at = call.indexOf('(')
  const holder = holders.get(call.slice(0, at))
  // In a second parenthesis a text might be changed, and beside a name that comes twice stands another "=".
  if (!holder || call.includes('(', at + 1)) return undefined
  const given = readPlainCalls(call)?.[0]?.values().next().value
  if (!(given instanceof Map) || call.split('=').length - 1 !== given.size) return undefined
  return holder.call(call.slice(0, at), { positional: [], keywords: [...given] as [string, Value][] })
}

function runText(world: World, call: string): Value {
  const text = nameInstances(world, call)
  refuse(text)
  return evaluateText(world, text)
}

/** A stack or a text that grew beyond what the machine holds. */
function rangeMessage(error: RangeError): string {
  return error.message.includes('call stack')
    ? 'maximum recursion depth exceeded'
    : 'the call makes values that are too large and was stopped'
}

/** Puts the instance before each method's name; white space before a parenthesis goes, in string literals too. */
export function nameInstances({ holders }: World, call: string): string {
  return call.replace(NAME_BEFORE_PARENTHESIS, (_, name: string) => {
    const holder = holders.get(name)
    return holder ? `${holder.name}.${name}` : name
  })
}

function refuse(text: string): void {
  const name = text.includes('(') ? text.slice(0, text.indexOf('(')) : text
  const last = name.includes('.') ? name.split('.')[1]! : name
  if (REFUSED.includes(last)) throw new PythonError('Exception', `Function call ${last} is not allowed.`)
}

function evaluateText(world: World, text: string): Value {
  const names = new Map<string, Value>()
  for (const instance of world.instances.values()) names.set(instance.name, instance)
  return evaluateWith(names, text)
}

/** Texts as they are, dictionaries as JSON where JSON can hold them, all else as Python prints it. */
function resultText({ knownJson }: World, value: Value): string {
  if (typeof value === 'string') return value
  assertPrintable(value)
  if (!(value instanceof Map)) return str(value)
  try {
    return dumpJson(value, knownJson)
  } catch (error) {
    if (error instanceof PythonError) return str(value)
    throw error
  }
}
