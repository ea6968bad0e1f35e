// Makes folders, and says of a place that cannot be written that it is so.
import { accessSync, constants, existsSync, mkdirSync } from 'node:fs'
import { dirname, resolve } from 'node:path'

/** Makes a folder and those above it. Throws with the code of the true reason (EROFS, EACCES, ENOSPC …). */
export function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true })
  } catch (error) {
    // Node answers ENOENT where the file system is read-only: the nearest folder that exists tells why.
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') accessSync(nearest(folder), constants.W_OK)
    throw error
  }
}

function nearest(folder: string): string {
  let above = resolve(folder)
  while (!existsSync(above) && dirname(above) !== above) above = dirname(above)
  return above
}
