// The data root that tests on real data work on; a missing one fails them, it never skips them.
import { existsSync } from 'node:fs'
import { resolve } from 'node:path'

const named = process.env.COALM_DATA
if (!named || !existsSync(named))
  throw new Error(`tests on real data: expected COALM_DATA to name a data root, found ${named ?? 'nothing'}`)

export const dataRoot = resolve(named)
