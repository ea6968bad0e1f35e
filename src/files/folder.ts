// Makes folders, and says of a place that cannot be written that it is so.
import { mkdirSync, statSync } from 'node:fs'
import { dirname, resolve } from 'node:path'

/**
 * Makes a folder and those above it. Node's own recursive mkdir answers ENOENT on a read-only file system (and never
 * ends under /proc); made one by one, the error is the true reason with its path (EROFS, EACCES, ENOSPC …).
 */
export function makeFolder(folder: string): void {
  const missing: string[] = []
  let above = resolve(folder)
  while (!isThere(above)) {
    missing.push(above)
    above = dirname(above)
  }
  for (const path of missing.reverse()) makeOne(path)
}

function isThere(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false }) !== undefined
}

function makeOne(path: string): void {
  try {
    mkdirSync(path)
  } catch (error) {
    // Another process may have been quicker.
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
}
