// The list of benchmarks, each loaded when it is named, so that help and other commands stay quick.
import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Benchmark } from '../eval/benchmark.ts'

export const benchmarks = {
  apibank: async () => (await import('./apibank/apibank.ts')).apibank,
  bfcl: async () => (await import('./bfcl/bfcl.ts')).bfcl,
  multiwoz: async () => (await import('./multiwoz/multiwoz.ts')).multiwoz,
  starter: async () => (await import('./starter/starter.ts')).starter,
} satisfies Record<string, () => Promise<Benchmark>>

export type BenchmarkName = keyof typeof benchmarks

export const benchmarkNames = Object.keys(benchmarks)

/** A benchmark by name, or a private one by the path of a module that exports `benchmark`. */
export async function loadBenchmark(name: string): Promise<Benchmark> {
  if (Object.hasOwn(benchmarks, name)) return benchmarks[name as BenchmarkName]()
  if (/\.[cm]?[jt]s$/.test(name) && existsSync(name)) return loadPrivate(name)
  throw new Error(
    `expected a benchmark (${benchmarkNames.join(', ')}) or the path of a module that exports one, found "${name}"`,
  )
}

async function loadPrivate(path: string): Promise<Benchmark> {
  const module = await importModule(path)
  const benchmark = module.benchmark ?? module.default
  if (typeof benchmark?.cases !== 'function')
    throw new Error(`${path}: expected an export "benchmark" made by defineBenchmark, found none`)
  return benchmark
}

async function importModule(path: string): Promise<{ benchmark?: Benchmark; default?: Benchmark }> {
  try {
    return await import(pathToFileURL(resolve(path)).href)
  } catch (error) {
    throw new Error(`${path}: expected a module that can be loaded, found ${String(error)}`, { cause: error })
  }
}
