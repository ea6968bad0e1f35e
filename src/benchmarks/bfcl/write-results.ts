// Writes the answers of a run as official result files, beside those that are there already.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { writeFileAtomic } from '../../files/atomic.ts'
import { dumpJson } from '../../files/python-dump.ts'
import { parsePythonJson } from '../../files/python-json.ts'
import { type Dict, float, fromJson, type Value } from '../../files/values.ts'
import { type Answered, isAnswered, settle } from '../../eval/prediction.ts'
import { readPredictions, readRun } from '../../eval/run.ts'
import { inOfficialOrder, isMultiTurn } from './categories.ts'

/**
 * `out/result/<model>/BFCL_v3_<category>_result.json`, `_` for `/` in the model's name. Answers of this run replace
 * those of the same id; others stay as they are. The first attempt counts. Gives the paths written.
 */
export async function writeResults(request: { run: string; out: string }): Promise<string[]> {
  const { run, out } = request
  const model = readRun(run).settings.model.name.replaceAll('/', '_')
  const answered = [...settle(readPredictions(run)).values()]
    .filter(isAnswered)
    .filter(({ benchmark, attempt }) => benchmark === 'bfcl' && attempt === 0)
  return [...new Set(answered.map(({ split }) => split))].map(category => {
    const path = join(out, 'result', model, `BFCL_v3_${category}_result.json`)
    const lines = existsSync(path) ? readLines(path) : new Map<string, string>()
    for (const prediction of answered.filter(({ split }) => split === category))
      lines.set(prediction.id, resultLine(prediction))
    const sorted = inOfficialOrder([...lines], ([id]) => id).map(([, line]) => `${line}\n`)
    writeFileAtomic(path, sorted.join(''))
    return path
  })
}

/** A case of several turns was kept with its counts, seconds and log as the official file has them. */
function resultLine(answer: Answered): string {
  const { id, reply, turns, usage, ms, split } = answer
  if (isMultiTurn(split) && turns !== undefined)
    return dumpJson(new Map<Value, Value>([['id', id], ...(fromJson(turns) as Dict)]))
  const entry: [Value, Value][] = [
    ['id', id],
    ['result', turns === undefined ? reply : fromJson(turns)],
    ['input_token_count', usage?.prompt ?? 0],
    ['output_token_count', usage?.completion ?? 0],
    ['latency', float(ms / 1000)],
  ]
  return dumpJson(new Map(entry))
}

function readLines(path: string): Map<string, string> {
  const lines = readFileSync(path, 'utf8').split('\n')
  return new Map(
    lines.flatMap((line, at): [string, string][] => {
      if (line.trim() === '') return []
      const id = idOf(line)
      if (id === undefined)
        throw new Error(`${path}:${at + 1}: expected a JSON object with an "id"; mend or remove this line`)
      return [[id, line]]
    }),
  )
}

function idOf(line: string): string | undefined {
  try {
    const value = parsePythonJson(line)
    const id = value instanceof Map ? value.get('id') : undefined
    return typeof id === 'string' ? id : undefined
  } catch {
    return undefined
  }
}
