// Files that are either the old ones or the new ones, never half of both.
import { renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { makeFolder } from './folder.ts'

/**
 * Writes `data` beside `path` and renames it into place; the folder is made if it is missing. Without `flush` the file
 * is whole after a kill of the process, but a power cut may lose it: for what is quickly made again.
 */
export function writeFileAtomic(path: string, data: string | Uint8Array, { flush = true } = {}): void {
  makeFolder(dirname(path))
  const beside = `${path}.${process.pid}.part`
  try {
    writeFileSync(beside, data, { flush })
    renameSync(beside, path)
  } catch (error) {
    rmSync(beside, { force: true })
    throw error
  }
}

/** Writes a value as indented JSON, in the same way. */
export function writeJsonAtomic(path: string, value: unknown): void {
  writeFileAtomic(path, `${JSON.stringify(value, null, 2)}\n`)
}
