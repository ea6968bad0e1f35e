// Function masking as MadeAgents/Hammer publishes it (train/data_processing.py): names, parameters, defaults, draw by draw.
import { pythonEquals } from '../../files/python-equal.ts'
import { dumpJson } from '../../files/python-dump.ts'
import { parsePythonJson } from '../../files/python-json.ts'
import type { PythonRandom } from '../../files/python-random.ts'
import { str } from '../../files/python-repr.ts'
import type { Dict, Value } from '../../files/values.ts'
import { newDefault } from './new-default.ts'
import { replaceAll, replaceInQuery } from './replace.ts'

/** A row of xLAM: `tools` and `answers` are JSON texts. */
export type XlamRow = { query: string; tools: string; answers: string }

const LETTERS = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_.0123456789']

/**
 * The three steps on one row. Throws an error that says what is wrong where the published code would die: a tool
 * without parameters, an answer without arguments, a default that is a dictionary, text that is no JSON.
 */
export function maskTools<Row extends XlamRow>(row: Row, options: { random: PythonRandom }): Row {
  return maskAndCount(row, options).row
}

/** The same, with how many tools and answers the row then has. */
export function maskAndCount<Row extends XlamRow>(
  row: Row,
  { random }: { random: PythonRandom },
): { row: Row; tools: number; answers: number } {
  const answers = items(parsePythonJson(row.answers), 'answers')
  let tools = items(parsePythonJson(row.tools), 'tools')
  tools = maskNames(tools, answers, random)
  tools = maskParameters(tools, answers, random)
  tools = withoutRepeats(tools)
  const query = maskDefaults({ tools, answers, query: row.query, random })
  // An empty object stays one: the published code never looks into it.
  const answersText = answers.length === 0 ? dumpJson(parsePythonJson(row.answers)) : dumpJson(answers)
  return {
    row: { ...row, query, tools: dumpJson(tools), answers: answersText },
    tools: tools.length,
    answers: answers.length,
  }
}

/** The published code's `replace_function_names_new`. */
function maskNames(given: Dict[], answers: Dict[], random: PythonRandom): Dict[] {
  const tools = withoutRepeats(given)
  for (const tool of tools) {
    const old = field(tool, 'name')
    const name = random.choices(LETTERS, { k: random.randint(5, 15) }).join('')
    tool.set('name', name)
    for (const answer of answers) if (pythonEquals(field(answer, 'name'), old)) answer.set('name', name)
  }
  return reordered(tools, given.length, random)
}

/** The published code's `replace_param_names_new`; only the first level of parameters and arguments is renamed. */
function maskParameters(given: Dict[], answers: Dict[], random: PythonRandom): Dict[] {
  const tools = withoutRepeats(given)
  for (const tool of tools) {
    const parameters = dict(field(tool, 'parameters'), 'parameters')
    for (const old of [...parameters.keys()]) {
      const length = random.randint(4, 10)
      let name = ''
      for (let at = 0; at < length; at++) name += random.choice(LETTERS)
      rename(parameters, old, name)
      for (const answer of answers) {
        const given = field(answer, 'arguments')
        if (contains(given, old) && pythonEquals(field(answer, 'name'), field(tool, 'name')))
          rename(dict(given, 'arguments'), old, name)
      }
    }
  }
  return reordered(tools, given.length, random)
}

/** The published code's `replace_param_default_values_news`; gives the query, changes tools and answers. */
function maskDefaults(row: { tools: Dict[]; answers: Dict[]; query: string; random: PythonRandom }): string {
  let { query } = row
  const { random } = row
  for (const tool of row.tools) {
    const parameters = dict(field(tool, 'parameters'), 'parameters')
    const own = row.answers.filter(answer => pythonEquals(field(answer, 'name'), field(tool, 'name')))
    for (const [parameter, value] of parameters) {
      const info = dict(value, `parameter ${str(parameter)}`)
      const old = info.get('default') ?? null
      if (old === null || old === '' || Array.isArray(old)) continue
      const using = own.filter(answer => contains(field(answer, 'arguments'), parameter))
      const given = using.map(answer => dict(field(answer, 'arguments'), 'arguments'))
      if (!given.some(one => str(one.get(parameter)!) === str(old))) continue
      const fresh = newDefault(old, { random, letters: LETTERS })
      info.set('default', fresh)
      info.set('description', replaceAll(text(info, 'description'), str(old), str(fresh)))
      for (const one of given) {
        if (!pythonEquals(one.get(parameter)!, old)) continue
        one.set(parameter, fresh)
        query = replaceInQuery(query, str(old), str(fresh))
      }
    }
  }
  return query
}

/** Tools with the name of an earlier one are dropped. */
function withoutRepeats(tools: Dict[]): Dict[] {
  const kept: Dict[] = []
  const names = new Set<Value>()
  for (const tool of tools) {
    const name = field(tool, 'name')
    const isKnown =
      typeof name === 'string' ? names.has(name) : kept.some(other => pythonEquals(other.get('name')!, name))
    if (isKnown) continue
    names.add(name)
    kept.push(tool)
  }
  return kept
}

/** Where repeats were dropped, some tools are doubled again; then all are shuffled. */
function reordered(tools: Dict[], before: number, random: PythonRandom): Dict[] {
  const all = [...tools]
  if (tools.length !== before)
    all.push(...random.choices(tools, { k: random.randint(0, before - tools.length + 1) }))
  random.shuffle(all)
  return all
}

/** The new key stands last, or where it already is. */
function rename(entries: Dict, old: Value, name: string): void {
  const value = entries.get(old)!
  entries.delete(old)
  entries.set(name, value)
}

/** Python's `in` on what should be a dictionary. */
function contains(given: Value, key: Value): boolean {
  if (given instanceof Map) return given.has(key)
  if (typeof given === 'string' && typeof key === 'string') return given.includes(key)
  if (Array.isArray(given)) return given.some(item => pythonEquals(item, key))
  throw new Error(`expected arguments to be an object, found ${str(given).slice(0, 60)}`)
}

function items(value: Value, name: string): Dict[] {
  if (Array.isArray(value)) return value.map(item => dict(item, `each of the ${name}`))
  if (value instanceof Map && value.size === 0) return []
  throw new Error(`expected ${name} to be a list of objects, found ${str(value).slice(0, 60)}`)
}

function field(entries: Dict, name: string): Value {
  const value = entries.get(name)
  if (value === undefined)
    throw new Error(`expected "${name}" in ${dumpJson(entries).slice(0, 60)}, found none`)
  return value
}

function text(entries: Dict, name: string): string {
  const value = field(entries, name)
  if (typeof value !== 'string')
    throw new Error(`expected "${name}" to be a text, found ${str(value).slice(0, 60)}`)
  return value
}

function dict(value: Value, name: string): Dict {
  if (value instanceof Map) return value
  throw new Error(`expected ${name} to be an object, found ${str(value).slice(0, 60)}`)
}
