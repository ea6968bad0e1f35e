// The results of a run as plain files: scores.json and verdicts.jsonl, always made anew from the predictions.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { writeFileAtomic, writeJsonAtomic } from '../files/atomic.ts'
import { readJsonLines } from '../files/jsonl.ts'
import { type Judgement, type RangedScore, SCORES_FORMAT, VERDICTS_FORMAT, type VerdictRow } from './judge.ts'

export type Results = { scores: RangedScore[]; unanswered: Judgement['unanswered']; verdicts: VerdictRow[] }

export function writeResults(folder: string, judgements: Judgement[]): void {
  const verdicts = judgements.flatMap(judgement => judgement.verdicts)
  const lines = [{ format: VERDICTS_FORMAT }, ...verdicts].map(row => JSON.stringify(row))
  writeFileAtomic(join(folder, 'verdicts.jsonl'), `${lines.join('\n')}\n`)
  writeJsonAtomic(join(folder, 'scores.json'), {
    format: SCORES_FORMAT,
    scores: judgements.flatMap(judgement => judgement.scores),
    unanswered: judgements.flatMap(judgement => judgement.unanswered),
  })
}

/** Throws an error saying how to make the files where they are missing or of another format. */
export function readResults(folder: string): Results {
  const path = join(folder, 'scores.json')
  if (!existsSync(path))
    throw new Error(`${folder}: expected scores.json, found none; "coalm score" on this run folder makes it`)
  const scores = readScores(path)
  if (scores?.format !== SCORES_FORMAT || !Array.isArray(scores.scores))
    throw new Error(
      `${path}: expected format ${SCORES_FORMAT}, found ${JSON.stringify(scores?.format) ?? 'none'}; ` +
        '"coalm score" on this run folder makes it anew',
    )
  const verdictsPath = join(folder, 'verdicts.jsonl')
  if (!existsSync(verdictsPath))
    throw new Error(
      `${folder}: expected verdicts.jsonl, found none; "coalm score" on this run folder makes it`,
    )
  const [, ...verdicts] = [...readJsonLines(verdictsPath)]
  return { scores: scores.scores, unanswered: scores.unanswered ?? [], verdicts: verdicts as VerdictRow[] }
}

function readScores(path: string): ({ format?: string } & Omit<Results, 'verdicts'>) | null {
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch (error) {
    throw new Error(
      `${path}: expected JSON (${(error as Error).message}); "coalm score" on this run folder makes it anew`,
      { cause: error },
    )
  }
}
