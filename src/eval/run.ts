// A run folder: what was run, what was asked, what was answered; written so that a kill loses only cases in flight.
import { existsSync, readFileSync, statSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { Prompt } from '../dialogue/prompt.ts'
import { writeJsonAtomic } from '../files/atomic.ts'
import { firstDifference } from '../files/difference.ts'
import { makeFolder } from '../files/folder.ts'
import { jsonHash } from '../files/hash.ts'
import { type JsonLinesWriter, openJsonLines, readJsonLines, repairTornTail } from '../files/jsonl.ts'
import { lockFolder } from '../files/lock.ts'
import type { ModelIdentity, Sampling } from '../models/model.ts'
import type { PerSplit } from './choose.ts'
import { type Prediction, PREDICTIONS_FORMAT, settle } from './prediction.ts'

export const RUN_FORMAT = 'coalm/run@1'
export const PROMPTS_FORMAT = 'coalm/prompts@1'

/** What must not change between the parts of one run. */
export type RunSettings = {
  model: ModelIdentity
  format: string
  sampling: Sampling
  attempts: number
  benchmarks: {
    name: string
    dataVersion: string
    cases: number
    casesHash: string
    promptsHash: string
    splits?: string[]
    perSplit?: PerSplit
    options?: Record<string, string>
  }[]
}

export type RunRecord = {
  format: typeof RUN_FORMAT
  name: string
  created: string
  command: string
  versions: Record<string, string>
  machine: Record<string, string | number>
  settings: RunSettings
}

export type OpenRun = {
  folder: string
  record: RunRecord
  /** One prediction a case: what is already there when the run is opened. */
  settled: Map<string, Prediction>
  keepPrompt(prompt: Prompt): string
  keep(prediction: Prediction): void
  close(): void
}

/**
 * Opens a run for writing, making it or resuming it. Throws where another process writes it, or where it was begun with
 * other settings (the difference is named).
 */
export function openRun(folder: string, fresh: Omit<RunRecord, 'format' | 'name' | 'created'>): OpenRun {
  makeRunFolder(folder)
  const unlock = lockFolder(folder)
  try {
    const record = readOrMakeRecord(folder, fresh)
    const predictionsPath = join(folder, 'predictions.jsonl')
    const promptsPath = join(folder, 'prompts.jsonl')
    repairTornTail(predictionsPath)
    repairTornTail(promptsPath)
    const settled = existsSync(predictionsPath)
      ? settle(readPredictions(folder))
      : new Map<string, Prediction>()
    const known = new Set(existsSync(promptsPath) ? readPrompts(folder).keys() : [])
    const predictions = openJsonLines(predictionsPath, { format: PREDICTIONS_FORMAT })
    const prompts = openJsonLines(promptsPath, { format: PROMPTS_FORMAT })
    return {
      folder,
      record,
      settled,
      keepPrompt: prompt => keepPrompt(prompts, known, prompt),
      keep: prediction => predictions.append(prediction),
      close() {
        predictions.close()
        prompts.close()
        unlock()
      },
    }
  } catch (error) {
    unlock()
    throw error
  }
}

function makeRunFolder(folder: string): void {
  if (existsSync(folder) && !statSync(folder).isDirectory())
    throw new Error(`${folder}: expected a run folder, found a file; give another --run name`)
  makeFolder(folder)
}

function keepPrompt(prompts: JsonLinesWriter, known: Set<string>, prompt: Prompt): string {
  const hash = jsonHash(prompt)
  if (!known.has(hash)) {
    prompts.append({ hash, ...prompt })
    known.add(hash)
  }
  return hash
}

function readOrMakeRecord(folder: string, fresh: Omit<RunRecord, 'format' | 'name' | 'created'>): RunRecord {
  const path = join(folder, 'run.json')
  if (existsSync(path)) {
    const record = readRun(folder)
    const difference = firstDifference(record.settings, fresh.settings)
    if (difference)
      throw new Error(
        `${folder}: this run was begun with other settings (${difference}); resume it with the same ones, ` +
          'or give another --run name',
      )
    return record
  }
  if (existsSync(join(folder, 'predictions.jsonl')))
    throw new Error(
      `${folder}: expected run.json beside predictions.jsonl, found none, so nobody knows what was asked; ` +
        'put it back, or give another --run name',
    )
  const record: RunRecord = {
    format: RUN_FORMAT,
    name: basename(folder),
    created: new Date().toISOString(),
    ...fresh,
  }
  writeJsonAtomic(path, record)
  return record
}

function isObject(value: unknown): value is Record<string, unknown> {
  return value !== null && typeof value === 'object'
}

/** Reads `run.json`. Throws an error saying what a run folder is where there is none. */
export function readRun(folder: string): RunRecord {
  const path = join(folder, 'run.json')
  if (!existsSync(path))
    throw new Error(`${folder}: expected a run folder with run.json, found none; "coalm eval" makes one`)
  const record = readJson(path) as RunRecord
  if (record?.format !== RUN_FORMAT)
    throw new Error(
      `${path}: expected format ${RUN_FORMAT}, found ${JSON.stringify(record?.format) ?? 'none'}; ` +
        'another version of coalm wrote it',
    )
  if (!isObject(record.settings) || !Array.isArray(record.settings.benchmarks))
    throw new Error(`${path}: expected the settings of a run, found none; the run folder is damaged`)
  return record
}

function readJson(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch (error) {
    throw new Error(`${path}: expected JSON (${(error as Error).message}); the run folder is damaged`, {
      cause: error,
    })
  }
}

/** The rows of `predictions.jsonl` after its header, in the order written. */
export function* readPredictions(folder: string): Generator<Prediction> {
  const path = join(folder, 'predictions.jsonl')
  expectFile(folder, path)
  let line = 0
  for (const row of readJsonLines(path)) {
    line++
    if (line === 1) expectFormat(path, row, PREDICTIONS_FORMAT)
    else yield expectPrediction(path, line, row)
  }
}

function expectFile(folder: string, path: string): void {
  if (!existsSync(path))
    throw new Error(`${folder}: expected ${basename(path)}, found none; the run folder is damaged`)
}

function expectFormat(path: string, header: unknown, format: string): void {
  const found = isObject(header) ? header.format : undefined
  if (found !== format)
    throw new Error(
      `${path}, line 1: expected {"format":"${format}"}, found ${JSON.stringify(header)?.slice(0, 80)}`,
    )
}

function expectPrediction(path: string, line: number, row: unknown): Prediction {
  const fields = isObject(row) ? row : {}
  const isWhole =
    typeof fields.benchmark === 'string' &&
    typeof fields.split === 'string' &&
    typeof fields.id === 'string' &&
    typeof fields.attempt === 'number' &&
    (typeof fields.reply === 'string' || isObject(fields.fault))
  if (!isWhole)
    throw new Error(
      `${path}, line ${line}: expected benchmark, split, id, attempt and a reply or a fault, ` +
        `found ${JSON.stringify(row)?.slice(0, 80)}`,
    )
  return row as Prediction
}

/** Prompts by hash. */
export function readPrompts(folder: string): Map<string, Prompt> {
  const path = join(folder, 'prompts.jsonl')
  expectFile(folder, path)
  const prompts = new Map<string, Prompt>()
  let line = 0
  for (const row of readJsonLines(path)) {
    line++
    if (line === 1) expectFormat(path, row, PROMPTS_FORMAT)
    else {
      const { hash, ...prompt } = row as { hash: string } & Prompt
      prompts.set(hash, prompt)
    }
  }
  return prompts
}
