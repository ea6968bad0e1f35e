// One evaluation whole: open or resume the run, ask what is open, judge, and write the results.
import type { Prompt } from '../dialogue/prompt.ts'
import { jsonHash } from '../files/hash.ts'
import type { Format } from '../formats/format.ts'
import { type Model, ModelFault, type Sampling } from '../models/model.ts'
import type { Benchmark, BenchmarkCase } from './benchmark.ts'
import { everySoOften } from './every-so-often.ts'
import { chooseCases, type PerSplit } from './choose.ts'
import { evaluate, type Progress, type Questions } from './evaluate.ts'
import { type Judgement, judge } from './judge.ts'
import { keyText } from './prediction.ts'
import { writeResults } from './results.ts'
import { openRun, type RunRecord, type RunSettings } from './run.ts'

/** What chose the cases of a benchmark: recorded in the run, so that it can be judged again. */
export type Choice = { splits?: string[]; perSplit?: PerSplit; options?: Record<string, string> }

/** A benchmark with the cases chosen of it. */
export type Chosen = { benchmark: Benchmark; cases: BenchmarkCase[]; choice: Choice }

/** Reads the cases of a benchmark and keeps those that are chosen; names of groups stand for their splits. */
export async function choose(benchmark: Benchmark, folder: string, choice: Choice): Promise<Chosen> {
  const { perSplit, options } = choice
  const splits = choice.splits?.flatMap(name => expandSplit(benchmark, name))
  const request = { folder, ...(splits && { splits }), ...(options && { options }) }
  const cases = await benchmark.cases(request)
  const dataVersion = benchmark.versionOf?.(request) ?? benchmark.dataVersion
  return { benchmark: { ...benchmark, dataVersion }, cases: chooseCases(cases, perSplit), choice }
}

function expandSplit({ name, splits, groups = {} }: Benchmark, word: string): string[] {
  if (splits.includes(word)) return [word]
  if (Object.hasOwn(groups, word)) return groups[word]!
  const names = [...splits, ...Object.keys(groups)].join(', ')
  throw new Error(`${name}: expected splits among ${names}, found "${word}"`)
}

export type Session = {
  folder: string
  chosen: Chosen[]
  model: Model
  format: Format
  /** Overrides what a benchmark sets for its own replies. */
  sampling?: Partial<Sampling>
  attempts?: number
  provenance: Omit<RunRecord, 'format' | 'name' | 'created' | 'settings'>
  signal?: AbortSignal
}

const SAMPLING: Sampling = { temperature: 0, maxTokens: 512 }

/** Milliseconds between results written while a run goes on. */
const RESULTS_EVERY = 15_000

/** Yields after each case; returns the judgements, which stand in scores.json and verdicts.jsonl too. */
export async function* runSession(session: Session): AsyncGenerator<Progress, Judgement[]> {
  const attempts = session.attempts ?? 1
  const questions = session.chosen.map(chosen => questionsOf(chosen, session))
  const settings: RunSettings = {
    model: session.model.identity,
    format: session.format.name,
    sampling: { ...SAMPLING, ...session.sampling },
    attempts,
    benchmarks: await Promise.all(session.chosen.map(chosen => settingsOf(chosen, session.format))),
  }
  const run = openRun(session.folder, { ...session.provenance, settings })
  const { signal } = session
  let judgements: Judgement[] = []
  const interim = everySoOften(RESULTS_EVERY, () =>
    writeResults(
      session.folder,
      session.chosen.map(({ benchmark, cases }) =>
        judge({ benchmark, cases, settled: run.settled, attempts, intervals: false }),
      ),
    ),
  )
  try {
    for await (const progress of evaluate({
      run,
      questions,
      model: session.model,
      format: session.format,
      attempts,
      ...(signal && { signal }),
    })) {
      run.settled.set(keyText(progress.prediction), progress.prediction)
      interim()
      yield progress
    }
  } finally {
    // Written on every way out, so that a stopped run shows what it has.
    try {
      judgements = judgeAll(session.chosen, run.settled, attempts)
      writeResults(session.folder, judgements)
    } finally {
      run.close()
    }
  }
  return judgements
}

/** Judges every chosen benchmark from what is settled. */
export function judgeAll(
  chosen: Chosen[],
  settled: Parameters<typeof judge>[0]['settled'],
  attempts: number,
): Judgement[] {
  return chosen.map(({ benchmark, cases }) => judge({ benchmark, cases, settled, attempts }))
}

function questionsOf({ benchmark, cases }: Chosen, session: Session): Questions {
  return {
    benchmark: benchmark.name,
    cases,
    sampling: { ...SAMPLING, ...benchmark.sampling, ...session.sampling },
  }
}

async function settingsOf(
  { benchmark, cases, choice }: Chosen,
  format: Format,
): Promise<RunSettings['benchmarks'][number]> {
  return {
    name: benchmark.name,
    dataVersion: benchmark.dataVersion,
    cases: cases.length,
    casesHash: jsonHash(cases.map(item => [item.split, item.id])),
    promptsHash: jsonHash(await firstPrompts(cases, format)),
    ...choice,
  }
}

/** The first prompt of some cases, evenly spread: enough to notice that prompts are written otherwise now. */
async function firstPrompts(cases: BenchmarkCase[], format: Format): Promise<Prompt[]> {
  const step = Math.max(1, Math.floor(cases.length / 20))
  const prompts: Prompt[] = []
  for (let at = 0; at < cases.length; at += step) {
    try {
      await cases[at]?.ask({
        format,
        send(prompt) {
          prompts.push(prompt)
          throw new ModelFault('aborted', 'only the prompt is wanted')
        },
      })
    } catch (error) {
      if (!(error instanceof ModelFault)) throw error
    }
  }
  return prompts
}
