// Reads a text file quickly: what is all ASCII, as most data files are, needs no decoding.
import { isAscii } from 'node:buffer'
import { readFileSync } from 'node:fs'

export function readText(path: string): string {
  const bytes = readFileSync(path)
  return isAscii(bytes) ? bytes.toString('latin1') : bytes.toString('utf8')
}
