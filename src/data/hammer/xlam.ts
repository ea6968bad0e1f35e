// The rows of xLAM and its irrelevance set: read one at a time, checked once for what masking needs.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { openJsonRows, type RowList, rowError } from '../../files/json-rows.ts'
import type { XlamRow } from './mask.ts'

export const XLAM_FILE = 'xlam/xlam_function_calling_60k.json'
export const IRRELEVANT_FILE = 'xlam/XLAM-7.5k-Irrelevance.json'

/** Rows of a file of xLAM's layout. Broken ones are thrown, or told to `onBroken` and left out. */
export function openXlam(path: string, onBroken?: (error: Error) => void): RowList<XlamRow> {
  const rows = openJsonRows(path)
  const whole: number[] = []
  const ids = new Set<unknown>()
  for (let index = 0; index < rows.count; index++) {
    try {
      const row = checkXlamRow(rows.at(index), { path, row: index + 1 })
      const { id } = row as { id?: unknown }
      if (id !== undefined && ids.has(id))
        throw rowError(path, index + 1, `expected a new id, found ${id} again`)
      ids.add(id)
      whole.push(index)
    } catch (error) {
      if (!onBroken) throw error
      onBroken(error as Error)
    }
  }
  return { count: whole.length, at: index => rows.at(whole[index]!) as XlamRow, close: () => rows.close?.() }
}

/** The path of xLAM's rows in a data folder, or an error that says how they are had. */
export function xlamPath(folder: string): string {
  const path = join(folder, XLAM_FILE)
  if (existsSync(path)) return path
  throw new Error(
    `${path}: expected the rows of xLAM, found nothing; they are given out behind a form of their owner, so put the ` +
      'file there yourself, or take the rows of ToolACE (--set hammer.rows=toolace)',
  )
}

/** Throws an error that names the row where the published masking could die on it. */
export function checkXlamRow(row: unknown, place: { path: string; row: number }): XlamRow {
  const fail = (problem: string) => rowError(place.path, place.row, problem)
  const { query, tools, answers } = (row ?? {}) as Partial<XlamRow>
  for (const [name, value] of Object.entries({ query, tools, answers }))
    if (typeof value !== 'string')
      throw fail(`expected "${name}" to be a text, found ${value === undefined ? 'none' : typeof value}`)
  if (/[\ud800-\udfff]/.test(query!.replace(/[\ud800-\udbff][\udc00-\udfff]/g, '')))
    throw fail('expected "query" to be Unicode text, found half of a character')
  checkTools(listIn(tools!, 'tools', fail), fail)
  for (const answer of listIn(answers!, 'answers', fail)) {
    if (typeof answer.name !== 'string' || !isObject(answer.arguments))
      throw fail('expected each of the answers to have a text "name" and an object "arguments"')
  }
  return row as XlamRow
}

function checkTools(tools: Record<string, unknown>[], fail: (problem: string) => Error): void {
  for (const { name, parameters } of tools) {
    if (typeof name !== 'string') throw fail('expected each of the tools to have a text "name"')
    if (!isObject(parameters)) throw fail(`expected the tool ${name} to have an object "parameters"`)
    for (const [parameter, info] of Object.entries(parameters)) {
      if (!isObject(info)) throw fail(`expected the parameter ${parameter} of ${name} to be an object`)
      const { default: value, description } = info
      if (value === undefined || value === null || value === '' || Array.isArray(value)) continue
      if (typeof value === 'object')
        throw fail(`expected the default of ${parameter} to be a text or a number`)
      if (typeof description !== 'string')
        throw fail(`expected the parameter ${parameter} of ${name} to have a text "description"`)
    }
  }
}

function listIn(text: string, name: string, fail: (problem: string) => Error): Record<string, unknown>[] {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    // Python's NaN and Infinity are no JSON; the masking itself reads them.
    if (/\b(?:NaN|Infinity)\b/.test(text)) return []
    throw fail(`expected "${name}" to be JSON, ${(error as Error).message}`)
  }
  if (Array.isArray(value) && value.every(isObject)) return value
  throw fail(`expected "${name}" to be a list of objects`)
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
