// Where what was pulled lies on this machine.
import { homedir } from 'node:os'
import { join } from 'node:path'

/** `COALM_CACHE`, else the user's cache folder. */
export function cacheFolder(): string {
  return process.env.COALM_CACHE || join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'coalm')
}

/** The part of the cache that is laid out as a data root. */
export function pulledDataRoot(): string {
  return join(cacheFolder(), 'data')
}
