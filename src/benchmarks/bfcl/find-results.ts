// Finds official result files: one file, a model's folder, or a folder of such folders, in the order of the directory.
import { type Dirent, opendirSync, statSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import { categoryOfFile } from './categories.ts'

/** `model` is the name of the model's folder, `_` for `/`. */
export type ResultFile = { path: string; model: string; category: string }

/** Later versions of the official tool sort a model's files into these. */
const SUBFOLDERS = new Set(['non_live', 'live', 'multi_turn', 'agentic', 'format_sensitivity'])

const DEEPEST = 5

/** Throws where a path holds no result file. A file that was named need not be called so that its category shows. */
export function findResults(paths: string[]): ResultFile[] {
  const found = paths.flatMap(path => {
    const files = statSync(path).isDirectory() ? walk(path, 0) : [path]
    if (files.length === 0)
      throw new Error(
        `${path}: expected result files like BFCL_v3_simple_result.json, or folders of them, found none`,
      )
    return files.map(describe)
  })
  return [...new Map(found.map(file => [resolve(file.path), file])).values()]
}

function describe(path: string): ResultFile {
  const category = categoryOfFile(basename(path))
  if (category === undefined)
    throw new Error(`${path}: expected a name like BFCL_v3_simple_result.json, which says the category`)
  return { path, model: modelOf(dirname(resolve(path))), category }
}

function modelOf(folder: string): string {
  return SUBFOLDERS.has(basename(folder)) ? modelOf(dirname(folder)) : basename(folder)
}

/** The directory's own order, unsorted: models of equal score are ranked in it, as the official tool ranks them. */
function walk(folder: string, depth: number): string[] {
  return entriesOf(folder).flatMap(entry => {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) return depth < DEEPEST ? walk(path, depth + 1) : []
    return isResult(entry.name) ? [path] : []
  })
}

function isResult(name: string): boolean {
  return /^BFCL_v3_.*\.json$/.test(name) && !name.endsWith('_score.json')
}

export function entriesOf(folder: string): Dirent[] {
  const directory = opendirSync(folder)
  try {
    const entries: Dirent[] = []
    for (let entry = directory.readSync(); entry !== null; entry = directory.readSync()) entries.push(entry)
    return entries
  } finally {
    directory.closeSync()
  }
}
