// Files that are either the old ones or the new ones, never half of both.
import { renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { makeFolder } from './folder.ts'

/** Writes `data` beside `path` and renames it into place; the folder is made if it is missing. */
export function writeFileAtomic(path: string, data: string | Uint8Array): void {
  makeFolder(dirname(path))
  const beside = `${path}.${process.pid}.part`
  try {
    writeFileSync(beside, data, { flush: true })
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
