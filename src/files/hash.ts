// SHA-256 of texts, files and JSON values.
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'

/** 64 hexadecimal digits. */
export function sha256(data: string | Uint8Array): string {
  return createHash('sha256').update(data).digest('hex')
}

/** The first 24 digits of the hash of a value's JSON text with sorted keys: equal values, equal hash. */
export function jsonHash(value: unknown): string {
  return sha256(JSON.stringify(value, sortedKeys)).slice(0, 24)
}

function sortedKeys(_key: string, value: unknown): unknown {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return value
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)))
}

/** Reads the file once, in pieces. */
export async function fileSha256(path: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const piece of createReadStream(path)) hash.update(piece)
  return hash.digest('hex')
}
