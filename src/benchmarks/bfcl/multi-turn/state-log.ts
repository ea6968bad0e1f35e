// The states of a world as the official inference log has them: JSON where it can be, else as Python prints it.
import type { Json } from '../../../dialogue/dialogue.ts'
import { dumpJson } from '../../../files/python-dump.ts'
import { PythonError } from '../../../files/python-error.ts'
import { str } from '../../../files/python-repr.ts'
import type { Value } from '../../../files/values.ts'
import type { World } from '../worlds/world.ts'

/** One entry for each API that has a state. */
export function stateLog(world: World): Json[] {
  const entries: Json[] = []
  for (const [name, instance] of world.instances) {
    if (name === 'MathAPI') continue
    const content: { [key: string]: Json } = {}
    for (const [key, value] of Object.entries(instance.attributes())) content[key] = logged(value)
    entries.push({ role: 'state_info', class_name: name, content })
  }
  return entries
}

function logged(value: Value): Json {
  try {
    return JSON.parse(dumpJson(value)) as Json
  } catch (error) {
    if (error instanceof PythonError || error instanceof SyntaxError) return str(value)
    throw error
  }
}
