// Reads a file of predictions: mwzeval's JSON of any system, or the predictions of a run of ours.
import { readFile } from 'node:fs/promises'
import type { PredictedTurn } from './normalise-data.ts'
import type { Predictions } from './score.ts'

/**
 * Dialogue ids are brought to lower case without `.json`, as multiwoz-helper does. Throws an error that names the file,
 * and where it gets as far dialogue and turn, for what cannot be read as predictions.
 */
export async function readPredictions(path: string): Promise<Predictions> {
  return checkPredictions(path, parse(path, await readFile(path, 'utf8')))
}

function parse(path: string, text: string): unknown {
  if (text.startsWith('{"format":"coalm/predictions@'))
    throw new Error(
      `${path}: expected a file in mwzeval's format, found answers of a run; name the run's folder`,
    )
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new Error(
      `${path}: expected JSON {dialogue: [{response, state?, active_domains?}]}, found something else (${(error as Error).message})`,
    )
  }
}

/** Brings ids to one spelling. Turns are checked when they are scored. */
function checkPredictions(path: string, json: unknown): Predictions {
  if (typeof json !== 'object' || json === null || Array.isArray(json))
    throw new Error(
      `${path}: expected JSON {dialogue: [{response, state?, active_domains?}]}, found ${JSON.stringify(json)?.slice(0, 60)}`,
    )
  const dialogues = Object.entries(json).map(([name, turns]) => {
    if (!Array.isArray(turns))
      throw new Error(
        `${path}: ${name}: expected a list of turns, found ${JSON.stringify(turns)?.slice(0, 60)}`,
      )
    return [name.split('.json', 1)[0]!.toLowerCase(), turns as PredictedTurn[]] as const
  })
  return Object.fromEntries(dialogues)
}

/** Whether every turn of every dialogue has a state: else the official code puts gold states under all of them. */
export function hasStates(predictions: Predictions): boolean {
  return Object.values(predictions).every(turns =>
    turns.every(turn => typeof turn === 'object' && turn !== null && Object.hasOwn(turn, 'state')),
  )
}
