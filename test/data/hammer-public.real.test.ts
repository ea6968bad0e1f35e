// The ten rows that Hammer's authors published: inputs are rebuilt from them and give them back from the stream of seed 12.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { hammerLayout } from '../../src/data/hammer/layout.ts'
import { maskTools, type XlamRow } from '../../src/data/hammer/mask.ts'
import { dumpJson } from '../../src/files/python-dump.ts'
import { parsePythonJson } from '../../src/files/python-json.ts'
import { type PythonRandom, pythonRandom } from '../../src/files/python-random.ts'
import { str } from '../../src/files/python-repr.ts'
import type { Dict, Value } from '../../src/files/values.ts'

type Published = { instruction: string; input: string; output: string }

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_.0123456789'
const path = join(process.env.COALM_DATA!, 'hammer/masking_sft_data_example.json')
const published = JSON.parse(readFileSync(path, 'utf8')) as Published[]

function shown({ instruction, output }: Published): XlamRow {
  const between = (begin: string, end: string) => instruction.split(`${begin}\n`)[1]!.split(`\n${end}`)[0]!
  return {
    query: between('[BEGIN OF QUERY]', '[END OF QUERY]'),
    tools: between('[BEGIN OF AVAILABLE TOOLS]', '[END OF AVAILABLE TOOLS]'),
    answers: output.slice('```\n'.length, -'\n```'.length),
  }
}

/** A row whose masking gives `masked`: tools in the order in which their names are drawn, plain names, `True` as default. */
function unmasked(masked: XlamRow, random: PythonRandom): XlamRow {
  const tools = parsePythonJson(masked.tools) as Dict[]
  const answers = parsePythonJson(masked.answers) as Dict[]
  const drawn = tools.map(() => random.choices([...LETTERS], { k: random.randint(5, 15) }).join(''))
  const ordered = drawn.map(name => tools.find(tool => tool.get('name') === name)!)
  ordered.forEach((tool, at) => {
    const name = tool.get('name')
    const own = answers.filter(answer => answer.get('name') === name)
    const parameters = tool.get('parameters') as Dict
    tool.set('name', `tool ${at}`)
    for (const [place, [old, info]] of [...parameters].entries()) {
      const drawnDefault = (info as Dict).get('default')
      const isLearnt = own.some(answer => drawnDefault !== undefined && changed(answer, old) === drawnDefault)
      rename(parameters, old, `parameter ${place}`)
      if (isLearnt) restore(info as Dict)
      for (const answer of own) {
        const given = answer.get('arguments') as Dict
        if (!given.has(old)) continue
        if (isLearnt) given.set(old, true)
        rename(given, old, `parameter ${place}`)
      }
    }
    for (const answer of own) answer.set('name', `tool ${at}`)
  })
  return { query: masked.query, tools: dumpJson(ordered), answers: dumpJson(answers) }
}

/** The value given for a parameter if it is a float that masking has drawn. */
function changed(answer: Dict, parameter: Value): Value | undefined {
  const value = (answer.get('arguments') as Dict).get(parameter)
  return typeof value === 'number' && !Number.isInteger(value) ? value : undefined
}

function restore(info: Dict): void {
  const description = info.get('description') as string
  info.set('description', description.replaceAll(str(info.get('default')!), 'True'))
  info.set('default', true)
}

function rename(entries: Dict, old: Value, name: string): void {
  const value = entries.get(old)!
  entries.delete(old)
  entries.set(name, value)
}

/** The stream after the rows before: masking draws from one stream, row after row. */
function streamAfter(rows: { row: XlamRow; isMasked: boolean }[]): {
  random: PythonRandom
  isMasked: boolean
} {
  const random = pythonRandom(12)
  for (const { row, isMasked } of rows) {
    assert.equal(random.random() > 1 / 3, isMasked)
    if (isMasked) maskTools(row, { random })
  }
  return { random, isMasked: random.random() > 1 / 3 }
}

test('all ten rows come back byte for byte', () => {
  const rows: { row: XlamRow; isMasked: boolean }[] = []
  for (const row of published) {
    const given = shown(row)
    const { random, isMasked } = streamAfter(rows)
    const input = isMasked ? unmasked(given, streamAfter(rows).random) : given
    rows.push({ row: input, isMasked })
    assert.deepEqual(hammerLayout(isMasked ? maskTools(input, { random }) : input), row)
  }
  assert.equal(rows.filter(row => row.isMasked).length, 7)
})
