// Writes the answers of a run as mwzeval reads them: delexicalised responses and states, one file a protocol.
import { join } from 'node:path'
import { readResults } from '../../eval/results.ts'
import { writeJsonAtomic } from '../../files/atomic.ts'
import { PROTOCOLS } from './protocols.ts'

type WrittenTurn = { response: string; state: unknown }

/** The first attempt at each dialogue that has an answer; a model that only tracks the state says nothing. */
export async function writePredictions({ run, out }: { run: string; out: string }): Promise<string[]> {
  const { verdicts } = readResults(run)
  const own = verdicts.filter(row => row.benchmark === 'multiwoz' && row.attempt === 0)
  return PROTOCOLS.flatMap(protocol => {
    const rows = own.filter(row => row.split === protocol)
    if (rows.length === 0) return []
    const path = join(out, `multiwoz-${protocol}.json`)
    writeJsonAtomic(path, Object.fromEntries(rows.map(({ id, given }) => [id, turnsIn(given)])))
    return [path]
  })
}

function turnsIn(given: unknown): WrittenTurn[] {
  const { turns = [] } = given as { turns?: Partial<WrittenTurn>[] }
  return turns.map(({ response = '', state = {} }) => ({ response, state }))
}
