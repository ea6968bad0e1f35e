// Runs an evaluation for a person at a terminal: progress, Ctrl-C, and a result that says what is missing.
import { loadBenchmark } from '../benchmarks/all.ts'
import type { Judgement } from '../eval/judge.ts'
import { type Chosen, choose, runSession, type Session } from '../eval/session.ts'
import { groupThousands } from '../eval/words.ts'
import { loadFormat } from '../formats/all.ts'
import { openModel } from '../models/all.ts'
import { benchmarkFolder, dataRoot } from './data-root.ts'
import { type EvalOptions, runFolder, samplingOf } from './eval.ts'
import { setStatus } from './failure.ts'
import { checkOptions } from './options.ts'
import { provenance } from './provenance.ts'
import { print, printJson, progressLine, say } from './terminal.ts'

export async function runEval(names: string[], options: EvalOptions): Promise<void> {
  const root = dataRoot(options.data)
  const chosen = await Promise.all(names.map(name => chooseNamed(name, root, options)))
  const model = await openModel(options.model, {
    defaultWeights: () => pulledWeights(root),
    ...(options.adapter !== undefined && { adapter: options.adapter }),
    ...(options.concurrency !== undefined && { concurrency: options.concurrency }),
  })
  const format = loadFormat(options.format ?? chosen[0]?.benchmark.format ?? 'coalm')
  const folder = runFolder(names, options)
  try {
    const { judgements, stopped } = await watchSession(
      {
        folder,
        chosen,
        model,
        format,
        sampling: samplingOf(options),
        attempts: options.attempts,
        provenance: provenance(),
      },
      'asked',
    )
    await show(folder, judgements, options.json ?? false)
    if (options.officialOut !== undefined) await writeOfficial(chosen, folder, options.officialOut)
    if (judgements.some(({ unanswered }) => unanswered.length > 0)) setStatus(1)
    if (stopped) sayHowToGoOn(folder)
  } finally {
    await model.close()
  }
}

async function pulledWeights(root: string | undefined): Promise<string> {
  const { prepareWeights } = await import('../weights/prepare.ts')
  return (await prepareWeights({ ...(root !== undefined && { dataRoot: root }) })).weights
}

async function chooseNamed(name: string, root: string | undefined, options: EvalOptions): Promise<Chosen> {
  const benchmark = await loadBenchmark(name)
  if (options.option) checkOptions(name, benchmark.options, options.option)
  const splits = options.split ?? options.protocol
  const perSplit = options.cases ?? options.dialogues
  return choose(benchmark, benchmarkFolder(benchmark, root), {
    ...(splits && { splits }),
    ...(perSplit !== undefined && { perSplit }),
    ...(options.option && { options: options.option }),
  })
}

/** Runs a session to its end or to Ctrl-C, drawing the progress line. */
export async function watchSession(
  session: Omit<Session, 'signal'>,
  label: string,
  onStep?: () => void,
): Promise<{ judgements: Judgement[]; stopped: boolean }> {
  const stop = new AbortController()
  const interrupt = () => stop.abort()
  process.once('SIGINT', interrupt)
  process.once('SIGTERM', interrupt)
  const line = progressLine(label)
  const steps = runSession({ ...session, signal: stop.signal })
  try {
    for (;;) {
      const step = await steps.next()
      if (step.done) return { judgements: step.value, stopped: stop.signal.aborted }
      const { done, total, faults } = step.value
      line.show(done, total, faults > 0 ? `${faults} without answer` : '')
      onStep?.()
    }
  } finally {
    line.clear()
    process.off('SIGINT', interrupt)
    process.off('SIGTERM', interrupt)
  }
}

function sayHowToGoOn(folder: string): void {
  say(`coalm: stopped; every answer so far is kept in ${folder}. The same command goes on from there.`)
  setStatus(130)
}

async function show(folder: string, judgements: Judgement[], json: boolean): Promise<void> {
  const scores = judgements.flatMap(judgement => judgement.scores)
  const unanswered = judgements.flatMap(judgement => judgement.unanswered)
  if (json) return printJson({ run: folder, scores, unanswered })
  const { renderScores } = await import('../report/table.ts')
  if (unanswered.length > 0) print(sayUnanswered(unanswered))
  print(renderScores([{ label: 'value, 95 % interval', scores }]))
  say(`coalm: kept in ${folder}; "coalm report ${folder}" makes the page`)
}

function sayUnanswered(unanswered: Judgement['unanswered']): string {
  const kinds = new Map<string, number>()
  for (const { fault } of unanswered)
    kinds.set(fault ?? 'not asked', (kinds.get(fault ?? 'not asked') ?? 0) + 1)
  const list = [...kinds].map(([kind, count]) => `${groupThousands(count)} ${kind}`).join(', ')
  const many = unanswered.length === 1 ? '1 case has' : `${groupThousands(unanswered.length)} cases have`
  return `${many} no answer (${list}); run the same command again to ask what is left`
}

async function writeOfficial(chosen: Chosen[], folder: string, out: string): Promise<void> {
  for (const { benchmark } of chosen) {
    if (!benchmark.published?.write)
      throw new Error(`${benchmark.name}: has no official result files; leave --official-out out`)
    const written = await benchmark.published.write({ run: folder, out })
    say(`coalm: wrote ${written.length} official result files to ${out}`)
  }
}
