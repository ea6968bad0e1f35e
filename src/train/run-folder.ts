// The folder of a training run: what was run, one line a step, and where its state stands; resumed or refused.
import {
  closeSync,
  existsSync,
  fsyncSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statfsSync,
} from 'node:fs'
import { basename, join } from 'node:path'
import { writeFileAtomic, writeJsonAtomic } from '../files/atomic.ts'
import { firstDifference } from '../files/difference.ts'
import { makeFolder } from '../files/folder.ts'
import { readJsonLines, repairTornTail } from '../files/jsonl.ts'
import { lockFolder } from '../files/lock.ts'
import type { TooLong } from './lessons.ts'
import type { TrainSettings } from './plan.ts'

export const TRAIN_FORMAT = 'coalm/train@1'
export const TRAINING_FORMAT = 'coalm/training@1'

/** Where and with what a run was started. */
export type Provenance = {
  command: string
  versions: Record<string, string>
  machine: Record<string, string | number>
}

/** `run.json` of a training run. `finished` is there once the adapter is written. */
export type TrainRecord = Provenance & {
  format: typeof TRAIN_FORMAT
  name: string
  created: string
  settings: TrainSettings
  tooLong: TooLong[]
  finished?: { steps: number; adapter: string }
}

/** One line of `training.jsonl`. `loss` is the mean over learnt tokens, in nats, before the step's update. */
export type TrainStep = {
  step: number
  steps: number
  loss: number
  /** The loss of the samples held out, after the step's update; on the steps that the recipe names. */
  validation?: number
  learningRate: number
  /** Of all samples of the batch, of these learnt, and the rows that were computed for them. */
  tokens: number
  learnt: number
  rows: number
  seconds: number
  /** Of the gradient before clipping. */
  gradNorm: number
}

export type TrainFiles = {
  run: string
  lines: string
  state: string
  /** The LoRA as llama.cpp and `--adapter` read it, and as PEFT does. */
  adapter: string
  peft: string
}

export function trainFiles(folder: string): TrainFiles {
  return {
    run: join(folder, 'run.json'),
    lines: join(folder, 'training.jsonl'),
    state: join(folder, 'state.bin'),
    adapter: join(folder, 'adapter.gguf'),
    peft: join(folder, 'adapter'),
  }
}

/** Makes the folder or takes it up again. Throws where another process writes it or its settings were others. */
export function openTrainFolder(
  folder: string,
  fresh: Omit<TrainRecord, 'format' | 'name' | 'created' | 'finished'>,
): { record: TrainRecord; unlock: () => void } {
  makeFolder(folder)
  const unlock = lockFolder(folder)
  try {
    return { record: readOrMakeRecord(folder, fresh), unlock }
  } catch (error) {
    unlock()
    throw error
  }
}

function readOrMakeRecord(
  folder: string,
  fresh: Omit<TrainRecord, 'format' | 'name' | 'created' | 'finished'>,
): TrainRecord {
  const path = trainFiles(folder).run
  if (!existsSync(path)) {
    const record: TrainRecord = {
      format: TRAIN_FORMAT,
      name: basename(folder),
      created: new Date().toISOString(),
      ...fresh,
    }
    writeJsonAtomic(path, record)
    return record
  }
  const record = readTrainRecord(folder)
  const difference = firstDifference(record.settings, fresh.settings)
  if (difference)
    throw new Error(
      `${folder}: this training was begun with other settings (${difference}); go on with the same ones, or train into another folder`,
    )
  return record
}

/** Throws where the folder holds no training run. */
export function readTrainRecord(folder: string): TrainRecord {
  const path = trainFiles(folder).run
  if (!existsSync(path)) throw new Error(`${folder}: expected a training run with run.json, found none`)
  let record: TrainRecord | undefined
  try {
    record = JSON.parse(readFileSync(path, 'utf8')) as TrainRecord
  } catch (error) {
    throw new Error(`${path}: expected JSON (${(error as Error).message}); the folder is damaged`, {
      cause: error,
    })
  }
  if (record?.format !== TRAIN_FORMAT)
    throw new Error(
      `${path}: expected a training run (${TRAIN_FORMAT}), found ${JSON.stringify(record?.format)}; train into another folder`,
    )
  return record
}

/** The steps written so far, in order. */
export function readTrainSteps(folder: string): TrainStep[] {
  const path = trainFiles(folder).lines
  if (!existsSync(path)) return []
  return [...readJsonLines(path)].slice(1) as TrainStep[]
}

/** Keeps the lines up to `step`: later ones are computed again, and come out the same. */
export function keepStepsUpTo(folder: string, step: number): TrainStep[] {
  const path = trainFiles(folder).lines
  repairTornTail(path)
  const steps = readTrainSteps(folder)
  const kept = steps.filter(row => row.step <= step)
  if (kept.length !== step)
    throw new Error(
      `${path}: expected the lines of ${step} steps, as the state beside it has, found ${kept.length}; ` +
        'the folder is damaged, train into another one',
    )
  const rows = [{ format: TRAINING_FORMAT }, ...kept]
  if (kept.length < steps.length || step === 0)
    writeFileAtomic(path, rows.map(row => `${JSON.stringify(row)}\n`).join(''))
  return kept
}

/** Removes what a killed process was still writing beside its place. */
export function removeHalfFiles(folder: string): void {
  for (const name of readdirSync(folder))
    if (/\.(partial-\d+|part)$/.test(name)) rmSync(join(folder, name), { recursive: true, force: true })
}

/** Has the lines on the disk before a state that counts on them. */
export function flushFile(path: string): void {
  const file = openSync(path, 'r+')
  try {
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
}

/** Throws before anything is computed where the disk has no room for the states and the adapter files of a run. */
export function checkRoom(folder: string, values: number): void {
  // Two states of three vectors (the old one stays until the new one is whole) and two adapter files.
  const needed = values * 4 * (2 * 3 + 2) + (1 << 20)
  const { bavail, bsize } = statfsSync(folder)
  const free = bavail * bsize
  if (free < needed)
    throw new Error(
      `${folder}: expected ${megabytes(needed)} of free disk for the run's state and adapter, found ${megabytes(free)}; free some space and try again`,
    )
}

function megabytes(bytes: number): string {
  return `${Math.ceil(bytes / 1e6)} MB`
}
