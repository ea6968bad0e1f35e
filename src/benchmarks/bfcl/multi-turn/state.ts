// The public attributes of simulated APIs as plain JSON, for people and for comparisons from outside.
import type { Json } from '../../../dialogue/dialogue.ts'
import { repr } from '../../../files/python-repr.ts'
import { toTagged } from '../../../files/tagged.ts'
import { Complex, Float, PySet, PythonObject, Tuple, type Value } from '../../../files/values.ts'
import { currentPath } from '../worlds/file-system.ts'
import { Directory, FileNode } from '../worlds/file-tree.ts'
import type { Instance, World } from '../worlds/world.ts'

export type States = Record<string, Record<string, Json>>

/**
 * The attributes of each API by its name. A directory is `{ $dir: name, contents }`, a file `{ $file: name, content }`,
 * a set `{ $set: [...] }` in order; whole floats are integers, since Python's == takes them for the same. The file
 * system has its working directory as `$cwd`.
 */
export function statesOf(world: World): States {
  const states: States = {}
  for (const [name, instance] of world.instances) states[name] = stateOf(instance)
  return states
}

function stateOf(instance: Instance): Record<string, Json> {
  const state: Record<string, Json> = {}
  for (const [name, value] of Object.entries(instance.attributes())) state[name] = plain(value, [])
  if (instance.type === 'GorillaFileSystem') state['$cwd'] = currentPath(instance.state) as string
  return state
}

function plain(value: Value, above: Value[]): Json {
  if (value instanceof Float && Number.isFinite(value.value)) return value.value
  if (value === null || typeof value !== 'object') return toTagged(value)
  // A directory that was copied into itself holds itself.
  if (above.includes(value)) return { $cycle: true }
  const within = [...above, value]
  if (Array.isArray(value)) return value.map(item => plain(item, within))
  if (value instanceof Tuple) return { $tuple: value.items.map(item => plain(item, within)) }
  if (value instanceof Map) return plainDict(value, within)
  if (value instanceof PySet) return { $set: sorted(value.items.map(item => plain(item, within))) }
  if (value instanceof FileNode) return { $file: keyText(value.name), content: plain(value.content, within) }
  if (value instanceof Directory)
    return { $dir: keyText(value.name), contents: plainDict(value.contents, within) }
  return value instanceof PythonObject || value instanceof Complex ? repr(value) : toTagged(value)
}

function plainDict(dict: Map<Value, Value>, within: Value[]): Json {
  const json: { [key: string]: Json } = Object.create(null)
  for (const [key, item] of dict) json[keyText(key)] = plain(item, within)
  return json
}

function keyText(key: Value): string {
  return typeof key === 'string' ? key : repr(key)
}

function sorted(items: Json[]): Json[] {
  return items.sort((a, b) =>
    typeof a === 'number' && typeof b === 'number' ? a - b : JSON.stringify(a) < JSON.stringify(b) ? -1 : 1,
  )
}
