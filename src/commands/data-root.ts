// Which data root a command works on: --data, COALM_DATA, or the cache that `coalm pull` fills.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Benchmark } from '../eval/benchmark.ts'
import { pulledDataRoot } from '../files/pull/cache.ts'

/** The folder that was named, or `undefined` where none was. Throws where a named folder does not exist. */
export function namedDataRoot(option: string | undefined): string | undefined {
  const root = option ?? process.env.COALM_DATA
  if (root === undefined || root === '') return undefined
  if (!existsSync(root))
    throw new Error(
      `expected a data folder at ${root} (from ${option === undefined ? 'COALM_DATA' : '--data'}), found nothing there`,
    )
  return root
}

/** The named data root, else what `coalm pull` brought, else none. */
export function dataRoot(option: string | undefined): string | undefined {
  return namedDataRoot(option) ?? pulledDataRoot()
}

/** The benchmark's own folder under the data root; the empty string for a benchmark that ships with the package. */
export function benchmarkFolder(benchmark: Benchmark, root: string | undefined): string {
  if (benchmark.folder === null) return ''
  if (root === undefined)
    throw new Error(
      `${benchmark.name}: expected its data, found no data folder; run "coalm pull ${benchmark.name}", ` +
        'or name a folder with --data or COALM_DATA',
    )
  const folder = join(root, benchmark.folder)
  if (!existsSync(folder))
    throw new Error(
      `${benchmark.name}: expected its data at ${folder}, found nothing; run "coalm pull ${benchmark.name}", ` +
        'or name another data folder with --data',
    )
  return folder
}

/** The data root of a command that cannot work without one. */
export function requireDataRoot(benchmark: Benchmark, option: string | undefined): string {
  const root = dataRoot(option)
  benchmarkFolder(benchmark, root)
  return root as string
}
