// Replays saved results that have official score files: are our verdicts equal, case by case?
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Json } from '../../dialogue/dialogue.ts'
import type { VerifyReport } from '../../eval/benchmark.ts'
import { newestVersion } from './cases.ts'
import { type JudgedFile, judgeFiles, scoreText } from './score-results.ts'

type Failure = { id: string; error_type: string; error: Json }

/** `folder` holds `result/<model>/…_result.json` and `score/<model>/…_score.json`, as the official tool leaves them. */
export async function verify(request: { folder: string; data: string }): Promise<VerifyReport> {
  const { folder, data } = request
  const version = newestVersion(join(data, 'bfcl'))
  const { files, problems } = await judgeFiles({
    paths: [join(folder, 'result')],
    data,
    version,
    partial: true,
  })
  const rows: VerifyReport['rows'] = []
  for (const file of files) {
    problems.push(...file.problems)
    const { model, category } = file.file
    const path = join(folder, 'score', model, `BFCL_v3_${category}_score.json`)
    if (existsSync(path)) rows.push(compareFile(file, path))
    else problems.push(`${path}: expected the official scores of ${file.file.path}, found none`)
  }
  return { rows, problems }
}

function compareFile({ file, answers }: JudgedFile, path: string): VerifyReport['rows'][number] {
  const { model, category } = file
  const official = failuresOf(path, readFileSync(path, 'utf8'))
  const ours = failuresOf(path, scoreText(answers ?? []))
  let equal = 0
  let first: VerifyReport['rows'][number]['first']
  for (const { id } of answers ?? []) {
    const [theirs, own] = [sayFailure(official.get(id)), sayFailure(ours.get(id))]
    if (withoutShared(theirs) === withoutShared(own)) equal++
    else first ??= { id: id, official: theirs, ours: own }
  }
  return {
    name: `${model}/${category}`,
    equal,
    different: (answers?.length ?? 0) - equal,
    ...(first && { first }),
  }
}

/**
 * The official process shares the default mentions of `post_tweet` between its cases, so that they show whom other cases
 * mentioned, those of other categories too; here each case has its own.
 */
function withoutShared(failure: Json): string {
  return JSON.stringify(failure).replace(/(\\*"mentions\\*": ?)\[[^\]]*\]/g, '$1[]')
}

function sayFailure(failure: Failure | undefined): Json {
  return failure ? [failure.error_type, failure.error] : 'valid'
}

/** The failures of a score file by id; its first line is the sum. */
function failuresOf(path: string, text: string): Map<string, Failure> {
  const [, ...lines] = text.split('\n')
  return new Map(
    lines
      .filter(line => line.trim() !== '')
      .map((line, at): [string, Failure] => {
        try {
          const failure = JSON.parse(line.replaceAll(/\b(?:NaN|-?Infinity)\b/g, 'null')) as Failure
          return [failure.id, failure]
        } catch {
          throw new Error(
            `${path}:${at + 2}: expected one JSON object a line, as the official tool writes it`,
          )
        }
      }),
  )
}
