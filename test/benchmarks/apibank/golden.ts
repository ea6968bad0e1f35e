// Reads a golden file: JSON lines, packed.
import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'

export function golden<Row>(name: string): Row[] {
  const text = gunzipSync(readFileSync(new URL(`./golden/${name}.jsonl.gz`, import.meta.url))).toString()
  return text
    .trimEnd()
    .split('\n')
    .map(line => JSON.parse(line) as Row)
}
